package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.store.Database;
import org.hamroh.web.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may let a campaign run, and when it runs. The site's clock is set by the test; more than
/// five recipients need a second person.
final class WorkflowTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private Database database;
  private CampaignHouse house;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    house = new CampaignHouse(database, SmscBehaviour.polite(), topic -> {}, clock, 5);
  }

  @AfterEach
  void close() {
    house.close();
    database.close();
  }

  @Test
  void aSmallCampaignNeedsNobodyElse() {
    house.people(5);
    Campaign draft = house.draft("Салом", "Привет");

    house.campaigns.run(draft, "rustam");

    assertThat(house.find(draft.id()).state()).isEqualTo(CampaignState.READY);
    assertThat(kinds(draft)).containsExactly(Step.Kind.WRITTEN, Step.Kind.STARTED);
  }

  @Test
  void aLargeOneIsCheckedAndApprovedByOthersBeforeItRuns() {
    house.people(6);
    Campaign draft = house.draft("Салом", "Привет");

    assertThatThrownBy(() -> house.campaigns.run(draft, "rustam"))
        .hasMessageContaining("has 6 recipients and lacks the language check, the approval");
    assertThatThrownBy(() -> check(draft, Step.Kind.LANGUAGE, "zarina"))
        .hasMessageContaining("cannot be checked");
    house.campaigns.workflow().submit(draft, "rustam", "");
    assertThatThrownBy(() -> check(draft, Step.Kind.LANGUAGE, "rustam"))
        .hasMessageContaining("last written by you");
    assertThatThrownBy(() -> check(draft, Step.Kind.APPROVED, "zarina"))
        .hasMessageContaining("lacks the language check");
    check(draft, Step.Kind.LANGUAGE, "zarina");
    assertThatThrownBy(() -> check(draft, Step.Kind.APPROVED, "rustam"))
        .hasMessageContaining("somebody else has to approve it");
    check(draft, Step.Kind.APPROVED, "zarina");
    house.campaigns.run(house.find(draft.id()), "rustam");

    assertThat(house.find(draft.id()).state()).isEqualTo(CampaignState.READY);
    assertThat(house.campaigns.workflow().steps(draft))
        .extracting(Step::by)
        .containsExactly("rustam", "rustam", "zarina", "zarina", "rustam");
  }

  @Test
  void anEditTakesEveryCheckBackAndItsWriterMayNotApproveEither() {
    house.people(6);
    Campaign draft = house.draft("Салом", "Привет");
    house.campaigns.workflow().submit(draft, "rustam", "");
    check(draft, Step.Kind.LANGUAGE, "zarina");
    check(draft, Step.Kind.APPROVED, "zarina");
    Campaign approved = house.find(draft.id());

    house.campaigns.workflow().edit(draft.id(), wish("Салом!", Schedule.AT_ONCE), "zarina");

    assertThatThrownBy(() -> house.campaigns.run(approved, "rustam"))
        .hasMessageContaining("lacks the language check, the approval");
    Campaign edited = house.find(draft.id());
    assertThat(edited.state()).isEqualTo(CampaignState.DRAFT);
    house.campaigns.workflow().submit(edited, "zarina", "");
    check(draft, Step.Kind.LANGUAGE, "rustam");
    assertThatThrownBy(() -> check(draft, Step.Kind.APPROVED, "rustam"))
        .hasMessageContaining("somebody else has to approve it");
    check(draft, Step.Kind.APPROVED, "farida");
    assertThat(house.campaigns.workflow().standing(edited, 6).missing()).isEmpty();
  }

  @Test
  void whoeverApprovesWhatWasChangedMeanwhileIsTold() {
    house.people(6);
    Campaign draft = house.draft("Салом", "Привет");
    long seen = house.campaigns.workflow().standing(draft, 6).writing();
    house.campaigns.workflow().edit(draft.id(), wish("Дигар", Schedule.AT_ONCE), "rustam");
    house.campaigns.workflow().submit(house.find(draft.id()), "rustam", "");

    assertThatThrownBy(
            () ->
                house
                    .campaigns
                    .workflow()
                    .check(house.find(draft.id()), Step.Kind.LANGUAGE, "zarina", "", seen))
        .hasMessageContaining("was changed since you looked");
  }

  @Test
  void aTextThatNeedsALawyerNeedsOneHoweverFewGetIt() {
    house.people(1);
    long id =
        house
            .campaigns
            .workflow()
            .create(
                new Campaign.Wish(
                    "Test",
                    Map.of("tg", "Салом", "ru", "Привет"),
                    ContactFilter.EVERYBODY,
                    "sms-02",
                    false,
                    Schedule.AT_ONCE),
                "rustam");

    assertThatThrownBy(() -> house.campaigns.run(house.find(id), "rustam"))
        .hasMessageContaining("lacks the legal check");
    house.campaigns.workflow().submit(house.find(id), "rustam", "");
    check(house.find(id), Step.Kind.LEGAL, "zarina");
    house.campaigns.run(house.find(id), "rustam");

    assertThat(house.find(id).state()).isEqualTo(CampaignState.READY);
  }

  @Test
  void aPlannedOneBeginsAtItsHourAndNotBefore() {
    house.people(3);
    Instant hour = clock.instant().plus(Duration.ofHours(2));
    Campaign planned =
        planned(
            new Schedule(
                Optional.of(hour),
                Schedule.Repeat.ONCE,
                Optional.empty(),
                "",
                0,
                3,
                BigDecimal.ZERO));
    house.campaigns.run(planned, "rustam");
    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.SCHEDULED);

    clock.pass(Duration.ofMinutes(119));
    house.campaigns.round();
    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.SCHEDULED);
    clock.pass(Duration.ofMinutes(1));
    house.campaigns.round();

    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.RUNNING);
    assertThat(house.find(planned.id()).validUntil()).contains(hour.plus(Duration.ofHours(3)));
    assertThat(house.view(planned.id()).asked()).isEqualTo(3);
  }

  @Test
  void whatIsLateExpiresAndNeverLeavesTomorrow() {
    house.people(3);
    Instant hour = clock.instant().plus(Duration.ofHours(2));
    Campaign planned =
        planned(
            new Schedule(
                Optional.of(hour),
                Schedule.Repeat.ONCE,
                Optional.empty(),
                "",
                0,
                3,
                BigDecimal.ZERO));
    house.campaigns.run(planned, "rustam");

    clock.pass(Duration.ofHours(14)); // the power was gone
    house.campaigns.round();

    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.STOPPED);
    assertThat(house.find(planned.id()).reason()).isEqualTo("late");
    assertThat(house.view(planned.id()).asked()).isZero();
    assertThat(kinds(planned)).endsWith(Step.Kind.EXPIRED);
  }

  @Test
  void nothingBeginsWhileTheClockIsInDoubt() {
    house.people(3);
    Campaign planned =
        planned(
            new Schedule(
                Optional.of(clock.instant().plus(Duration.ofHours(2))),
                Schedule.Repeat.ONCE,
                Optional.empty(),
                "",
                0,
                3,
                BigDecimal.ZERO));
    house.campaigns.run(planned, "rustam");

    house.ahead.set(-Duration.ofHours(2).toNanos()); // the clock was set, no time has passed
    clock.pass(Duration.ofHours(2));
    house.campaigns.round();
    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.SCHEDULED);
    house.doubt.believed();
    house.campaigns.round();

    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.RUNNING);
  }

  @Test
  void aListThatHasGrownGoesBackToBeApproved() {
    house.people(3);
    Campaign planned =
        planned(
            new Schedule(
                Optional.of(clock.instant().plus(Duration.ofHours(2))),
                Schedule.Repeat.ONCE,
                Optional.empty(),
                "",
                0,
                0,
                BigDecimal.ZERO));
    house.campaigns.run(planned, "rustam");
    house.people(50);

    clock.pass(Duration.ofHours(2));
    house.campaigns.round();

    assertThat(house.find(planned.id()).state()).isEqualTo(CampaignState.DRAFT);
    assertThat(house.find(planned.id()).reason()).isEqualTo("checks");
  }

  @Test
  void aWeeklyOneRunsAsACampaignOfItsOwnUntilItsEnd() {
    house.people(3);
    Instant first = clock.instant().plus(Duration.ofHours(1));
    Campaign weekly =
        planned(
            new Schedule(
                Optional.of(first),
                Schedule.Repeat.WEEKLY,
                Optional.of(first.plus(Duration.ofDays(15))),
                "",
                0,
                4,
                BigDecimal.ZERO));
    house.campaigns.run(weekly, "rustam");

    for (int hour = 0; hour < 30 * 24; hour++) {
      clock.pass(Duration.ofHours(1));
      house.campaigns.round();
      house.campaigns.round(); // asking twice starts nothing twice
    }

    assertThat(runs(weekly))
        .hasSize(3)
        .allSatisfy(run -> assertThat(house.view(run.id()).asked()).isEqualTo(3));
    assertThat(runs(weekly))
        .extracting(run -> run.startedAt().orElseThrow())
        .containsExactly(first.plus(Duration.ofDays(14)), first.plus(Duration.ofDays(7)), first);
    assertThat(house.find(weekly.id()).state()).isEqualTo(CampaignState.FINISHED);
  }

  @Test
  void eachDayConcernsThoseWhoseDateIsSoFarAwayAndNeverTwiceForTheSameDate() {
    house.people(4);
    LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    date(1, today.plusDays(10));
    date(2, today.plusDays(11));
    date(3, today.plusDays(11));
    Campaign daily =
        planned(
            "{NAME}: {DATE:patent}",
            new Schedule(
                Optional.of(clock.instant().plus(Duration.ofHours(1))),
                Schedule.Repeat.DATE,
                Optional.empty(),
                "patent",
                10,
                4,
                BigDecimal.ZERO));
    house.campaigns.run(daily, "rustam");

    for (int hour = 0; hour < 60; hour++) {
      clock.pass(Duration.ofHours(1));
      house.campaigns.round();
    }

    assertThat(runs(daily))
        .extracting(run -> house.view(run.id()).asked())
        .containsExactly(0L, 2L, 1L);
    assertThat(texts())
        .contains("Номи0: " + day(today.plusDays(10)))
        .contains("Номи1: " + day(today.plusDays(11)))
        .hasSize(3);
  }

  @Test
  void aDateThatSomebodyLacksIsToldBeforeTheStart() {
    house.people(3);
    date(1, LocalDate.of(2027, 1, 1));
    Campaign draft = planned("{DATE:patent}", Schedule.AT_ONCE);

    assertThat(house.campaigns.preview(draft).problems())
        .anySatisfy(what -> assertThat(what).contains("{DATE:patent} has no value for"));
  }

  private Campaign planned(Schedule schedule) {
    return planned("Салом", schedule);
  }

  private Campaign planned(String text, Schedule schedule) {
    return house.find(house.campaigns.workflow().create(wish(text, schedule), "rustam"));
  }

  private static Campaign.Wish wish(String text, Schedule schedule) {
    return new Campaign.Wish(
        "Test", Map.of("tg", text, "ru", text), ContactFilter.EVERYBODY, "", false, schedule);
  }

  private void check(Campaign campaign, Step.Kind kind, String by) {
    house.campaigns.workflow().check(house.find(campaign.id()), kind, by, "", 0);
  }

  private List<Step.Kind> kinds(Campaign campaign) {
    return house.campaigns.workflow().steps(campaign).stream().map(Step::kind).toList();
  }

  private List<Campaign> runs(Campaign series) {
    return database.read(handle -> CampaignStore.runs(handle, series.id(), 50));
  }

  private List<String> texts() {
    return database.read(
        handle -> handle.createQuery("select text from message").mapTo(String.class).list());
  }

  private static String day(LocalDate day) {
    return java.time.format.DateTimeFormatter.ofPattern("dd.MM.uuuu").format(day);
  }

  private void date(long contact, LocalDate day) {
    database.write(
        handle ->
            handle.execute(
                "insert into contact_date (contact_id, kind, day) values (?, 'patent', ?)",
                contact,
                day.toEpochDay()));
  }
}
