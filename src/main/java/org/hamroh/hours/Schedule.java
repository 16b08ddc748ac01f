package org.hamroh.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When some people work: shifts for each day of the week, and days that are unlike the others.
/// ```yaml
/// operators:
///   timeZone: Asia/Dushanbe                # the site's when left out
///   holidays: [TJ]                         # closed on these countries' holidays
///   week:
///     everyDay: ["08:00-12:30", "13:00-20:00"]
///     sunday: []                           # a day that is unlike the others
///   exceptions:
///     2026-12-31: {shifts: ["08:00-14:00"]}
///     2026-06-15: {shifts: [], names: {tg: …, ru: …, en: …}}
/// ```
/// An exception is stronger than a holiday, a holiday stronger than the week. All is computed from
/// memory in microseconds.
///
/// @param zone     where these people's clock hangs; the site's when absent
/// @param holidays the days of its countries
record Schedule(
    String name,
    Optional<ZoneId> zone,
    Set<String> countries,
    Map<DayOfWeek, List<Shift>> week,
    Map<LocalDate, SpecialDay> exceptions,
    Map<LocalDate, Holiday> holidays) {

  /// People who are there for longer than this are always there, for whoever asks.
  private static final int LONGEST_DAYS = 8;

  /// Further ahead nobody is told when we are there again.
  private static final int LOOK_AHEAD_DAYS = 62;

  /// A day that is unlike the others of its name.
  ///
  /// @param names what it is called, by language; may be empty
  record SpecialDay(List<Shift> shifts, Map<String, String> names) {}

  /// @param site the zone of the site, for a schedule without one
  OpeningHours at(Instant moment, ZoneId site) {
    ZoneId here = zone.orElse(site);
    LocalDate today = moment.atZone(here).toLocalDate();
    // Yesterday's last shift may go on over midnight.
    List<Stretch> near = stretches(today.minusDays(1), 3, here);
    for (Stretch stretch : near) {
      if (stretch.holds(moment)) {
        return new OpeningHours.Open(until(stretch, here));
      }
    }
    Optional<Stretch> next = next(stretches(today, LOOK_AHEAD_DAYS, here), moment);
    return shifts(today).isEmpty()
        ? new OpeningHours.DayOff(names(today), next)
        : new OpeningHours.Closed(next);
  }

  /// The first stretch to come, until that day's work is over: a break is not told.
  private static Optional<Stretch> next(List<Stretch> stretches, Instant moment) {
    Optional<Stretch> first =
        stretches.stream()
            .filter(stretch -> stretch.opens().toInstant().isAfter(moment))
            .findFirst();
    return first.map(
        opening ->
            new Stretch(
                opening.opens(),
                stretches.stream()
                    .filter(one -> sameDay(one.opens(), opening.opens()))
                    .toList()
                    .getLast()
                    .closes()));
  }

  private static boolean sameDay(ZonedDateTime one, ZonedDateTime other) {
    return one.toLocalDate().equals(other.toLocalDate());
  }

  /// The end of a stretch, with all that follow it without a gap.
  private Optional<ZonedDateTime> until(Stretch open, ZoneId here) {
    ZonedDateTime end = open.closes();
    for (Stretch next : stretches(open.opens().toLocalDate(), LONGEST_DAYS + 1, here)) {
      if (next.holds(end.toInstant())) {
        end = next.closes();
      }
    }
    return end.isBefore(open.opens().plusDays(LONGEST_DAYS)) ? Optional.of(end) : Optional.empty();
  }

  private List<Stretch> stretches(LocalDate from, int days, ZoneId here) {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      LocalDate day = from.plusDays(i);
      shifts(day).forEach(shift -> stretches.add(shift.on(day, here)));
    }
    return stretches;
  }

  private List<Shift> shifts(LocalDate day) {
    SpecialDay special = exceptions.get(day);
    if (special != null) {
      return special.shifts();
    }
    return holidays.containsKey(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
  }

  private Map<String, String> names(LocalDate day) {
    SpecialDay special = exceptions.get(day);
    Holiday holiday = holidays.get(day);
    if (special != null && !special.names().isEmpty()) {
      return special.names();
    }
    return holiday == null ? Map.of() : holiday.names();
  }
}
