package org.hamroh.softphone;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Makes the beeps of Chromium's fake microphone, and finds them in what a caller heard, while it
/// is being written.
final class ToneEar {

  private static final int HEADER = 44;
  private static final int RATE = 8000;
  private static final int FRAME = 160;

  private static final int BEEP_HERTZ = 400;
  private static final int BEEP_RATE = 48_000;

  /// Chromium's own fake beeps last for 10 ms when nothing works on them: too short to be sure of.
  private static final int BEEP_MILLIS = 200;

  private static final int EVERY_MILLIS = 500;
  private static final double LOUDNESS = 10_000;

  /// Of the whole loudness, how much stands at one of the beep's frequencies; noise has little.
  private static final double SHARE = 0.5;

  private static final double QUIET = 50;

  private final Path file;
  private final long began = System.nanoTime();

  ToneEar(Path file) {
    this.file = file;
  }

  /// Half a second of a microphone that beeps; whoever plays it begins anew at its end.
  static void writeBeeps(Path file) throws IOException {
    byte[] samples = new byte[2 * BEEP_RATE * EVERY_MILLIS / 1000];
    ByteBuffer sound = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < BEEP_RATE * BEEP_MILLIS / 1000; i++) {
      sound.putShort((short) (LOUDNESS * Math.sin(2 * Math.PI * BEEP_HERTZ * i / BEEP_RATE)));
    }
    AudioFormat format = new AudioFormat(BEEP_RATE, 16, 1, true, false);
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }

  /// Now, as this ear counts.
  Duration now() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// When the first beep after this moment was heard; waits for it.
  Duration awaitBeepAfter(Duration moment) {
    return await()
        .atMost(SoftphoneHouse.SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> beeps().stream().filter(beep -> beep.compareTo(moment) > 0).toList(),
            list -> !list.isEmpty())
        .getFirst();
  }

  /// Waits until no beep has been heard for so long.
  void awaitNoBeepFor(Duration quiet) {
    Duration from = now();
    await()
        .atMost(SoftphoneHouse.SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              List<Duration> beeps = beeps();
              Duration last = beeps.isEmpty() ? Duration.ZERO : beeps.getLast();
              Duration since = last.compareTo(from) > 0 ? last : from;
              return now().minus(since).compareTo(quiet) >= 0;
            });
  }

  /// The last beep before this moment.
  Duration lastBeepBefore(Duration moment) {
    return beeps().stream().filter(beep -> beep.compareTo(moment) <= 0).toList().getLast();
  }

  /// Every 20 ms in which the tone was heard.
  List<Duration> beeps() {
    short[] samples = samples();
    List<Duration> beeps = new ArrayList<>();
    for (int at = 0; at + FRAME <= samples.length; at += FRAME) {
      if (isBeep(samples, at)) {
        beeps.add(Duration.ofMillis(at * 1000L / RATE));
      }
    }
    return beeps;
  }

  private static boolean isBeep(short[] samples, int at) {
    double middle = 0; // a sound may lie beside the line of silence
    for (int i = 0; i < FRAME; i++) {
      middle += (double) samples[at + i] / FRAME;
    }
    double power = 0;
    for (int i = 0; i < FRAME; i++) {
      power += (samples[at + i] - middle) * (samples[at + i] - middle);
    }
    if (Math.sqrt(power / FRAME) < QUIET) {
      return false;
    }
    double best = 0;
    for (int hertz = 300; hertz <= 500; hertz += 50) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < FRAME; i++) {
        double angle = 2 * Math.PI * hertz * i / RATE;
        real += (samples[at + i] - middle) * Math.cos(angle);
        imaginary += (samples[at + i] - middle) * Math.sin(angle);
      }
      best = Math.max(best, 2 * (real * real + imaginary * imaginary) / FRAME);
    }
    return best / power > SHARE;
  }

  private short[] samples() {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int count = Math.max(0, (bytes.length - HEADER) / 2);
      short[] samples = new short[count];
      if (count > 0) {
        ByteBuffer.wrap(bytes, HEADER, count * 2)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer()
            .get(samples);
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
