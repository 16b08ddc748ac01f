package org.hamroh.sip;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes what a call heard as 8 kHz, 16-bit, one-channel WAV. A PBX that plays nothing sends
/// nothing; such a gap is written as silence, so that the file is as long as the call was.
final class WavWriter implements Closeable {

  private static final int HEADER = 44;

  /// A packet may be late by this much and still follow on the one before.
  private static final long JITTER_SAMPLES = 1600;

  /// An hour; what follows is left out, as a bound for a call that was forgotten.
  private static final long MAX_SAMPLES = 3600L * Codec.RATE;

  private final FileChannel file;
  private final Codec codec;
  private final long startNanos;
  private long samples;

  WavWriter(Path path, Codec codec, long startNanos) throws IOException {
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.codec = codec;
    this.startNanos = startNanos;
    writeHeader();
  }

  void write(byte[] sound, long nanos) throws IOException {
    long due = (nanos - startNanos) * Codec.RATE / 1_000_000_000;
    long gap = due - samples;
    if (gap > JITTER_SAMPLES) {
      append(codec.silence((int) Math.min(gap, MAX_SAMPLES)));
    }
    append(sound);
  }

  private void append(byte[] sound) throws IOException {
    int length = (int) Math.min(sound.length, MAX_SAMPLES - samples);
    ByteBuffer out = ByteBuffer.allocate(length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      out.putShort(codec.decode(sound[i]));
    }
    out.flip();
    while (out.hasRemaining()) {
      file.write(out);
    }
    samples += length;
  }

  private void writeHeader() throws IOException {
    int bytes = (int) (samples * 2);
    ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 1).putInt(Codec.RATE).putInt(Codec.RATE * 2);
    head.putShort((short) 2).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    head.flip();
    file.write(head, 0);
    file.position(HEADER + samples * 2);
  }

  @Override
  public void close() throws IOException {
    writeHeader();
    file.close();
  }
}
