package org.hamroh.roster;

import java.time.Duration;
import java.util.List;
import org.hamroh.queue.MissedRule;
import org.hamroh.queue.Overflow;
import org.jspecify.annotations.Nullable;

/// The site's rules for its operators; as usual where the file says nothing.
///
/// @param missedRings     in a row, after which a telephone gets a rest; 0: never
/// @param missedMinutes   how long that rest is
/// @param overflowSeconds after which a waiting caller is offered to those on call, too
/// @param knownDays       for so many days a caller is given the last operator first; 0: never
/// @param holidays        countries on whose public holidays nobody works at the desk
/// @param pauseReasons    that operators may choose from
public record RosterConfig(
    @Nullable Integer missedRings,
    @Nullable Integer missedMinutes,
    @Nullable Integer overflowSeconds,
    @Nullable Integer knownDays,
    @Nullable List<String> holidays,
    @Nullable List<String> pauseReasons) {

  public static final RosterConfig STANDARD = new RosterConfig(null, null, null, null, null, null);

  private static final List<String> REASONS =
      List.of("break", "lunch", "prayer", "training", "case-work");

  /// A month: people call again while their matter is open.
  private static final int KNOWN_DAYS = 30;

  public MissedRule missed() {
    return new MissedRule(
        missedRings == null ? MissedRule.STANDARD.pauseAfter() : missedRings,
        missedMinutes == null
            ? MissedRule.STANDARD.returnAfter()
            : Duration.ofMinutes(missedMinutes));
  }

  public Overflow overflow() {
    return overflowSeconds == null
        ? Overflow.STANDARD
        : new Overflow(Duration.ofSeconds(overflowSeconds));
  }

  public Duration known() {
    return Duration.ofDays(knownDays == null ? KNOWN_DAYS : knownDays);
  }

  public List<String> closedOn() {
    return holidays == null ? List.of("TJ") : holidays;
  }

  public List<String> reasons() {
    return pauseReasons == null ? REASONS : pauseReasons;
  }
}
