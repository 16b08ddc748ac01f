package org.hamroh.pbx;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Writes Asterisk's configuration: each template in `deploy/asterisk` becomes a file in
/// `<data>/asterisk/etc`. All are rendered before the first is written; a file that says the same
/// already is left alone, so writing twice changes nothing.
public final class AsteriskConfiguration {

  /// The rendered files hold passwords.
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /// A comma, a bracket or a semicolon would end an argument in Asterisk's files.
  private static final Pattern PLAIN_PATH = Pattern.compile("[\\p{L}\\p{N} ._/+@~-]+");

  private final Path templates;

  /// @param templates `deploy/asterisk`
  public AsteriskConfiguration(Path templates) {
    this.templates = templates;
  }

  /// @return names of the files that changed
  /// @throws ProblemsException when a template or a setting is wrong, or a folder cannot be written
  public Set<String> write(AsteriskSettings settings, AsteriskInstallation installation) {
    check(settings);
    Map<String, String> rendered = render(settings, installation);
    AsteriskFolders folders = settings.folders();
    try {
      for (Path folder :
          List.of(
              folders.etc(),
              folders.log(),
              folders.channelEvents().resolveSibling(""),
              folders.var(),
              folders.var().resolve("keys"),
              folders.spool(),
              folders.share(),
              folders.messages(),
              folders.run())) {
        Files.createDirectories(folder);
        refuseForeign(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
      }
      Files.createDirectories(folders.music());
      Files.createDirectories(folders.ringing());
      link(folders.share().resolve("sounds"), folders.sounds());
      link(folders.share().resolve("documentation"), installation.documentation());
      return writeChanged(folders.etc(), rendered);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              folders.data().toString(),
              "Asterisk's configuration cannot be written: " + e,
              "check the folder's rights and the disk, or give another folder with --data"));
    }
  }

  /// In a folder that all may write to, such as /tmp, somebody may have been there before us.
  private static void refuseForeign(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new IOException(folder + " is a link");
    }
  }

  private static void check(AsteriskSettings settings) {
    Path data = settings.folders().data();
    if (!PLAIN_PATH.matcher(data.toString()).matches()) {
      throw new ProblemsException(
          Problem.of(
              data.toString(),
              "has a letter that Asterisk's files cannot hold",
              "give a data folder of letters, digits and . _ - with --data"));
    }
    if (!settings.ami().host().startsWith("127.")) {
      throw new ProblemsException(
          new Problem(
              "hamroh.yaml",
              0,
              "ami.host",
              "is " + settings.ami().host() + ", and whoever reaches it could move calls about",
              "give 127.0.0.1"));
    }
    if (settings.pbx().sip().host().equals("0.0.0.0")) {
      throw new ProblemsException(
          new Problem(
              "hamroh.yaml",
              0,
              "pbx.sip.host",
              "is 0.0.0.0, and sound needs one address",
              "give the address that telephones and carrier reach"));
    }
  }

  private Map<String, String> render(AsteriskSettings settings, AsteriskInstallation installation) {
    Map<String, Object> facts = new TemplateFacts(settings, installation).facts();
    Mustache.Compiler compiler =
        Mustache.compiler().escapeHTML(false).strictSections(true).defaultValue(null);
    Map<String, String> rendered = new TreeMap<>();
    try (Stream<Path> files = Files.list(templates)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".conf")).toList()) {
        rendered.put(file.getFileName().toString(), render(compiler, file, facts));
      }
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              templates.toString(),
              "the templates of Asterisk's configuration cannot be read: " + e,
              "start hamroh from its own folder"));
    }
    return rendered;
  }

  private static String render(Mustache.Compiler compiler, Path file, Map<String, Object> facts)
      throws IOException {
    try {
      return compiler.compile(Files.readString(file, StandardCharsets.UTF_8)).execute(facts);
    } catch (MustacheException e) {
      throw new ProblemsException(
          Problem.of(file.toString(), String.valueOf(e.getMessage()), "mend this template"));
    }
  }

  private static Set<String> writeChanged(Path etc, Map<String, String> rendered)
      throws IOException {
    Set<String> changed = new TreeSet<>();
    for (Map.Entry<String, String> one : rendered.entrySet()) {
      Path file = etc.resolve(one.getKey());
      if (Files.exists(file) && Files.readString(file).equals(one.getValue())) {
        continue;
      }
      Path next = etc.resolve(one.getKey() + ".new");
      Files.deleteIfExists(next);
      Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(next, one.getValue(), StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      changed.add(one.getKey());
    }
    try (Stream<Path> files = Files.list(etc)) {
      for (Path file : files.toList()) {
        if (!rendered.containsKey(file.getFileName().toString())) {
          Files.delete(file); // a template that is gone
        }
      }
    }
    return changed;
  }

  private static void link(Path link, Path target) throws IOException {
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
        return;
      }
      Files.delete(link);
    }
    Files.createSymbolicLink(link, target);
  }
}
