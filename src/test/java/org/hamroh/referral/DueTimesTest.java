package org.hamroh.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.hamroh.hours.HoursBook;
import org.hamroh.hours.HoursReader;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// What is due is counted in the hours that people work, by the shipped hours of a union's office:
/// eight to half past twelve, one to eight; on Saturdays nine to three; 6 November is a holiday.
final class DueTimesTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");

  private static Instant at(int day, int hour, int minute) {
    return LocalDateTime.of(2026, 11, day, hour, minute).atZone(DUSHANBE).toInstant();
  }

  private static DueTimes union() {
    Problems problems = new Problems();
    HoursBook book =
        HoursReader.read(YamlFiles.readFolder(Path.of("ivr-scripts"), problems), problems);
    return new DueTimes(() -> book, "union", DUSHANBE);
  }

  @Test
  void nightsBreaksSundaysAndHolidaysDoNotCount() {
    DueTimes due = union();

    assertThat(due.after(at(23, 9, 0), Duration.ofHours(2))).isEqualTo(at(23, 11, 0));
    assertThat(due.after(at(23, 11, 30), Duration.ofHours(2))).isEqualTo(at(23, 14, 0));
    assertThat(due.after(at(5, 19, 0), Duration.ofHours(8))).isEqualTo(at(9, 9, 0));
    assertThat(due.after(at(29, 3, 0), Duration.ofHours(1))).isEqualTo(at(30, 9, 0));
  }

  @Test
  void whatIsUrgentDoesNotWaitForTheMorning() {
    assertThat(union().answer(at(28, 23, 0), true)).isEqualTo(at(29, 1, 0));
  }

  @Test
  void withoutSuchAScheduleEveryHourCounts() {
    DueTimes due = new DueTimes(HoursBook::none, "union", DUSHANBE);

    assertThat(due.after(at(28, 23, 0), Duration.ofHours(8))).isEqualTo(at(29, 7, 0));
  }
}
