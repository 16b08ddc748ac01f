package org.hamroh.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// When people are there, by the shipped files and by some odd ones.
final class HoursBookTest {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final HoursBook SHIPPED = shipped();

  private static HoursBook shipped() {
    Problems problems = new Problems();
    HoursBook book =
        HoursReader.read(YamlFiles.readFolder(Path.of("ivr-scripts"), problems), problems);
    problems.throwIfAny();
    return book;
  }

  @Test
  void theLineAsItIsDeliveredIsAlwaysOpen() {
    assertThat(SHIPPED.at("operators", moment("2026-01-01T03:00"), SITE))
        .isEqualTo(new OpeningHours.Open(Optional.empty()));
  }

  @Test
  void openUntilTheShiftEnds() {
    assertThat(union("2026-11-23T09:00")).isEqualTo(openUntil("2026-11-23T12:30"));
    assertThat(union("2026-11-23T08:00")).isEqualTo(openUntil("2026-11-23T12:30"));
    assertThat(union("2026-11-23T13:00")).isEqualTo(openUntil("2026-11-23T20:00"));
  }

  @Test
  void closedUntilTheNextShiftBegins() {
    assertThat(union("2026-11-23T07:59")).isEqualTo(closed("2026-11-23T08:00", "2026-11-23T20:00"));
    assertThat(union("2026-11-23T12:30")).isEqualTo(closed("2026-11-23T13:00", "2026-11-23T20:00"));
    assertThat(union("2026-11-23T20:00")).isEqualTo(closed("2026-11-24T08:00", "2026-11-24T20:00"));
    assertThat(union("2026-11-20T21:00")).isEqualTo(closed("2026-11-21T09:00", "2026-11-21T15:00"));
  }

  @Test
  void theWeeklyDayOffHasNoName() {
    assertThat(union("2026-11-22T10:00"))
        .isEqualTo(
            new OpeningHours.DayOff(
                Map.of(), Optional.of(stretch("2026-11-23T08:00", "2026-11-23T20:00"))));
  }

  @Test
  void aHolidayHasOneAndTheNextWorkingDayIsNotAHolidayEither() {
    assertThat(union("2026-03-20T10:00"))
        .isInstanceOfSatisfying(
            OpeningHours.DayOff.class,
            day -> {
              assertThat(day.names()).containsEntry("ru", "Иди Рамазон");
              assertThat(day.next())
                  .contains(stretch("2026-03-25T08:00", "2026-03-25T20:00")); // Navruz is over
            });
  }

  @Test
  void aScheduleKeepsOnlyTheHolidaysOfItsCountries() {
    assertThat(union("2026-11-04T10:00").isOpen()).isTrue(); // Russia rests
    assertThat(union("2026-12-16T10:00").isOpen()).isTrue(); // Kazakhstan rests
  }

  @Test
  void anExceptionIsStrongerThanTheWeekAndThanAHoliday() {
    HoursBook book =
        read(
            """
            schedules:
              desk:
                holidays: [TJ]
                week: {everyDay: ["08:00-20:00"]}
                exceptions:
                  2026-11-06: {shifts: ["10:00-11:00"]}
                  2026-11-05: {shifts: [], names: {ru: Переезд}}
            """);

    assertThat(book.at("desk", moment("2026-11-06T10:30"), SITE))
        .isEqualTo(openUntil("2026-11-06T11:00"));
    assertThat(book.at("desk", moment("2026-11-05T10:30"), SITE))
        .isEqualTo(
            new OpeningHours.DayOff(
                Map.of("ru", "Переезд"),
                Optional.of(stretch("2026-11-06T10:00", "2026-11-06T11:00"))));
  }

