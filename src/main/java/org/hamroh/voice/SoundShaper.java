package org.hamroh.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hamroh.voice.Leveller.Treatment;

/// Turns any recording or synthesised sentence into what a telephone line carries: silence trimmed,
/// even loudness, the telephone's band, one file a codec, all without a header.
final class SoundShaper {

  /// Part of every sound's identity: raise it when anything here or in [Leveller] changes what is
  /// heard.
  static final String VERSION = "2";

  /// The formats that are made; Asterisk knows them by these endings. It has nothing to convert for
  /// a line that speaks one of them.
  enum Format {
    /// 16 kHz, 16 bit little-endian: what all other codecs are made from.
    SLN16,
    /// G.711 at 8 kHz, as Europe and Asia speak it.
    ALAW,
    /// G.711 at 8 kHz, as America speaks it.
    ULAW,
    /// Wide band at 64 kbit/s, as many office telephones speak it.
    G722;

    String ending() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// @param files   where the finished formats lie, all of them
  /// @param seconds how long the sound plays
  record Shaped(Map<Format, Path> files, double seconds) {}

  private static final int WIDE = 16_000;
  private static final int NARROW = 8_000;

  /// Room for the filters' overshoot; the level is set afterwards.
  private static final String HEADROOM = "-6";

  private SoundShaper() {}

  /// @param in   anything sox reads
  /// @param work a folder of this sound alone
  static Shaped shape(Path in, Treatment treatment, Path work) throws IOException {
    short[] wide = level(in, WIDE, List.of("highpass", "80"), treatment, work);
    Path narrow = work.resolve("narrow.raw");
    Files.write(narrow, bytes(level(in, NARROW, List.of("sinc", "300-3400"), treatment, work)));
    Map<Format, Path> files = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      Path file = work.resolve("made." + format.ending());
      switch (format) {
        case SLN16 -> Files.write(file, bytes(wide));
        case G722 -> Files.write(file, G722.encode(wide));
        case ALAW -> encode(narrow, "al", file);
        case ULAW -> encode(narrow, "ul", file);
      }
      files.put(format, file);
    }
    return new Shaped(files, wide.length / (double) WIDE);
  }

  /// Brings the sound to a rate and band, then to its level.
  private static short[] level(Path in, int rate, List<String> band, Treatment treatment, Path work)
      throws IOException {
    Path pcm = work.resolve("filtered.raw");
    List<String> command = new ArrayList<>(List.of("sox", "-D", in.toString()));
    command.addAll(raw(pcm));
    command.addAll(List.of("gain", HEADROOM, "rate", "-v", Integer.toString(rate)));
    command.addAll(band);
    Program.run(command);
    return Leveller.level(samples(Files.readAllBytes(pcm)), rate, treatment);
  }

  private static void encode(Path narrow, String coding, Path out) {
    List<String> command = new ArrayList<>(List.of("sox", "-D", "-r", Integer.toString(NARROW)));
    command.addAll(raw(narrow));
    command.addAll(List.of("-t", coding, out.toString()));
    Program.run(command);
  }

  private static List<String> raw(Path file) {
    return List.of(
        "-t", "raw", "-e", "signed-integer", "-b", "16", "-L", "-c", "1", file.toString());
  }

  static short[] samples(byte[] littleEndian) {
    short[] samples = new short[littleEndian.length / 2];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }
}
