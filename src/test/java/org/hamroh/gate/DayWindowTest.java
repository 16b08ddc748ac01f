package org.hamroh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DayWindowTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");
  private static final DayWindow DAY =
      new DayWindow(LocalTime.of(8, 0), LocalTime.of(21, 0), Optional.empty());
  private static final DayWindow NIGHT =
      new DayWindow(LocalTime.of(22, 0), LocalTime.of(2, 0), Optional.empty());
  private static final DayWindow WITH_PRAYER =
      new DayWindow(
          LocalTime.of(8, 0),
          LocalTime.of(21, 0),
          Optional.of(
              new DayWindow.Pause(DayOfWeek.FRIDAY, LocalTime.of(12, 0), LocalTime.of(14, 0))));

  private static Instant there(String time) {
    return java.time.LocalDateTime.parse(time).atZone(DUSHANBE).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T07:59:59,false",
    "2026-11-22T08:00:00,true",
    "2026-11-22T20:59:59,true",
    "2026-11-22T21:00:00,false"
  })
  void dayIsOpenFromItsFirstMinuteToTheOneBeforeItsLast(String time, boolean open) {
    assertThat(DAY.isOpen(there(time), DUSHANBE)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T21:59:59,false",
    "2026-11-22T22:00:00,true",
    "2026-11-23T00:30:00,true",
    "2026-11-23T02:00:00,false"
  })
  void windowMayCrossMidnight(String time, boolean open) {
    assertThat(NIGHT.isOpen(there(time), DUSHANBE)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T11:59:00,true", // a Friday
    "2026-11-20T12:00:00,false",
    "2026-11-20T14:00:00,true",
    "2026-11-21T12:30:00,true"
  })
  void fridayPrayerIsNotDisturbed(String time, boolean open) {
    assertThat(WITH_PRAYER.isOpen(there(time), DUSHANBE)).isEqualTo(open);
  }

  @Test
  void whatIsClosedSaysWhenItOpens() {
    assertThat(DAY.opens(there("2026-11-22T23:10:00"), List.of(DUSHANBE)))
        .contains(there("2026-11-23T08:00:00"));
    assertThat(WITH_PRAYER.opens(there("2026-11-20T12:10:00"), List.of(DUSHANBE)))
        .contains(there("2026-11-20T14:00:00"));
    assertThat(NIGHT.opens(there("2026-11-22T12:00:00"), List.of(DUSHANBE)))
        .contains(there("2026-11-22T22:00:00"));
  }

  /// Nine in the morning at the western end is early evening at the eastern one.
  @Test
  void russiaFromEndToEndIsAwakeForThreeHoursOfTheDay() {
    Instant from = Instant.parse("2026-11-22T00:00:00Z");

    long minutes = 0;
    for (int minute = 0; minute < 24 * 60; minute++) {
      if (DAY.isOpen(from.plus(Duration.ofMinutes(minute)), Whereabouts.RUSSIA)) {
        minutes++;
      }
    }

    assertThat(minutes).isEqualTo(3 * 60);
    assertThat(DAY.opens(from, Whereabouts.RUSSIA)).contains(Instant.parse("2026-11-22T06:00:00Z"));
  }

  @Test
  void windowsThatNeverMeetNeverOpen() {
    DayWindow hour = new DayWindow(LocalTime.of(8, 0), LocalTime.of(9, 0), Optional.empty());

    assertThat(hour.opens(Instant.parse("2026-11-22T00:00:00Z"), Whereabouts.RUSSIA)).isEmpty();
  }
}
