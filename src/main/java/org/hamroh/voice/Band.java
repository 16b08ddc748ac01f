package org.hamroh.voice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Brings a sound to another number of samples a second, and to the band that a line carries. A
/// windowed sine for the upper edge, a Butterworth filter for the lower.
///
/// Used by many threads at once.
final class Band {

  /// Crossings of the sine to each side: with this window the upper edge falls by 80 dB within a
  /// tenth of the band.
  private static final int CROSSINGS = 32;

  private static final double KAISER_BETA = 8;

  /// Half: room for the filters' overshoot; the level is set afterwards.
  private static final double HEADROOM = 0.5;

  private final int rate;
  private final double low;
  private final double high;

  /// By the rate that comes in, of which there are a handful; a few hundred kilobytes each.
  private final Map<Integer, Kernel> kernels = new ConcurrentHashMap<>();

  /// @param rate samples a second that come out
  /// @param low  hertz below which it is quiet: hum and rumble, or what a telephone does not carry
  /// @param high hertz up to which it passes; half the rate is silent
  private Band(int rate, double low, double high) {
    this.rate = rate;
    this.low = low;
    this.high = high;
  }

  /// All that 16 kHz can carry, without the hum.
  static Band wide() {
    return new Band(16_000, 80, 7_400);
  }

  /// A telephone line's.
  static Band narrow() {
    return new Band(8_000, 300, 3_400);
  }

  int rate() {
    return rate;
  }

  /// The sine for every position that a new sample can have between two old ones.
  ///
  /// @param step old samples from one new sample to the next, as `step / phases`
  private record Kernel(int phases, int step, int half, double[][] weights) {}

  /// At half its loudness.
  short[] of(Pcm sound) {
    double[] out = resample(sound);
    highPass(out);
    short[] samples = new short[out.length];
    for (int i = 0; i < out.length; i++) {
      samples[i] = (short) Math.round(Math.clamp(out[i], Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return samples;
  }

  private double[] resample(Pcm sound) {
    Kernel kernel = kernels.computeIfAbsent(sound.rate(), this::kernel);
    short[] in = sound.samples();
    int half = kernel.half;
    double[] padded = new double[in.length + 2 * half + 1]; // silence around it spares the edges
    for (int i = 0; i < in.length; i++) {
      padded[half + i] = in[i] * HEADROOM;
    }
    int count = (int) ((long) in.length * rate / sound.rate());
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      long position = (long) i * kernel.step;
      int at = (int) (position / kernel.phases);
      double[] weights = kernel.weights[(int) (position % kernel.phases)];
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * padded[at + j];
      }
      out[i] = sum;
    }
    return out;
  }

  private Kernel kernel(int from) {
    int divisor = divisor(from, rate);
    int phases = rate / divisor;
    double edge = (high + Math.min(from, rate) / 2.0) / 2; // in the middle of its fall
    double cutoff = Math.min(edge, from * 0.48) / from; // in turns a sample
    int half = (int) Math.ceil(CROSSINGS / (2 * cutoff));
    double[][] weights = new double[phases][];
    for (int phase = 0; phase < phases; phase++) {
      double[] row = new double[2 * half + 1];
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        double distance = j - half - phase / (double) phases;
        row[j] = 2 * cutoff * sinc(2 * cutoff * distance) * kaiser(distance / (half + 1));
        sum += row[j];
      }
      for (int j = 0; j < row.length; j++) {
        row[j] /= sum;
      }
      weights[phase] = row;
    }
    return new Kernel(phases, from / divisor, half, weights);
  }

  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
  }

  /// The modified Bessel function of the first kind, order zero.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int i = 1; i < 50 && term > sum * 1e-12; i++) {
      term *= x * x / (4.0 * i * i);
      sum += term;
    }
    return sum;
  }

  /// Fourth order: two sections of second order with Butterworth's dampings.
  private void highPass(double[] sound) {
    section(sound, 0.541196);
    section(sound, 1.306563);
  }

  private void section(double[] sound, double quality) {
    double turn = 2 * Math.PI * low / rate;
    double alpha = Math.sin(turn) / (2 * quality);
    double cos = Math.cos(turn);
    double a0 = 1 + alpha;
    double b0 = (1 + cos) / 2 / a0;
    double a1 = -2 * cos / a0;
    double a2 = (1 - alpha) / a0;
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < sound.length; i++) {
      double x = sound[i];
      double y = b0 * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      sound[i] = y;
    }
  }
}
