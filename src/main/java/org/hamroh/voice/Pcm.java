package org.hamroh.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// A sound as numbers, one channel.
///
/// @param samples 16 bit
/// @param rate    samples a second
public record Pcm(short[] samples, int rate) {

  private static final int HEADER = 12;
  private static final int CHUNK = 8;
  private static final int PCM = 1;

  /// Some servers write the long form of the same.
  private static final int EXTENSIBLE = 0xFFFE;

  public double seconds() {
    return samples.length / (double) rate;
  }

  /// A WAV file of 16 bit and one channel. The length in its header is not believed: a program that
  /// writes into a pipe does not know it yet.
  ///
  /// @throws ProblemsException when it is anything else
  public static Pcm of(byte[] wav) {
    ByteBuffer in = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    if (wav.length < HEADER || !tag(in, 0).equals("RIFF") || !tag(in, 8).equals("WAVE")) {
      throw wrong("is no WAV sound");
    }
    int rate = 0;
    int at = HEADER;
    while (at + CHUNK <= wav.length) {
      String tag = tag(in, at);
      long length = Integer.toUnsignedLong(in.getInt(at + 4));
      int body = at + CHUNK;
      if (tag.equals("fmt ") && body + 16 <= wav.length) {
        rate = rate(in, body);
      } else if (tag.equals("data")) {
        int end = (int) Math.min(wav.length, body + length);
        return rate > 0 ? new Pcm(samples(in, body, end), rate) : refuse();
      }
      long next = body + length + length % 2;
      if (next > wav.length) {
        break;
      }
      at = (int) next;
    }
    throw wrong("is a WAV sound without samples");
  }

  private static Pcm refuse() {
    throw wrong("does not say its rate before its samples");
  }

  private static int rate(ByteBuffer in, int at) {
    int coding = Short.toUnsignedInt(in.getShort(at));
    int channels = in.getShort(at + 2);
    int rate = in.getInt(at + 4);
    int bits = in.getShort(at + 14);
    if ((coding != PCM && coding != EXTENSIBLE) || channels != 1 || bits != 16) {
      throw wrong("has %d channel(s) of %d bit, coding %d".formatted(channels, bits, coding));
    }
    if (rate < 8_000 || rate > 96_000) {
      throw wrong("has " + rate + " samples a second");
    }
    return rate;
  }

  private static short[] samples(ByteBuffer in, int from, int to) {
    short[] samples = new short[(to - from) / 2];
    in.slice(from, samples.length * 2).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static String tag(ByteBuffer in, int at) {
    byte[] tag = new byte[4];
    in.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }

  private static ProblemsException wrong(String what) {
    return new ProblemsException(
        Problem.of("speech", what, "a voice answers WAV, one channel, 16 bit, 8 to 96 kHz"));
  }

  public static Pcm read(Path wav) throws IOException {
    return of(Files.readAllBytes(wav));
  }

  /// As a WAV file.
  public byte[] wav() {
    int data = samples.length * 2;
    ByteBuffer out = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(36 + data);
    out.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
    out.putShort((short) PCM).putShort((short) 1).putInt(rate).putInt(rate * 2);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(data);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  /// Sample after sample, little-endian, without a header: Asterisk's `sln16` at 16 kHz.
  static byte[] bytes(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  public static short[] samples(byte[] littleEndian) {
    return samples(
        ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN), 0, littleEndian.length);
  }
}
