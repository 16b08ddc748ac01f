package org.hamroh.surge;

import java.util.List;

/// How many calls 1,000 texts cause, and how soon.
///
/// @param inHour     within one hour of each text
/// @param inFour     within four, those of the first hour included
/// @param inTwoDays  within 48, all of them included
/// @param campaigns  of our own that this was learnt from; 0: an assumption
public record EchoCurve(double inHour, double inFour, double inTwoDays, int campaigns) {

  /// Fewer say nothing of the next one.
  public static final int ENOUGH_CAMPAIGNS = 3;

  /// An assumption, not a measurement: no published figure fits a line like this one. Chosen high,
  /// so that the first sends rather go out too slowly.
  public static final EchoCurve ASSUMED = new EchoCurve(12, 20, 30, 0);

  private static final int HOURS = 48;

  /// One of our campaigns.
  ///
  /// @param texts accepted by carriers
  public record Past(long texts, double inHour, double inFour, double inTwoDays) {

    /// Without the calls that the same people would have made anyway.
    ///
    /// @param before their calls in the 48 hours before
    public static Past caused(long texts, long inHour, long inFour, long inTwoDays, long before) {
      double anHour = before / (double) HOURS;
      double four = Math.max(0, inFour - 4 * anHour);
      double hour = Math.min(four, Math.max(0, inHour - anHour));
      return new Past(texts, hour, four, Math.max(four, inTwoDays - before));
    }
  }

  /// The larger campaigns weigh more.
  static EchoCurve of(List<Past> past) {
    long texts = past.stream().mapToLong(Past::texts).sum();
    if (past.size() < ENOUGH_CAMPAIGNS || texts == 0) {
      return ASSUMED;
    }
    return new EchoCurve(
        1000 * past.stream().mapToDouble(Past::inHour).sum() / texts,
        1000 * past.stream().mapToDouble(Past::inFour).sum() / texts,
        1000 * past.stream().mapToDouble(Past::inTwoDays).sum() / texts,
        past.size());
  }

  /// Calls that 1,000 texts cause in the nth half hour after them.
  double inHalfHour(int nth) {
    if (nth < 2) {
      return inHour / 2;
    }
    if (nth < 8) {
      return (inFour - inHour) / 6;
    }
    return nth < HOURS * 2 ? (inTwoDays - inFour) / (HOURS * 2 - 8) : 0;
  }
}
