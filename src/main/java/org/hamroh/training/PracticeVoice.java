package org.hamroh.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.hamroh.voice.Speaker;

/// Speaks what pretended callers say, once: `<data>/practice/<language>/<digest of the text>`.
public final class PracticeVoice {

  private static final int BYTES_PER_SECOND = 8_000; // of alaw
  private static final int NAME_BYTES = 12;

  private final Speaker speaker;
  private final Path folder;

  /// @param folder `<data>/practice`
  public PracticeVoice(Speaker speaker, Path folder) {
    this.speaker = speaker;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /// @param path without ending, as the PBX plays it
  record Line(String path, Duration length) {}

  /// The sound of a text; made when it is not there yet, which takes part of a second.
  ///
  /// @throws org.hamroh.yaml.ProblemsException when nobody can speak the language
  synchronized Line line(String language, String text) throws IOException {
    Path place = folder.resolve(language);
    String name = digest(text);
    Path known = place.resolve(name + ".alaw");
    if (!Files.exists(known)) {
      speaker.keep(language, text, place, name);
    }
    return new Line(
        place.resolve(name).toString(),
        Duration.ofMillis(Files.size(known) * 1_000 / BYTES_PER_SECOND));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
