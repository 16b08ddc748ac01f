package org.hamroh.callback.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.hamroh.callback.booking.BookingHours.Hours;
import org.hamroh.callback.booking.BookingHours.Slot;
import org.hamroh.ivr.outside.Callbacks.When;

/// When "in the morning" is.
final class BookingHoursTest {

  private static final ZoneId DUSHANBE = ZoneId.of("Asia/Dushanbe");
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final ZoneId KAMCHATKA = ZoneId.of("Asia/Kamchatka");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final BookingHours hours = new BookingHours(null);

  private static Slot slot(String from, String until) {
    return new Slot(Instant.parse(from), Instant.parse(until));
  }

  @Example
  void morningOfOneZoneIsTheNextMorningThere() {
    Instant evening = Instant.parse("2026-11-22T15:00:00Z");

    assertThat(hours.slot(When.MORNING, evening, List.of(DUSHANBE)))
        .isEqualTo(slot("2026-11-23T02:00:00Z", "2026-11-23T05:00:00Z"));
  }

  @Example
  void windowThatIsOpenBeginsNow() {
    Instant now = Instant.parse("2026-11-22T03:10:00Z");

    assertThat(hours.slot(When.MORNING, now, List.of(DUSHANBE)))
        .isEqualTo(slot("2026-11-22T03:10:00Z", "2026-11-22T05:00:00Z"));
  }

  @Example
  void windowThatIsNearlyOverMeansTheNextOne() {
    Instant now = Instant.parse("2026-11-22T04:45:00Z");

    assertThat(hours.slot(When.MORNING, now, List.of(DUSHANBE)).from())
        .isEqualTo(Instant.parse("2026-11-23T02:00:00Z"));
  }

  @Example
  void personInOneOfTwoZonesIsCalledWhenTheHourIsRightInBoth() {
    Instant night = Instant.parse("2026-11-22T20:00:00Z");

    assertThat(hours.slot(When.DAY, night, List.of(DUSHANBE, MOSCOW)))
        .isEqualTo(slot("2026-11-23T07:00:00Z", "2026-11-23T12:00:00Z"));
  }

  @Example
  void wherePartsOfTheDayNeverMeetTheClockOfMoscowCounts() {
    Instant night = Instant.parse("2026-11-22T20:00:00Z");

    assertThat(hours.slot(When.MORNING, night, List.of(KAMCHATKA, MOSCOW)))
        .isEqualTo(slot("2026-11-23T04:00:00Z", "2026-11-23T07:00:00Z"));
  }

  @Example
  void tomorrowIsTheWholeDayAfterThisOneThere() {
    Instant now = Instant.parse("2026-11-22T20:30:00Z"); // the 23rd has begun in Dushanbe

    assertThat(hours.slot(When.TOMORROW, now, List.of(DUSHANBE)))
        .isEqualTo(slot("2026-11-24T02:00:00Z", "2026-11-24T15:00:00Z"));
  }

  @Example
  void windowMayCrossMidnight() {
    BookingHours late =
        new BookingHours(Map.of("evening", new Hours(LocalTime.of(22, 0), LocalTime.of(1, 0))));
    Instant afterMidnight = Instant.parse("2026-11-22T19:20:00Z");

    assertThat(late.slot(When.EVENING, afterMidnight, List.of(DUSHANBE)))
        .isEqualTo(slot("2026-11-22T19:20:00Z", "2026-11-22T20:00:00Z"));
  }

  @Example
  void clocksThatAreSetBackInTheNightDoNotMoveTheMorning() {
    Instant before = Instant.parse("2026-10-24T20:00:00Z");

    assertThat(hours.slot(When.MORNING, before, List.of(BERLIN)))
        .isEqualTo(slot("2026-10-25T06:00:00Z", "2026-10-25T09:00:00Z"));
  }

  @Property(tries = 3_000)
  void slotIsAheadLongEnoughAndInsideTheWindow(
      @ForAll When when,
      @ForAll @LongRange(min = 1_767_225_600L, max = 1_830_000_000L) long second,
      @ForAll("places") List<ZoneId> zones) {
    Instant now = Instant.ofEpochSecond(second);

    Slot slot = hours.slot(when, now, zones);

    assertThat(slot.from()).isAfterOrEqualTo(now);
    assertThat(slot.until()).isBefore(now.plus(Duration.ofHours(72)));
    assertThat(Duration.between(slot.from(), slot.until()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(30));
    if (when == When.EVENING) {
      LocalTime there = slot.from().atZone(zones.getFirst()).toLocalTime();
      assertThat(there).isBetween(LocalTime.of(17, 0), LocalTime.of(19, 30));
    }
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<List<ZoneId>> places() {
    return net.jqwik.api.Arbitraries.of(
        List.of(DUSHANBE), List.of(MOSCOW), List.of(KAMCHATKA), List.of(BERLIN));
  }
}
