package org.hamroh.twin;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hamroh.callback.Outcome;

/// When somebody is rung again by a campaign, by what came of the last ring. Who is busy is there;
/// who does not answer may be at work until the evening.
///
/// @param byReason what is not named is not tried again
public record CallRetries(Map<Outcome, Again> byReason) {

  /// @param pause before the next ring
  /// @param rings that may come to this, the first included
  public record Again(Duration pause, int rings) {}

  /// More rings of one person for one campaign are a plague, whatever the reasons.
  public static final int MOST_RINGS = 6;

  public static final CallRetries STANDARD =
      new CallRetries(
          new EnumMap<>(
              Map.of(
                  Outcome.BUSY, new Again(Duration.ofMinutes(15), 4),
                  Outcome.NO_ANSWER, new Again(Duration.ofHours(2), 3),
                  Outcome.UNREACHABLE, new Again(Duration.ofHours(2), 3),
                  Outcome.REFUSED, new Again(Duration.ofHours(4), 2),
                  Outcome.UNCONFIRMED, new Again(Duration.ofHours(2), 2),
                  Outcome.BLOCKED, new Again(Duration.ZERO, 3),
                  // It may have rung: not at once.
                  Outcome.LOST, new Again(Duration.ofHours(2), 2),
                  Outcome.NOT_SENT, new Again(Duration.ofMinutes(1), 5))));

  public CallRetries {
    byReason = Map.copyOf(byReason);
  }

  /// @param times how often it came to this, the last ring included
  /// @param rings of this person in all
  Optional<Duration> after(Outcome last, int times, int rings) {
    return Optional.ofNullable(byReason.get(last))
        .filter(again -> times < again.rings() && rings < MOST_RINGS)
        .map(Again::pause);
  }
}
