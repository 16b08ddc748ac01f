package org.hamroh.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.hamroh.yaml.Problem;

/// The human voices: what this site has recorded, and what is shipped with the checkout as
/// `sounds/<language>/<prompt>.wav`, 16 kHz, mono, 16 bit. The site's own win.
///
/// @param folder the shipped ones, with a folder a language in it; need not exist
/// @param taken  the site's own
record Recordings(Path folder, TakenVoices taken) {

  private static final String ENDING = ".wav";
  private static final float RATE = 16_000f;

  /// The recording of a sound, when there is one that can be used.
  ///
  /// @param words what the sound says
  Optional<Path> find(String language, String sound, String words) {
    return taken.find(language, sound, words).or(() -> shipped(language, sound));
  }

  private Optional<Path> shipped(String language, String sound) {
    Path file = file(language, sound);
    return Files.isRegularFile(file) && mistake(file).isEmpty()
        ? Optional.of(file)
        : Optional.empty();
  }

  /// Whether the voice that is heard is this site's own.
  boolean isTaken(String language, String sound, String words) {
    return taken.find(language, sound, words).isPresent();
  }

  private Path file(String language, String sound) {
    return folder.resolve(language).resolve(sound + ENDING);
  }

  /// What is wrong with the recordings of a language: another format, or a name that no prompt has.
  List<Problem> check(String language, Set<String> sounds) {
    Path here = folder.resolve(language);
    if (!Files.isDirectory(here)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(here, 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .flatMap(file -> check(file, here, sounds).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Problem> check(Path file, Path here, Set<String> sounds) {
    String relative = here.relativize(file).toString().replace('\\', '/');
    String sound = relative.substring(0, relative.length() - ENDING.length());
    if (!sounds.contains(sound) && !sound.startsWith(RecordedWords.FOLDER)) {
      return Optional.of(
          Problem.of(
              file.toString(),
              "no prompt is called " + sound,
              "give it a name from ./hamroh voice sheet, or remove it"));
    }
    return mistake(file);
  }

  private static Optional<Problem> mistake(Path file) {
    try {
      AudioFormat format = AudioSystem.getAudioFileFormat(file.toFile()).getFormat();
      boolean right =
          format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
              && format.getSampleRate() == RATE
              && format.getChannels() == 1
              && format.getSampleSizeInBits() == 16;
      return right
          ? Optional.empty()
          : Optional.of(
              wrong(
                  file,
                  "is %s, %.0f Hz, %d channel(s), %d bit instead of 16 kHz mono 16 bit"
                      .formatted(
                          format.getEncoding(),
                          format.getSampleRate(),
                          format.getChannels(),
                          format.getSampleSizeInBits())));
    } catch (UnsupportedAudioFileException e) {
      return Optional.of(wrong(file, "is not a WAV file that can be read"));
    } catch (IOException e) {
      return Optional.of(wrong(file, "cannot be read: " + e.getMessage()));
    }
  }

  private static Problem wrong(Path file, String what) {
    return Problem.of(
        file.toString(), what, "convert it: sox in.wav -r 16000 -c 1 -b 16 " + file.getFileName());
  }
}
