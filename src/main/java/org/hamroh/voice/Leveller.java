package org.hamroh.voice;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Makes every sound equally loud and trims the silence at its ends, so that prompts of many
/// speakers and voices follow each other as if they were one.
final class Leveller {

  /// Peaks stay below this, or cheap telephones rattle.
  static final double PEAK_DBFS = -3;

  /// Quieter than any speech: nothing but noise, which is not to be made loud.
  private static final double SILENCE_DBFS = -60;

  /// The limiter turns down this long before a peak and back up after it: too short to be heard as
  /// pumping, too long to be heard as a click.
  private static final double LIMITER_SECONDS = 0.01;

  /// A cut in a recording's background noise would click without these.
  private static final double FADE_IN_SECONDS = 0.005;

  private static final double FADE_OUT_SECONDS = 0.02;
  private static final double FULL_SCALE = 32_768.0;

  private Leveller() {}

  /// How a sound is levelled.
  ///
  /// @param dbfs loudness as [SpeechLevel] measures it
  /// @param trim whether the silence at both ends is made as long as `head` and `tail` say
  /// @param head seconds of silence before the first word, which begins softly
  /// @param tail seconds of silence after the last, which parts a prompt from the next
  record Treatment(double dbfs, boolean trim, double head, double tail) {
    /// Loud enough for a street, with room for peaks.
    static final Treatment SPEECH = new Treatment(-20, true, 0.08, 0.2);

    /// A part of a sentence that goes on in the next sound.
    static final Treatment GOES_ON = new Treatment(-20, true, 0.03, 0.05);

    /// Well below speech: whoever waits is not shouted at, and an announcement stands out.
    static final Treatment MUSIC = new Treatment(-34, false, 0, 0);

    /// Heard with a headset on; its silence belongs to it.
    static final Treatment RING = new Treatment(-26, false, 0, 0);
  }

  /// @param pcm  16-bit samples
  /// @param rate samples a second
  static short[] level(short[] pcm, int rate, Treatment treatment) {
    SpeechLevel level = SpeechLevel.of(pcm, rate);
    if (level.dbfs() < SILENCE_DBFS) {
      return pcm;
    }
    double[] sound = treatment.trim() ? trim(pcm, level, rate, treatment) : all(pcm);
    double gain = ratio(treatment.dbfs() - level.dbfs());
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= gain;
    }
    limit(sound, (int) (LIMITER_SECONDS * rate));
    short[] levelled = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      levelled[i] = (short) Math.round(sound[i]);
    }
    return levelled;
  }

  private static double[] all(short[] pcm) {
    double[] sound = new double[pcm.length];
    Arrays.setAll(sound, i -> pcm[i]);
    return sound;
  }

  private static double[] trim(short[] pcm, SpeechLevel level, int rate, Treatment treatment) {
    int head = (int) (treatment.head() * rate);
    int tail = (int) (treatment.tail() * rate);
    int from = level.first() - head; // before the sound's beginning there is silence
    double[] sound = new double[level.end() + tail - from];
    int first = Math.max(0, from);
    int end = Math.min(pcm.length, level.end() + tail);
    int fadeIn = (int) (FADE_IN_SECONDS * rate);
    int fadeOut = (int) (FADE_OUT_SECONDS * rate);
    for (int i = first; i < end; i++) {
      double fade =
          Math.min(1, Math.min((i - first) / (double) fadeIn, (end - 1 - i) / (double) fadeOut));
      sound[i - from] = pcm[i] * fade;
    }
    return sound;
  }

  /// Turns down around each peak that is too high, and nowhere else.
  private static void limit(double[] sound, int window) {
    double highest = FULL_SCALE * ratio(PEAK_DBFS);
    double[] allowed = new double[sound.length];
    boolean needed = false;
    for (int i = 0; i < sound.length; i++) {
      allowed[i] = Math.min(1, highest / Math.max(1, Math.abs(sound[i])));
      needed |= allowed[i] < 1;
    }
    if (!needed) {
      return;
    }
    // The least gain within the window, then its mean over half of it: smooth, and never above what
    // any sample allows, since the mean's samples all have that sample in their own window.
    double[] least = least(allowed, window);
    int half = window / 2;
    double[] sums = new double[sound.length + 1];
    for (int i = 0; i < sound.length; i++) {
      sums[i + 1] = sums[i] + least[i];
    }
    for (int i = 0; i < sound.length; i++) {
      int from = Math.max(0, i - half);
      int to = Math.min(sound.length, i + half + 1);
      sound[i] *= (sums[to] - sums[from]) / (to - from);
    }
  }

  /// The least of the values at most `reach` away, for each place.
  private static double[] least(double[] values, int reach) {
    double[] least = new double[values.length];
    Deque<Integer> rising = new ArrayDeque<>();
    for (int i = 0; i < values.length + reach; i++) {
      if (i < values.length) {
        while (!rising.isEmpty() && values[rising.peekLast()] >= values[i]) {
          rising.removeLast();
        }
        rising.addLast(i);
      }
      int centre = i - reach;
      if (centre >= 0) {
        while (rising.getFirst() < centre - reach) {
          rising.removeFirst();
        }
        least[centre] = values[rising.getFirst()];
      }
    }
    return least;
  }

  private static double ratio(double decibels) {
    return Math.pow(10, decibels / 20);
  }
}
