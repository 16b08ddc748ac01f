package org.hamroh.referral;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.OpeningHours;
import org.hamroh.hours.Stretch;

/// By when something is due, counted in the hours that people work: a partner who is written to on
/// the evening before a holiday is not late on the holiday.
public final class DueTimes {

  /// A partner's working day.
  static final Duration ANSWER = Duration.ofHours(8);

  /// Somebody waits in danger; it counts by the clock on the wall.
  static final Duration URGENT_ANSWER = Duration.ofHours(2);

  /// Two working days to begin.
  static final Duration START = Duration.ofHours(16);

  /// Shifts, breaks and days off on the way; two working days with all of Navruz need some ten.
  private static final int MOST_STRETCHES = 200;

  private final Supplier<HoursBook> hours;
  private final String schedule;
  private final ZoneId site;

  /// @param schedule of `hours.yaml`; where it is none, every hour counts
  public DueTimes(Supplier<HoursBook> hours, String schedule, ZoneId site) {
    this.hours = hours;
    this.schedule = schedule;
    this.site = site;
  }

  Instant answer(Instant from, boolean urgent) {
    return urgent ? from.plus(URGENT_ANSWER) : after(from, ANSWER);
  }

  Instant start(Instant from, boolean urgent) {
    return urgent ? from.plus(URGENT_ANSWER) : after(from, START);
  }

  /// The moment when so much working time has passed.
  Instant after(Instant from, Duration work) {
    HoursBook book = hours.get();
    if (!book.schedules().contains(schedule)) {
      return from.plus(work);
    }
    Instant at = from;
    Duration left = work;
    for (int i = 0; i < MOST_STRETCHES; i++) {
      switch (book.at(schedule, at, site)) {
        case OpeningHours.Open(Optional<ZonedDateTime> until) -> {
          if (until.isEmpty() || !at.plus(left).isAfter(until.get().toInstant())) {
            return at.plus(left);
          }
          left = left.minus(Duration.between(at, until.get().toInstant()));
          at = until.get().toInstant();
        }
        case OpeningHours.Closed(Optional<Stretch> next) -> {
          if (next.isEmpty()) {
            return at.plus(left);
          }
          at = next.get().opens().toInstant();
        }
        case OpeningHours.DayOff(var names, Optional<Stretch> next) -> {
          if (next.isEmpty()) {
            return at.plus(left);
          }
          at = next.get().opens().toInstant();
        }
      }
    }
    return at.plus(left); // a schedule of seconds: somebody will see it
  }
}
