package org.hamroh.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// One stretch of work that is planned for a person, every week or on one day. It belongs to the
/// day on which it begins, and may go on over midnight.
///
/// @param day    every week on this day; absent for one date
/// @param date   on this day alone: then nothing weekly of this person holds on it
/// @param from   by the clock on the wall of the site
/// @param length up to 24 hours; zero on a date: the person is off
public record PlannedShift(
    long id,
    String operator,
    Duty duty,
    Optional<DayOfWeek> day,
    Optional<LocalDate> date,
    LocalTime from,
    Duration length) {

  public static final Duration LONGEST = Duration.ofHours(24);

  /// Where the work is done.
  public enum Duty {
    DESK,
    /// By mobile, wherever the person is.
    ON_CALL;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @return nothing when no duty is called so
    public static Optional<Duty> of(String word) {
      return java.util.Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
  }

  public PlannedShift {
    if (day.isPresent() == date.isPresent()) {
      throw new IllegalArgumentException("a shift is weekly or on a date");
    }
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a shift has 0 to 24 hours");
    }
  }

  /// A day off is planned, too.
  public boolean isOff() {
    return length.isZero();
  }

  Instant begins(LocalDate on, ZoneId zone) {
    return on.atTime(from).atZone(zone).toInstant();
  }

  /// By the clock on the wall: a night with a change of the clock keeps its hours there.
  Instant ends(LocalDate on, ZoneId zone) {
    return on.atTime(from).plus(length).atZone(zone).toInstant();
  }

  /// `08:00-12:30`
  public String hours() {
    LocalTime until = from.plus(length);
    return from
        + "-"
        + (until.equals(LocalTime.MIDNIGHT) && !length.isZero() ? "24:00" : until.toString());
  }
}
