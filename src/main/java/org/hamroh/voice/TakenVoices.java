package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// The human voices that this site has recorded and chosen, ready to be shaped:
/// `<data>/takes/<language>/<sound>/chosen/<text>.wav`, one channel, 16 bit, any usual rate.
///
/// A take belongs to the words it was spoken for. When they change it is heard no more, until
/// somebody finds it right for the new words too; when they come back it is heard again.
///
/// @param folder `<data>/takes`; need not exist
public record TakenVoices(Path folder) {

  private static final String CHOSEN = "chosen";
  private static final String ENDING = ".wav";

  /// Half of a SHA-256: no two texts of a hotline meet.
  private static final int DIGEST_BYTES = 16;

  /// The same for texts that differ in white space only, which no voice says.
  ///
  /// @return 32 hexadecimal digits
  public static String digest(String words) {
    String said = Normalizer.normalize(words, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Where all takes of a sound lie.
  public Path folder(String language, String sound) {
    return folder.resolve(language).resolve(sound);
  }

  /// Where those lie that are heard, one for each text that the sound has had.
  public Path chosenFolder(String language, String sound) {
    return folder(language, sound).resolve(CHOSEN);
  }

  /// Where the one lies that is heard for a text, whether it is there or not.
  ///
  /// @param textDigest of the words, as [#digest] makes it
  public Path chosen(String language, String sound, String textDigest) {
    return chosenFolder(language, sound).resolve(textDigest + ENDING);
  }

  /// Whether a file below the folder is one that is heard, and not a take as it came.
  public static boolean isChosen(Path file) {
    Path folder = file.getParent();
    return folder != null && folder.endsWith(CHOSEN);
  }

  Optional<Path> find(String language, String sound, String words) {
    Path file = chosen(language, sound, digest(words));
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /// Whether there is a human voice for what the sound said earlier, and none for what it says now.
  public boolean isOutdated(String language, String sound, String words) {
    Path chosen = chosenFolder(language, sound);
    if (find(language, sound, words).isPresent() || !Files.isDirectory(chosen)) {
      return false;
    }
    try (Stream<Path> files = Files.list(chosen)) {
      return files.anyMatch(file -> file.toString().endsWith(ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
