package org.hamroh.sip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a sound from disk into telephone form: raw `.alaw` and `.ulaw`, raw 8 kHz 16-bit `.sln`,
/// and `.wav` of 8 kHz, 16 bits, one channel. Other rates would have to be resampled, and could not
/// be recognised byte for byte anyway.
final class SoundFile {

  /// An hour of 16-bit sound; a guard against a file that is no prompt.
  private static final long MAX_BYTES = 8000L * 2 * 3600;

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private SoundFile() {}

  /// The sound in this codec; empty when the file is of another kind.
  ///
  /// @throws IOException when it cannot be read or is too large
  static Optional<byte[]> read(Path file, Codec codec) throws IOException {
    String ending = endingOf(file);
    if (!isKnown(ending)) {
      return Optional.empty();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than an hour of sound");
    }
    byte[] bytes = Files.readAllBytes(file);
    return switch (ending) {
      case "alaw", "al" -> Optional.of(codec == Codec.ALAW ? bytes : codec.from(Codec.ALAW, bytes));
      case "ulaw", "ul" -> Optional.of(codec == Codec.ULAW ? bytes : codec.from(Codec.ULAW, bytes));
      case "sln", "slin" -> Optional.of(codec.encode(samples(ByteBuffer.wrap(bytes))));
      default -> wav(bytes).map(codec::encode);
    };
  }

  static boolean isKnown(String ending) {
    return switch (ending) {
      case "alaw", "al", "ulaw", "ul", "sln", "slin", "wav" -> true;
      default -> false;
    };
  }

  static String endingOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private static Optional<short[]> wav(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < RIFF_HEADER || !word(in, 0).equals("RIFF") || !word(in, 8).equals("WAVE")) {
      return Optional.empty();
    }
    boolean telephone = false;
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= bytes.length) {
      String kind = word(in, at);
      int size = in.getInt(at + 4);
      int start = at + CHUNK_HEADER;
      if (size < 0) {
        return Optional.empty();
      }
      if (kind.equals("fmt ") && start + 16 <= bytes.length) {
        telephone =
            in.getShort(start) == 1 // PCM
                && in.getShort(start + 2) == 1
                && in.getInt(start + 4) == Codec.RATE
                && in.getShort(start + 14) == 16;
      }
      if (kind.equals("data")) {
        int length = Math.min(size, bytes.length - start);
        return telephone ? Optional.of(samples(in.slice(start, length))) : Optional.empty();
      }
      at = start + size + (size & 1); // chunks begin at even places
    }
    return Optional.empty();
  }

  private static String word(ByteBuffer in, int at) {
    byte[] four = new byte[4];
    in.get(at, four);
    return new String(four, StandardCharsets.US_ASCII);
  }

  private static short[] samples(ByteBuffer bytes) {
    short[] samples = new short[bytes.remaining() / 2];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
