package org.hamroh.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hamroh.roster.PlannedShift.Duty;
import org.junit.jupiter.api.Test;

final class ShiftPlanTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");

  /// A Monday.
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private static PlannedShift weekly(String who, Duty duty, DayOfWeek day, int from, int hours) {
    return new PlannedShift(
        1,
        who,
        duty,
        Optional.of(day),
        Optional.empty(),
        LocalTime.of(from, 0),
        Duration.ofHours(hours));
  }

  private static PlannedShift on(LocalDate date, String who, int from, int hours) {
    return new PlannedShift(
        2,
        who,
        Duty.DESK,
        Optional.empty(),
        Optional.of(date),
        LocalTime.of(from, 0),
        Duration.ofHours(hours));
  }

  private static ShiftPlan plan(PlannedShift... shifts) {
    return new ShiftPlan(List.of(shifts), DUSHANBE, day -> day.equals(MONDAY.plusDays(1)));
  }

  private static Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(DUSHANBE).toInstant();
  }

  @Test
  void shiftHoldsFromItsFirstMinuteToItsLast() {
    ShiftPlan plan = plan(weekly("op1", Duty.DESK, DayOfWeek.MONDAY, 8, 4));

    assertThat(plan.at(at(MONDAY, 7, 59), Duty.DESK)).isEmpty();
    assertThat(plan.at(at(MONDAY, 8, 0), Duty.DESK)).containsExactly("op1");
    assertThat(plan.at(at(MONDAY, 11, 59), Duty.DESK)).containsExactly("op1");
    assertThat(plan.at(at(MONDAY, 12, 0), Duty.DESK)).isEmpty();
    assertThat(plan.at(at(MONDAY, 9, 0), Duty.ON_CALL)).isEmpty();
    assertThat(plan.at(at(MONDAY.plusDays(7), 9, 0), Duty.DESK)).containsExactly("op1");
  }

  @Test
  void nightGoesOnOverMidnight() {
    ShiftPlan plan = plan(weekly("op1", Duty.ON_CALL, DayOfWeek.SUNDAY, 22, 8));

    assertThat(plan.at(at(MONDAY, 5, 59), Duty.ON_CALL)).containsExactly("op1");
    assertThat(plan.at(at(MONDAY, 6, 0), Duty.ON_CALL)).isEmpty();
  }

  @Test
  void dateIsStrongerThanTheWeekAndOnlyForThatPerson() {
    ShiftPlan plan =
        plan(
            weekly("op1", Duty.DESK, DayOfWeek.MONDAY, 8, 8),
            weekly("op2", Duty.DESK, DayOfWeek.MONDAY, 8, 8),
            on(MONDAY, "op1", 0, 0));

    assertThat(plan.at(at(MONDAY, 9, 0), Duty.DESK)).containsExactly("op2");
    assertThat(plan.on(MONDAY)).hasSize(1);
  }

  @Test
  void holidayClosesTheDeskButNotTheDutyAndNotWhoIsPlannedForIt() {
    LocalDate holiday = MONDAY.plusDays(1);
    ShiftPlan plan =
        plan(
            weekly("op1", Duty.DESK, DayOfWeek.TUESDAY, 8, 8),
            weekly("op2", Duty.ON_CALL, DayOfWeek.TUESDAY, 8, 8),
            on(holiday, "op3", 8, 4));

    assertThat(plan.at(at(holiday, 9, 0), Duty.DESK)).containsExactly("op3");
    assertThat(plan.at(at(holiday, 9, 0), Duty.ON_CALL)).containsExactly("op2");
  }

  @Test
  void hoursAreWrittenAsOnTheWall() {
    assertThat(weekly("op1", Duty.DESK, DayOfWeek.MONDAY, 22, 8).hours()).isEqualTo("22:00-06:00");
    assertThat(weekly("op1", Duty.DESK, DayOfWeek.MONDAY, 0, 24).hours()).isEqualTo("00:00-24:00");
  }
}
