package org.hamroh.line;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.SoundBook.Playable;

/// The sound files that Asterisk plays to callers and records from them. They are found by path, so
/// Asterisk needs to run on this machine.
///
/// @param sounds   `<data>/sounds`: `<language>/<name>.{alaw,ulaw,sln16,g722,wav}`
/// @param messages `<data>/messages`: `<message id>.wav`, 8 kHz mono 16 bit
public record LineFiles(Path sounds, Path messages) {

  /// Less sound than this is breath, or the hand that hangs up.
  private static final Duration SPOKEN_AT_LEAST = Duration.ofMillis(300);

  /// Root mean square of 20 ms that somebody may have spoken in: 47 dB below the loudest, well
  /// above the noise of a line and well below a shy voice.
  private static final double SOUND_RMS = 150;

  private static final Pattern SOUND_NAME =
      Pattern.compile("[a-z]{2,3}(/[A-Za-z0-9_-]+)+(\\.[0-9]{1,2})?");

  private static final int FRAME_BYTES = 320; // 20 ms
  private static final int WAV_HEADER_BYTES = 44;
  private static final int TELEPHONE_RATE = 8_000;
  private static final double TONE_HERTZ = 1_000;
  private static final double TONE_SECONDS = 0.3;
  private static final double TONE_LOUDNESS = 0.2;

  public LineFiles {
    sounds = sounds.toAbsolutePath().normalize();
    messages = messages.toAbsolutePath().normalize();
  }

  /// The sound that a call began with; one of its plain name when the book has none, spoken
  /// sentences for one.
  Optional<Playable> find(SoundBook book, Sound sound) {
    Optional<Playable> kept = book.find(sound.language(), sound.name());
    return kept.isPresent() ? kept : find(sound);
  }

  /// The file in the telephone's own form, as a caller's ear gets it; empty when there is none.
  public Optional<Path> telephoneForm(SoundBook book, Sound sound) {
    return find(book, sound)
        .map(found -> Path.of(found.path() + ".alaw"))
        .filter(java.nio.file.Files::isRegularFile);
  }

  /// Whether callers can hear it.
  public boolean has(Sound sound) {
    return find(sound).isPresent();
  }

  /// Empty when the sound exists in no format, or its name leads out of the folder.
  Optional<Playable> find(Sound sound) {
    String name = sound.language() + "/" + sound.name();
    if (!SOUND_NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return at(sounds.resolve(name).toString());
  }

  /// A message of this call, as it was recorded.
  Optional<Playable> find(String messageId) {
    return at(message(messageId));
  }

  private static Optional<Playable> at(String path) {
    // One question to the disk for the usual case; a length of 0 is a file that is not there.
    long alaw = new File(path + ".alaw").length();
    if (alaw > 0) {
      return playable(path, alaw, TELEPHONE_RATE);
    }
    long ulaw = new File(path + ".ulaw").length();
    if (ulaw > 0) {
      return playable(path, ulaw, TELEPHONE_RATE);
    }
    long sln16 = new File(path + ".sln16").length();
    if (sln16 > 0) {
      return playable(path, sln16, 32_000);
    }
    long g722 = new File(path + ".g722").length();
    if (g722 > 0) {
      return playable(path, g722, 8_000);
    }
    long wav = new File(path + ".wav").length() - WAV_HEADER_BYTES;
    return wav > 0 ? playable(path, wav, 2 * TELEPHONE_RATE) : Optional.empty();
  }

  private static Optional<Playable> playable(String path, long bytes, int bytesPerSecond) {
    return Optional.of(new Playable(path, Duration.ofMillis(bytes * 1_000 / bytesPerSecond)));
  }

  /// Where a message is recorded, without ending.
  String message(String messageId) {
    if (!messageId.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("not a message id: " + messageId);
    }
    return messages.resolve(messageId).toString();
  }

  /// How long a message is, zero when there is none or nobody spoke. Asterisk leaves a second of
  /// silence at the end of what silence has ended, so the length alone would not tell.
  ///
  /// @throws UncheckedIOException when the disk fails
  public Duration messageLength(String messageId) {
    Path file = Path.of(message(messageId) + ".wav");
    try {
      return Files.exists(file) && isSpoken(Files.readAllBytes(file))
          ? find(messageId).map(Playable::length).orElse(Duration.ZERO)
          : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSpoken(byte[] wav) {
    long needed = SPOKEN_AT_LEAST.toMillis() / 20;
    for (int at = WAV_HEADER_BYTES;
        at + FRAME_BYTES <= wav.length && needed > 0;
        at += FRAME_BYTES) {
      double squares = 0;
      for (int i = at; i < at + FRAME_BYTES; i += 2) {
        int sample = (wav[i + 1] << 8) | (wav[i] & 0xff);
        squares += (double) sample * sample;
      }
      if (Math.sqrt(squares / (FRAME_BYTES / 2)) > SOUND_RMS) {
        needed--;
      }
    }
    return needed == 0;
  }

  /// A recording in which nobody spoke is not kept.
  void dropMessage(String messageId) throws IOException {
    Files.deleteIfExists(Path.of(message(messageId) + ".wav"));
  }

  /// The tone after which a caller speaks, and the folder for what they say. Where the voices' own
  /// is not built, one of ours takes its place: Asterisk refuses to record when its own is
  /// missing.
  ///
  /// @param language last spoken to the caller
  Playable tone(String language) throws IOException {
    Files.createDirectories(messages); // Asterisk makes no folders
    Optional<Playable> built = find(new Sound(language, "beep"));
    if (built.isPresent()) {
      return built.get();
    }
    String path = sounds.resolve("tone").toString();
    Optional<Playable> tone = at(path);
    return tone.isPresent() ? tone.get() : makeTone(path);
  }

  private Playable makeTone(String path) throws IOException {
    int samples = (int) (TONE_SECONDS * TELEPHONE_RATE);
    byte[] pcm = new byte[samples * 2];
    for (int i = 0; i < samples; i++) {
      double wave = Math.sin(2 * Math.PI * TONE_HERTZ * i / TELEPHONE_RATE);
      int value = (int) (wave * TONE_LOUDNESS * Short.MAX_VALUE);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    AudioFormat format = new AudioFormat(TELEPHONE_RATE, 16, 1, true, false);
    Files.createDirectories(sounds);
    Path whole = Files.createTempFile(sounds, "tone", ".part");
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(pcm), format, samples)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, whole.toFile());
    }
    Files.move(whole, Path.of(path + ".wav"), StandardCopyOption.REPLACE_EXISTING);
    return at(path).orElseThrow(() -> new IOException("the tone was not written: " + path));
  }
}
