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
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Properties kept = new Properties();

  private Secrets(Path file) {
    this.file = file;
  }

  /// @throws ProblemsException when the file is there but open to others or unreadable
  public static Secrets open(Path data) {
    Secrets secrets = new Secrets(data.resolve("secrets.properties"));
    if (Files.exists(secrets.file)) {
      try {
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file))
            .endsWith("------")) {
          throw new ProblemsException(
              Problem.of(
                  secrets.file.toString(), "others may read it", "run chmod 600 on this file"));
        }
        secrets.kept.load(new StringReader(Files.readString(secrets.file)));
      } catch (IOException e) {
        throw new ProblemsException(
            Problem.of(
                secrets.file.toString(), "cannot be read: " + e.getMessage(), "check its rights"));
      }
    }
    return secrets;
  }

  /// What the environment says, else what is kept.
  public Optional<String> get(String name) {
    String given = System.getenv(name);
    return given != null && !given.isBlank()
        ? Optional.of(given)
        : Optional.ofNullable(kept.getProperty(name));
  }

  /// The same, made (24 random bytes, URL-safe) and kept when nobody has given one.
  public synchronized String ensure(String name) {
    return get(name)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[BYTES];
              RANDOM.nextBytes(bytes);
              String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              kept.setProperty(name, made);
              save();
              return made;
            });
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
