package org.hamroh.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// The site's secrets: from the environment, else from `<data>/secrets.properties`, which only its
/// owner may read. Those that no one outside has to know (the AMI password between our own PBX and
/// us, the caller-key secret) are made here on first use.
public final class Secrets {

  private static final int BYTES = 24;
  private static final int LETTERS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Properties kept = new Properties();

  private Secrets(Path file) {
    this.file = file;
  }

  /// @throws ProblemsException when the file is there but open to others or unreadable
  public static Secrets open(Path data) {
    Secrets secrets = new Secrets(data.resolve("secrets.properties"));
    secrets.load();
    return secrets;
  }

  private void load() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
        throw new ProblemsException(
            Problem.of(file.toString(), "others may read it", "run chmod 600 on this file"));
      }
      kept.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(file.toString(), "cannot be read: " + e.getMessage(), "check its rights"));
    }
  }

  /// What the environment says, else what is kept.
  public Optional<String> get(String name) {
    String given = System.getenv(name);
    return given != null && !given.isBlank()
        ? Optional.of(given)
        : Optional.ofNullable(kept.getProperty(name));
  }

  /// The same, made (32 letters from 24 random bytes, URL-safe) and kept when nobody has given one.
  public String ensure(String name) {
    return ensure(name, LETTERS);
  }

  /// The same, cut to so many letters where a protocol has no room for more.
  public synchronized String ensure(String name, int letters) {
    if (get(name).isEmpty()) {
      load(); // another command may have made it, or others beside it
    }
    return get(name)
        .orElseGet(
            () -> {
              kept.setProperty(name, fresh().substring(0, letters));
              save();
              return kept.getProperty(name);
            });
  }

  /// Whether the environment gives it: then it is changed there, not here.
  public static boolean isGiven(String name) {
    String given = System.getenv(name);
    return given != null && !given.isBlank();
  }

  /// Fresh random letters, URL-safe.
  public static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Keeps another text in place of the one before.
  public synchronized void keep(String name, String text) {
    load();
    kept.setProperty(name, text);
    save();
  }

  private void save() {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      StringWriter text = new StringWriter();
      kept.store(text, "Secrets of this site. Keep them out of backups that others can read.");
      Files.writeString(next, text.toString(), StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
