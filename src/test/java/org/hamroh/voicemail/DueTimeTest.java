package org.hamroh.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// By when a message should have been seen to.
final class DueTimeTest {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(SITE).toInstant();
  }

  private static Instant due(HoursBook hours, String leftAt) {
    return DueTime.of(false, at(leftAt), hours, "operators", SITE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 2026-11-24T16:00", // Monday morning: Tuesday's end of work
    "2026-11-23T23:59, 2026-11-24T16:00",
    "2026-11-24T00:01, 2026-11-25T16:00",
    "2026-11-27T15:00, 2026-11-30T16:00", // Friday: Monday
    "2026-11-28T15:00, 2026-11-30T16:00"
  })
  void anOrdinaryMessageHasUntilTheEndOfTheNextWorkingDay(String leftAt, String due) {
    assertThat(due(VoicemailHouse.hours(), leftAt)).isEqualTo(at(due));
  }

  @Test
  void anUrgentOneIsDueAtOnce() {
    assertThat(DueTime.of(true, at("2026-11-28T15:00"), VoicemailHouse.hours(), "operators", SITE))
        .isEqualTo(at("2026-11-28T15:00"));
  }

  @Test
  void wherePeopleAreAlwaysThereOrNobodySaysWhenADayIsADay() {
    assertThat(due(hours("everyDay: [\"00:00-24:00\"]"), "2026-11-23T10:00"))
        .isEqualTo(at("2026-11-24T10:00"));
    assertThat(due(HoursBook.none(), "2026-11-23T10:00")).isEqualTo(at("2026-11-24T10:00"));
    assertThat(due(hours("everyDay: []"), "2026-11-23T10:00")).isEqualTo(at("2026-11-24T10:00"));
  }

  @Test
  void aShiftOverMidnightBelongsToTheDayOnWhichItBegan() {
    HoursBook nights = hours("everyDay: [\"22:00-06:00\"]");

    assertThat(due(nights, "2026-11-23T10:00")).isEqualTo(at("2026-11-25T06:00"));
  }

  private static HoursBook hours(String week) {
    Problems problems = new Problems();
    HoursBook book =
        HoursReader.read(
            YamlFiles.of(
                "", Map.of("hours.yaml", "schedules: {operators: {week: {" + week + "}}}")),
            problems);
    problems.throwIfAny();
    return book;
  }
}
