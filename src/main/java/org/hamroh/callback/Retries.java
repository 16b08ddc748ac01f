package org.hamroh.callback;

import java.time.Duration;
import java.util.Optional;

/// When somebody who was not reached is rung again, by what came of the last attempt. A table of
/// its own for each reason: who is busy is there, who does not answer may be at work.
final class Retries {

  private Retries() {}

  /// @param last  what came of the last attempt
  /// @param times how often this came of it, the last one included
  /// @return how long to wait; nothing when this is the end
  static Optional<Duration> after(Outcome last, int times) {
    return switch (last) {
      case CONFIRMED -> Optional.empty();
      case BUSY -> upTo(4, times, Duration.ofMinutes(times));
      case NO_ANSWER -> upTo(3, times, Duration.ofMinutes(5L * times));
      case UNREACHABLE -> upTo(3, times, Duration.ofMinutes(10L * times));
      case REFUSED -> upTo(2, times, Duration.ofMinutes(15));
      case UNCONFIRMED -> upTo(2, times, Duration.ofMinutes(15));
      case BLOCKED -> Optional.empty(); // another way, or a text
      case LOST -> upTo(3, times, Duration.ZERO);
      case NOT_SENT -> upTo(5, times, Duration.ofMinutes(1));
    };
  }

  private static Optional<Duration> upTo(int attempts, int times, Duration pause) {
    return times < attempts ? Optional.of(pause) : Optional.empty();
  }
}
