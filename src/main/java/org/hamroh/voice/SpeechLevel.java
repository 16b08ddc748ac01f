package org.hamroh.voice;

/// Where in a sound somebody speaks, and how loud.
///
/// Loudness is the root mean square over the frames of 20 ms that hold speech: those at most 30 dB
/// below the loudest. Pauses do not count, so a slow sentence is not made louder than a quick one.
///
/// @param first   the first sample of speech
/// @param end     the sample after the last
/// @param dbfs    loudness, 0 being a full-scale square wave; -infinity for silence
/// @param samples in the whole sound
record SpeechLevel(int first, int end, double dbfs, int samples) {

  private static final double FRAME_SECONDS = 0.02;
  private static final double FULL_SCALE = 32_768.0;

  /// 30 dB as a ratio of powers.
  private static final double SPEECH_BELOW_LOUDEST = 1e-3;

  /// 40 dB: a soft beginning or end belongs to the word still, a room's noise does not.
  private static final double EDGE_BELOW_LOUDEST = 1e-4;

  /// @param pcm  16-bit samples, mono
  /// @param rate samples a second
  static SpeechLevel of(short[] pcm, int rate) {
    return of(pcm, rate, FRAME_SECONDS);
  }

  /// @param frameSeconds how finely the ends of the speech are found
  static SpeechLevel of(short[] pcm, int rate, double frameSeconds) {
    int count = pcm.length;
    int frame = (int) (rate * frameSeconds);
    double[] power = new double[(count + frame - 1) / frame];
    double loudest = 0;
    for (int i = 0; i < power.length; i++) {
      power[i] = power(pcm, i * frame, Math.min(count, (i + 1) * frame));
      loudest = Math.max(loudest, power[i]);
    }
    if (loudest == 0) {
      return new SpeechLevel(0, count, Double.NEGATIVE_INFINITY, count);
    }
    int first = -1;
    int last = 0;
    double sum = 0;
    int speaking = 0;
    for (int i = 0; i < power.length; i++) {
      if (power[i] >= loudest * EDGE_BELOW_LOUDEST) {
        first = first < 0 ? i : first;
        last = i;
      }
      if (power[i] >= loudest * SPEECH_BELOW_LOUDEST) {
        sum += power[i];
        speaking++;
      }
    }
    return new SpeechLevel(
        first * frame, Math.min(count, (last + 1) * frame), 10 * Math.log10(sum / speaking), count);
  }

  private static double power(short[] pcm, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double value = pcm[i] / FULL_SCALE;
      sum += value * value;
    }
    return sum / (to - from);
  }
}
