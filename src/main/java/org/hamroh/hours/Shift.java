package org.hamroh.hours;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stretch of work, by the clock on the wall: `08:00-12:30`, `22:00-06:00` over midnight, or
/// `00:00-24:00`. It belongs to the day on which it begins.
///
/// @param from   when it begins
/// @param length how long it lasts by that clock, to 24 hours
record Shift(LocalTime from, Duration length) {

  private static final Pattern WRITTEN =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");

  private static final int DAY = 24 * 60;

  /// @return nothing when it is no stretch of time: `8-20`, `08:00-08:00`
  static Optional<Shift> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    int from = minute(written.group(1), written.group(2));
    int to = written.group(3) == null ? DAY : minute(written.group(3), written.group(4));
    int minutes = to > from ? to - from : to + DAY - from;
    return from == to
        ? Optional.empty()
        : Optional.of(new Shift(LocalTime.of(from / 60, from % 60), Duration.ofMinutes(minutes)));
  }

  private static int minute(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  /// This stretch as it begins on a day.
  Stretch on(LocalDate day, ZoneId zone) {
    return new Stretch(day.atTime(from).atZone(zone), day.atTime(from).plus(length).atZone(zone));
  }

  /// Minutes after midnight at which it ends; more than a day's when it ends tomorrow.
  long end() {
    return from.toSecondOfDay() / 60 + length.toMinutes();
  }
}
