package org.hamroh.ami;

import java.time.Duration;

/// How long the manager connection waits for what. Tests shorten these; no site needs to.
///
/// @param login    for connecting and logging in, all in all
/// @param answer   for one answer; Asterisk answers in under a millisecond, a busy one in tenths of
///                 seconds
/// @param ping     between two signs of life
/// @param resync   between two questions how everything stands: ghosts live this long at most, and
///                 15 s are promised
/// @param spacing  between two questions asked for a reason
/// @param pause    the longest before connecting again: with the log-in it stays below the promised
///                 5 s after the PBX is up
/// @param refused  the longest when we were turned away: a person has to mend it
record AmiTimes(
    Duration login,
    Duration answer,
    Duration ping,
    Duration resync,
    Duration spacing,
    Duration pause,
    Duration refused) {

  static final AmiTimes USUAL =
      new AmiTimes(
          Duration.ofSeconds(8),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(15));

  /// The pause before attempt `attempt` (1 is the first one after a loss): doubling from 100 ms,
  /// up to a third shorter by chance, so that several servers do not knock in step.
  ///
  /// @param chance 0 to 1
  Duration pauseBefore(int attempt, boolean wasRefused, double chance) {
    Duration longest = wasRefused ? refused : pause;
    long growing = 100L << Math.min(attempt - 1, 20);
    long millis = Math.min(wasRefused ? growing * 10 : growing, longest.toMillis());
    return Duration.ofMillis((long) (millis * (1 - chance / 3)));
  }

  /// How long after a question the next one is asked by itself. A PBX that has just started lets us
  /// in before it has loaded its queues, so the second and third follow soon.
  Duration beforeQuestion(int asked) {
    return asked <= 2 ? spacing.multipliedBy(asked) : resync;
  }
}
