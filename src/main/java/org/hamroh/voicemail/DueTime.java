package org.hamroh.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.OpeningHours;
import org.hamroh.hours.Stretch;

/// By when a message should have been seen to: an urgent one at once, any other by the end of the
/// next day on which people work.
final class DueTime {

  /// Without a schedule, or with one that never opens, a day is a day.
  private static final Duration A_DAY = Duration.ofDays(1);

  /// Night shifts that follow one another; more is no working day to wait for the end of.
  private static final int NIGHTS = 3;

  private DueTime() {}

  /// @param schedule whose days count
  /// @param site     the site's zone, for a schedule without one
  static Instant of(boolean urgent, Instant leftAt, HoursBook hours, String schedule, ZoneId site) {
    if (urgent) {
      return leftAt;
    }
    if (!hours.schedules().contains(schedule)) {
      return leftAt.plus(A_DAY);
    }
    LocalDate tomorrow = leftAt.atZone(site).toLocalDate().plusDays(1);
    Instant at = tomorrow.atStartOfDay(site).toInstant();
    for (int i = 0; i < NIGHTS; i++) {
      switch (hours.at(schedule, at, site)) {
        case OpeningHours.Open open -> {
          if (open.until().isEmpty()) {
            return leftAt.plus(A_DAY); // somebody is always there
          }
          at = open.until().get().toInstant();
        }
        case OpeningHours.Closed closed -> {
          return closed.next().map(DueTime::end).orElse(leftAt.plus(A_DAY));
        }
        case OpeningHours.DayOff off -> {
          return off.next().map(DueTime::end).orElse(leftAt.plus(A_DAY));
        }
      }
    }
    return leftAt.plus(A_DAY);
  }

  private static Instant end(Stretch next) {
    return next.closes().toInstant();
  }
}
