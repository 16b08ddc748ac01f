package org.hamroh.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hamroh.roster.PlannedShift.Duty;

/// Who works when. What is planned for a date is stronger than the week; on a public holiday nobody
/// works at the desk who is not planned for that very date, and those on call are on call.
///
/// @param shifts   of everybody
/// @param zone     where the site's clock hangs
/// @param holidays whether the site is closed on a day
public record ShiftPlan(List<PlannedShift> shifts, ZoneId zone, Predicate<LocalDate> holidays) {

  public ShiftPlan {
    shifts = List.copyOf(shifts);
  }

  /// One stretch of a plan on a day.
  public record Stretch(PlannedShift shift, LocalDate on, Instant begins, Instant ends) {

    boolean holds(Instant moment) {
      return !moment.isBefore(begins) && moment.isBefore(ends);
    }
  }

  /// Who has this duty at this moment.
  public Set<String> at(Instant moment, Duty duty) {
    LocalDate today = moment.atZone(zone).toLocalDate();
    Set<String> people = new TreeSet<>();
    for (LocalDate day : List.of(today.minusDays(1), today)) { // yesterday's may go on
      on(day).stream()
          .filter(one -> one.shift().duty() == duty && one.holds(moment))
          .forEach(one -> people.add(one.shift().operator()));
    }
    return people;
  }

  /// All that begins on a day, the earliest first.
  public List<Stretch> on(LocalDate day) {
    List<Stretch> stretches = new ArrayList<>();
    for (PlannedShift one : shifts) {
      if (!one.isOff() && holdsOn(one, day)) {
        stretches.add(new Stretch(one, day, one.begins(day, zone), one.ends(day, zone)));
      }
    }
    stretches.sort(
        Comparator.comparing(Stretch::begins).thenComparing(one -> one.shift().operator()));
    return stretches;
  }

  /// Whether somebody has been told to stay away on a day, or to work other hours than weekly.
  private boolean isChanged(String operator, LocalDate day) {
    return shifts.stream()
        .anyMatch(
            one ->
                one.operator().equals(operator) && one.date().equals(java.util.Optional.of(day)));
  }

  private boolean holdsOn(PlannedShift one, LocalDate day) {
    if (one.date().isPresent()) {
      return one.date().get().equals(day);
    }
    boolean weekly = one.day().orElseThrow() == day.getDayOfWeek();
    boolean closed = one.duty() == Duty.DESK && holidays.test(day);
    return weekly && !closed && !isChanged(one.operator(), day);
  }
}