  @Test
  void aNightShiftGoesOnOverMidnightAndBelongsToTheDayItBeganOn() {
    HoursBook book =
        read(
            """
            schedules:
              night:
                week: {everyDay: ["22:00-06:00"], sunday: []}
            """);

    assertThat(book.at("night", moment("2026-11-22T05:00"), SITE)) // Sunday, since Saturday
        .isEqualTo(openUntil("2026-11-22T06:00"));
    assertThat(book.at("night", moment("2026-11-22T23:00"), SITE))
        .isInstanceOf(OpeningHours.DayOff.class);
    assertThat(book.at("night", moment("2026-11-23T05:00"), SITE))
        .isEqualTo(closed("2026-11-23T22:00", "2026-11-24T06:00"));
  }

  @Test
  void shiftsThatMeetAreOne() {
    HoursBook book =
        read(
            """
            schedules:
              relay:
                week: {monday: ["08:00-16:00", "16:00-24:00"], tuesday: ["00:00-02:00"]}
            """);

    assertThat(book.at("relay", moment("2026-11-23T09:00"), SITE))
        .isEqualTo(openUntil("2026-11-24T02:00"));
  }

  @Test
  void aScheduleOfAnotherPlaceGoesByItsOwnClock() {
    HoursBook book =
        read(
            """
            schedules:
              moscow:
                timeZone: Europe/Moscow
                week: {everyDay: ["09:00-18:00"]}
            """);

    OpeningHours hours = book.at("moscow", moment("2026-11-23T10:00"), SITE); // 8:00 in Moscow

    assertThat(hours)
        .isEqualTo(
            new OpeningHours.Closed(
                Optional.of(
                    new Stretch(
                        at("2026-11-23T09:00", "Europe/Moscow"),
                        at("2026-11-23T18:00", "Europe/Moscow")))));
  }

  @Test
  void theClockThatIsPutForwardShortensTheNight() {
    HoursBook book =
        read(
            """
            schedules:
              berlin:
                timeZone: Europe/Berlin
                week: {everyDay: ["01:00-05:00"]}
            """);

    OpeningHours hours = book.at("berlin", Instant.parse("2026-03-29T00:30:00Z"), SITE);

    assertThat(hours)
        .isEqualTo(new OpeningHours.Open(Optional.of(at("2026-03-29T05:00", "Europe/Berlin"))));
  }

  @Test
  void aScheduleThatNeverOpensSaysSo() {
    HoursBook book = read("schedules: {never: {week: {everyDay: []}}}");

    assertThat(book.at("never", moment("2026-11-23T09:00"), SITE))
        .isEqualTo(new OpeningHours.DayOff(Map.of(), Optional.empty()));
  }

  @Test
  void mistakesAreTold() {
    Problems problems = new Problems();
    HoursReader.read(
        YamlFiles.of(
            "",
            Map.of(
                "hours.yaml",
                """
                schedules:
                  a:
                    timeZone: Dushanbe
                    week:
                      monday: ["12:00-14:00", "13:00-15:00"]
                      tuesday: ["09:00-09:00"]
                    exceptions:
                      2026-02-30: {shifts: []}
                """,
                "holidays/2026.yaml",
                """
                TJ:
                  - {date: 2027-01-01, names: {tg: a, ru: a, en: a}, source: a}
                  - {date: 2026-03-24, to: 2026-03-21, names: {tg: a, ru: a, en: a}, source: a}
                """)),
        problems);

    assertThat(problems.list().stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "hours.yaml:3: schedules.a.timeZone: is Dushanbe, which is no time zone; give one such"
                + " as Asia/Dushanbe",
            "hours.yaml:5: schedules.a.week.monday.1: begins before the shift above it ends; write"
                + " shifts in their order, such as 08:00-12:30 or 22:00-06:00",
            "hours.yaml:6: schedules.a.week.tuesday.0: is 09:00-09:00, which is no stretch of time;"
                + " write shifts in their order, such as 08:00-12:30 or 22:00-06:00",
            "hours.yaml:8: schedules.a.exceptions.2026-02-30: is 2026-02-30, which no calendar has;"
                + " give a day such as 2026-11-06",
            "holidays/2026.yaml:2: TJ.0: is not in the year 2026; write it into its own year's file",
            "holidays/2026.yaml:3: TJ.1: lasts from 2026-03-24 to 2026-03-21; let it last 1 to 14"
                + " days");
  }

