package org.hamroh.hours;

import java.util.Map;
import java.util.Optional;

/// Whether the hotline's people are there at a moment, and until when that holds. Times are those
/// of the schedule's own zone.
public sealed interface OpeningHours {

  /// @param until when they leave; nothing when that is more than a week away: always open
  record Open(Optional<java.time.ZonedDateTime> until) implements OpeningHours {}

  /// Before, between or after the shifts of a working day.
  ///
  /// @param next when they are there again, until the end of that day's last shift; nothing when
  ///             the schedule holds no such day within two months
  record Closed(Optional<Stretch> next) implements OpeningHours {}

  /// A day without shifts: a holiday, an exception, or the weekly day off.
  ///
  /// @param names the holiday's, by language; empty on an ordinary day off
  /// @param next  as above
  record DayOff(Map<String, String> names, Optional<Stretch> next) implements OpeningHours {}

  default boolean isOpen() {
    return this instanceof Open;
  }
}
