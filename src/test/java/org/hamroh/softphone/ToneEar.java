package org.hamroh.softphone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds the beeps of Chromium's fake microphone in what a caller heard, while it is being written.
final class ToneEar {

  private static final int HEADER = 44;
  private static final int RATE = 8000;
  private static final int FRAME = 160;

  /// Of the whole loudness, how much stands at one of the beep's frequencies; noise has little.
  private static final double SHARE = 0.5;

  private static final double QUIET = 50;

  private final Path file;
  private final long began = System.nanoTime();

  ToneEar(Path file) {
    this.file = file;
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
    double middle = 0; // Chromium's beep lies above the line of silence
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
