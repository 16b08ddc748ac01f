package org.hamroh.gate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The hours in which a person may be disturbed, by the clock where the person is.
///
/// @param from   the first minute
/// @param until  the minute after the last; earlier than `from` when the window crosses midnight
/// @param prayer Friday noon, when nobody wants a telephone to ring
public record DayWindow(LocalTime from, LocalTime until, Optional<Pause> prayer) {

  /// Windows repeat every day; somewhere in this many days all zones agree or never do.
  private static final int LOOK_AHEAD_DAYS = 8;

  /// @param day of the week on which nothing goes out between these times
  public record Pause(DayOfWeek day, LocalTime from, LocalTime until) {

    boolean covers(ZonedDateTime there) {
      LocalTime time = there.toLocalTime();
      return there.getDayOfWeek() == day && !time.isBefore(from) && time.isBefore(until);
    }
  }

  public boolean isOpen(Instant at, ZoneId zone) {
    ZonedDateTime there = at.atZone(zone);
    LocalTime time = there.toLocalTime();
    boolean inside =
        from.isBefore(until)
            ? !time.isBefore(from) && time.isBefore(until)
            : !time.isBefore(from) || time.isBefore(until);
    return inside && prayer.filter(pause -> pause.covers(there)).isEmpty();
  }

  boolean isOpen(Instant at, List<ZoneId> zones) {
    return zones.stream().allMatch(zone -> isOpen(at, zone));
  }

  /// The next moment at which it is open in all of these zones; empty when that never happens.
  Optional<Instant> opens(Instant after, List<ZoneId> zones) {
    TreeSet<Instant> changes = new TreeSet<>();
    for (ZoneId zone : zones) {
      LocalDate day = after.atZone(zone).toLocalDate();
      for (int i = 0; i <= LOOK_AHEAD_DAYS; i++) {
        changes.add(day.plusDays(i).atTime(from).atZone(zone).toInstant());
        if (prayer.isPresent()) {
          changes.add(day.plusDays(i).atTime(prayer.get().until()).atZone(zone).toInstant());
        }
      }
    }
    return changes.tailSet(after, false).stream().filter(at -> isOpen(at, zones)).findFirst();
  }
}
