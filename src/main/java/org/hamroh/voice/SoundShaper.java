package org.hamroh.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.hamroh.sip.Codec;
import org.hamroh.voice.Leveller.Treatment;

/// Turns any recording or synthesised sentence into what a telephone line carries: silence trimmed,
/// even loudness, the telephone's band, one file a codec, all without a header. Takes some ten
/// milliseconds for a sentence, for a caller may be waiting. Used by many threads at once.
final class SoundShaper {

  /// Part of every sound's identity: raise it when anything here, in [Band] or in [Leveller]
  /// changes what is heard.
  static final String VERSION = "3";

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

  /// A finished sound that is not written yet.
  ///
  /// @param seconds how long it plays
  record Encoded(Map<Format, byte[]> formats, double seconds) {}

  /// @param files   where the finished formats lie, all of them
  /// @param seconds how long the sound plays
  /// @param standIn whether another voice spoke it than the one that is wanted
  record Shaped(Map<Format, Path> files, double seconds, boolean standIn) {}

  private final Band wide = Band.wide();
  private final Band narrow = Band.narrow();

  Encoded encode(Pcm sound, Treatment treatment) {
    return encode(level(sound, wide, treatment), level(sound, narrow, treatment));
  }

  /// A sound that has its level already, in both bands.
  Encoded encode(short[] atWide, short[] atNarrow) {
    Map<Format, byte[]> formats = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      formats.put(
          format,
          switch (format) {
            case SLN16 -> Pcm.bytes(atWide);
            case G722 -> G722.encode(atWide);
            case ALAW -> Codec.ALAW.encode(atNarrow);
            case ULAW -> Codec.ULAW.encode(atNarrow);
          });
    }
    return new Encoded(formats, atWide.length / (double) wide.rate());
  }

  short[] levelWide(Pcm sound, Treatment treatment) {
    return level(sound, wide, treatment);
  }

  short[] levelNarrow(Pcm sound, Treatment treatment) {
    return level(sound, narrow, treatment);
  }

  private static short[] level(Pcm sound, Band band, Treatment treatment) {
    return Leveller.level(band.of(sound), band.rate(), treatment);
  }

  /// @param work a folder of this sound alone
  Shaped shape(Pcm sound, Treatment treatment, boolean standIn, Path work) throws IOException {
    Encoded encoded = encode(sound, treatment);
    Map<Format, Path> files = new EnumMap<>(Format.class);
    for (Map.Entry<Format, byte[]> one : encoded.formats().entrySet()) {
      Path file = work.resolve("made." + one.getKey().ending());
      Files.write(file, one.getValue());
      files.put(one.getKey(), file);
    }
    return new Shaped(files, encoded.seconds(), standIn);
  }
}
