package org.hamroh.queue;

import java.time.Duration;

/// When a telephone that rings and is not answered gets a rest, and when it comes back.
///
/// A ring counts that was long enough to be heard; not one that the caller, or a colleague who was
/// faster, has ended. An answer makes it zero. Who comes back by itself is one miss from the next
/// rest; who says "ready" begins anew.
///
/// @param pauseAfter  misses in a row; 0: never
/// @param returnAfter the rest ends by itself after this
public record MissedRule(int pauseAfter, Duration returnAfter) {

  public static final MissedRule STANDARD = new MissedRule(3, Duration.ofMinutes(10));

  /// Shorter rings are nobody's fault.
  static final Duration HEARD = Duration.ofSeconds(10);

  boolean isMiss(Duration rang) {
    return rang.compareTo(HEARD) >= 0;
  }

  boolean pauses(int misses) {
    return pauseAfter > 0 && misses >= pauseAfter;
  }

  /// What is remembered of somebody whose rest has ended by itself.
  int afterRest() {
    return Math.max(0, pauseAfter - 1);
  }
}
