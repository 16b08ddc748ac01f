package org.hamroh.recording;

import java.time.Duration;

/// What was measured of a recording.
///
/// @param rate    samples a second
/// @param length  of the whole file
/// @param begins  where somebody begins to speak
/// @param ends    where the last word ends; the same as `begins` when nobody speaks
/// @param speech  loudness of the speech alone, dBFS (root mean square)
/// @param peak    of the loudest sample, dBFS
/// @param noise   of the room between the words, dBFS
/// @param clipped samples that are cut off at full scale
public record TakeFigures(
    int rate,
    Duration length,
    Duration begins,
    Duration ends,
    double speech,
    double peak,
    double noise,
    long clipped) {

  /// Quieter than any microphone: digital silence has no logarithm.
  static final double QUIETEST = -96;

  /// From the first word to the last.
  public Duration spoken() {
    return ends.minus(begins);
  }

  boolean somebodySpeaks() {
    return ends.compareTo(begins) > 0;
  }
}
