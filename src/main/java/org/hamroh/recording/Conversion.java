package org.hamroh.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamroh.program.Program;
import org.hamroh.program.Ran;
import org.hamroh.voice.Pcm;
import org.hamroh.yaml.ProblemsException;

/// Turns whatever somebody uploads into a WAV file of one channel and 16 bit, with sox, as a child
/// process that is killed when it takes too long: a file from outside may be anything.
public final class Conversion {

  /// Five minutes in 16 bit stereo at 48 kHz are 58 MB, but nobody reads a prompt for five minutes
  /// into a file of that kind.
  static final int MOST_BYTES = 20 * 1024 * 1024;

  static final Duration LONGEST = Duration.ofMinutes(5);

  /// sox reads a minute of MP3 in some hundred milliseconds.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What telephones and studios use; anything above is brought down to it.
  private static final int HIGHEST_RATE = 48_000;

  private static final int LOWEST_RATE = 8_000;

  private static final int LOOKED_AT = 12;
  private static final int HEADER_BYTES = 44;
  private static final int RATE_AT = 24;

  private Conversion() {}

  /// @param in  anything
  /// @param out where the WAV file goes
  /// @return what is in it
  /// @throws TakeRefusedException when it is no sound that can be read, or too long
  public static Pcm toWav(Path in, Path out) throws IOException {
    String kind = kind(in).orElseThrow(() -> unreadable("no-sound"));
    Ran ran = sox(kind, in, out, List.of());
    if (ran.exit() == Ran.KILLED) {
      throw unreadable("too-slow");
    }
    if (!ran.succeeded()) {
      boolean unknown = ran.text().contains("no handler") || ran.text().contains("formats: ");
      throw unreadable(ran.exit() == Ran.NOT_STARTED ? "no-sox" : unknown ? kind : "damaged");
    }
    int rate = rate(out);
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
      String usual = Integer.toString(Math.clamp(rate, LOWEST_RATE, HIGHEST_RATE));
      if (!sox(kind, in, out, List.of("rate", "-v", usual)).succeeded()) {
        throw unreadable("damaged");
      }
    }
    Pcm sound = read(out);
    if (sound.seconds() > LONGEST.toSeconds()) {
      throw new TakeRefusedException(
          List.of(Finding.of(Finding.What.TOO_LONG_FILE, LONGEST.toMinutes())));
    }
    return sound;
  }

  /// One second more than is allowed is read, so that a file that is too long can be told from one
  /// that is not.
  private static Ran sox(String kind, Path in, Path out, List<String> effects) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("sox", "-V1", "-D", "-t", kind, in.toString(), "-t", "wavpcm"));
    command.addAll(List.of("-e", "signed-integer", "-b", "16", "-c", "1", out.toString()));
    command.addAll(List.of("trim", "0", Long.toString(LONGEST.toSeconds() + 1)));
    command.addAll(effects);
    return Program.run(command, PATIENCE);
  }

  /// As the header says, which sox has just written.
  private static int rate(Path wav) throws IOException {
    try (var in = Files.newInputStream(wav)) {
      return java.nio.ByteBuffer.wrap(in.readNBytes(HEADER_BYTES))
          .order(java.nio.ByteOrder.LITTLE_ENDIAN)
          .getInt(RATE_AT);
    } catch (IndexOutOfBoundsException e) {
      throw unreadable("damaged");
    }
  }

  private static Pcm read(Path wav) throws IOException {
    try {
      return Pcm.read(wav);
    } catch (ProblemsException e) {
      throw unreadable("damaged");
    }
  }

  private static TakeRefusedException unreadable(String why) {
    return new TakeRefusedException(List.of(Finding.of(Finding.What.UNREADABLE, why)));
  }

  /// What sox calls a file of this kind, by its first bytes: names lie, and come from outside.
  private static Optional<String> kind(Path file) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(LOOKED_AT);
    }
    String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (text.startsWith("RIFF") && text.startsWith("WAVE", 8)) {
      return Optional.of("wav");
    }
    if (text.startsWith("fLaC")) {
      return Optional.of("flac");
    }
    if (text.startsWith("OggS")) {
      return Optional.of(oggKind(file));
    }
    if (text.startsWith("#!AMR-WB")) {
      return Optional.of("amr-wb");
    }
    if (text.startsWith("#!AMR")) {
      return Optional.of("amr-nb");
    }
    if (text.startsWith("FORM")) {
      return Optional.of("aiff");
    }
    if (text.startsWith("ftyp", 4)) {
      return Optional.of("m4a");
    }
    if (text.startsWith("\u001aE\u00df\u00a3")) {
      return Optional.of("webm");
    }
    boolean frame = head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0;
    return text.startsWith("ID3") || frame ? Optional.of("mp3") : Optional.empty();
  }

  private static String oggKind(Path file) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(64);
    }
    String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.contains("OpusHead") ? "opus" : "ogg";
  }
}