  @Test
  void aYearThatNobodyHasWrittenDownIsAWarning() {
    assertThat(SHIPPED.warnings(LocalDate.of(2026, 12, 5))).isEmpty();
    assertThat(SHIPPED.warnings(LocalDate.of(2027, 11, 30))).isEmpty();

    List<Problem> warnings = SHIPPED.warnings(LocalDate.of(2027, 12, 1));

    assertThat(warnings)
        .singleElement()
        .asString()
        .isEqualTo(
            "ivr-scripts/holidays/2028.yaml: warning: names no holiday of TJ, which closes the"
                + " schedule union; write that year's holidays");
  }

  @Test
  void everyCountryHasItsHolidaysAndOnlyTheMoonMakesThemUncertain() {
    for (int year : List.of(2026, 2027)) {
      assertThat(days("TJ", year)).hasSize(12);
      assertThat(days("RU", year)).hasSize(14);
      assertThat(days("KZ", year)).hasSize(15);
    }
    assertThat(SHIPPED.holidays())
        .filteredOn(day -> !day.certain())
        .allSatisfy(
            day -> {
              HijrahDate date = HijrahDate.from(day.date());
              assertThat(date.toString()).matches(".*-(10-01|12-10)"); // 1 Shawwal, 10 Dhu al-Hijja
            })
        .hasSize(6);
    assertThat(SHIPPED.holidays())
        .allSatisfy(
            day -> assertThat(day.names().keySet()).containsExactlyInAnyOrder("tg", "ru", "en"));
  }

  private static List<Holiday> days(String country, int year) {
    return SHIPPED.holidays().stream()
        .filter(day -> day.country().equals(country) && day.date().getYear() == year)
        .toList();
  }

  @Property
  void whatIsSaidOfAMomentHoldsUntilTheMomentThatIsNamed(
      @ForAll @IntRange(max = 2 * 365 * 24 * 60) int minute) {
    Instant moment = moment("2026-01-01T00:00").plusSeconds(60L * minute);

    OpeningHours hours = SHIPPED.at("union", moment, SITE);

    Instant change =
        switch (hours) {
          case OpeningHours.Open open -> open.until().orElseThrow().toInstant();
          case OpeningHours.Closed closed -> closed.next().orElseThrow().opens().toInstant();
          case OpeningHours.DayOff off -> off.next().orElseThrow().opens().toInstant();
        };
    assertThat(change).isAfter(moment);
    assertThat(SHIPPED.at("union", change.minusSeconds(1), SITE).isOpen())
        .isEqualTo(hours.isOpen());
    assertThat(SHIPPED.at("union", change, SITE).isOpen()).isEqualTo(!hours.isOpen());
    if (moment.atZone(SITE).getDayOfWeek() == DayOfWeek.SUNDAY) {
      assertThat(hours).isInstanceOf(OpeningHours.DayOff.class);
    }
  }

  private static OpeningHours union(String time) {
    return SHIPPED.at("union", moment(time), SITE);
  }

  private static OpeningHours openUntil(String time) {
    return new OpeningHours.Open(Optional.of(at(time, SITE.getId())));
  }

  private static OpeningHours closed(String opens, String closes) {
    return new OpeningHours.Closed(Optional.of(stretch(opens, closes)));
  }

  private static Stretch stretch(String opens, String closes) {
    return new Stretch(at(opens, SITE.getId()), at(closes, SITE.getId()));
  }

  private static ZonedDateTime at(String time, String zone) {
    return LocalDateTime.parse(time).atZone(ZoneId.of(zone));
  }

  private static Instant moment(String time) {
    return at(time, SITE.getId()).toInstant();
  }

  private static HoursBook read(String hours) {
    Problems problems = new Problems();
    Map<String, String> texts =
        Map.of(
            "hours.yaml",
            hours,
            "holidays/2026.yaml",
            "TJ: [{date: 2026-11-06, names: {tg: а, ru: а, en: a}, source: a}]");
    HoursBook book = HoursReader.read(YamlFiles.of("", texts), problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }
}
