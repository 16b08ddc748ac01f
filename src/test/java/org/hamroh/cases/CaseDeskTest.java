package org.hamroh.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.cases.CaseHouse.CALLER;
import static org.hamroh.cases.CaseHouse.MALIKA;
import static org.hamroh.cases.CaseHouse.PARVIN;
import static org.hamroh.cases.CaseHouse.ZARINA;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamroh.cases.CaseDesk.Asker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be done with a case, by whom, and what is kept of it.
final class CaseDeskTest {

  private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 23);

  @TempDir private Path folder;
  private CaseHouse house;

  @BeforeEach
  void open() {
    house = new CaseHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private CaseId opened() {
    return house.opens(ZARINA, false, "Каримов").file().id();
  }

  private CaseOutcome moves(CaseId id, String status, String outcome) {
    long seen = house.file(id).version();
    return house.desk.change(id, seen, new CaseChange.Move(status, outcome), ZARINA);
  }

  private List<String> events(CaseId id) {
    return house.desk.look(id, ZARINA).orElseThrow().events().stream()
        .map(CaseFile.Event::kind)
        .toList();
  }

  @Test
  void aCaseIsOpenedOnceHoweverOftenItsFormIsSent() {
    CaseDesk.NewCase wish =
        new CaseDesk.NewCase(
            "form-00000001", CALLER, "", "passport-taken", false, CaseFile.About.NOBODY);

    CaseDesk.Opened first = house.desk.open(wish, ZARINA).orElseThrow();
    CaseDesk.Opened again = house.desk.open(wish, ZARINA).orElseThrow();

    assertThat(again.file().id()).isEqualTo(first.file().id());
    assertThat(first.pin()).matches("[0-9]{4}");
    assertThat(again.pin()).isEmpty();
    assertThat(first.file().status()).isEqualTo("new");
    assertThat(first.file().people()).containsExactly("zarina");
  }

  @Test
  void aCaseNeedsATopicOfTheContactForm() {
    CaseDesk.NewCase wish =
        new CaseDesk.NewCase("form-00000001", CALLER, "", "none", false, CaseFile.About.NOBODY);

    assertThat(house.desk.open(wish, ZARINA)).isEmpty();
  }

  @Test
  void whatPeopleWriteAndThePinLieSealedInTheStore() throws Exception {
    CaseDesk.Opened opened = house.opens(ZARINA, false, "Каримов Фирӯз");
    CaseId id = opened.file().id();
    house.notes.add(id, new CaseNotes.Writing("incident", null, "Шиноснома гирифтанд"), ZARINA);
    house.notes.promise(id, "Занг ба сафорат", TOMORROW, "zarina", ZARINA);
    house.close();

    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }

    for (String word : List.of("Каримов", "Фирӯз", "Шиноснома", "сафорат")) {
      assertThat(all)
          .doesNotContain(
              new String(
                  word.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    house = new CaseHouse(folder);
    assertThat(house.told("select pin_hash from case_file").getFirst()).hasSize(64);
    CaseDesk.Whole whole = house.desk.look(id, ZARINA).orElseThrow();
    assertThat(whole.file().about().name()).isEqualTo("Каримов Фирӯз");
    assertThat(whole.sections().getFirst().text()).isEqualTo("Шиноснома гирифтанд");
    assertThat(whole.tasks().getFirst().what()).isEqualTo("Занг ба сафорат");
  }

  @Test
  void aCaseGoesOnlyWhereTheGraphLeadsAndClosingNeedsAnOutcome() {
    CaseId id = opened();

    assertThat(moves(id, "overdue", "")).isEqualTo(new CaseOutcome.Wrong("move"));
    assertThat(moves(id, "closed", "")).isEqualTo(new CaseOutcome.Wrong("outcome"));
    assertThat(moves(id, "closed", "none")).isEqualTo(new CaseOutcome.Wrong("outcome"));
    assertThat(moves(id, "working", "")).isInstanceOf(CaseOutcome.Done.class);
    assertThat(moves(id, "closed", "solved")).isInstanceOf(CaseOutcome.Done.class);

    assertThat(house.file(id).outcome()).isEqualTo("solved");
    assertThat(house.file(id).closedAt()).isEqualTo(house.clock.instant());
    assertThat(moves(id, "working", "")).isInstanceOf(CaseOutcome.Done.class);
    assertThat(house.file(id).closedAt()).isNull();
    assertThat(house.file(id).outcome()).isEmpty();
    assertThat(events(id)).containsExactly("moved", "moved", "moved", "opened");
  }

  @Test
  void aCaseIsNotClosedWhileItsPersonOrAMergedInOnesIsWithAPartner() {
    CaseId goes = opened();
    CaseId id = opened();
    house.merges.merge(goes, id, ZARINA);

    house.referred.add(goes);
    assertThat(moves(id, "closed", "solved")).isEqualTo(new CaseOutcome.Wrong("referred"));
    assertThat(moves(id, "working", "")).isInstanceOf(CaseOutcome.Done.class);
    house.referred.clear();

    assertThat(moves(id, "closed", "solved")).isInstanceOf(CaseOutcome.Done.class);
    assertThat(
            List.of("en", "ru", "tg").stream()
                .map(language -> CaseHouse.texts().in(language))
                .map(words -> words.of("cases.wrong.referred")))
        .allMatch(sentence -> sentence.length() > 60);
  }

  @Test
  void whatHangsOnAConversationIsToldOfTheCaseThatIsOpenedOutOfIt() {
    opened();
    house.desk.open(
        new CaseDesk.NewCase(
            "form-00000009",
            CALLER,
            "w-0000000000000001",
            "passport-taken",
            false,
            CaseFile.About.NOBODY),
        ZARINA);

    assertThat(house.openedFrom).containsExactly("w-0000000000000001");
  }

  @Test
  void whoAwaitsAPartnerTooLongIsOverdueByItself() {
    CaseId id = opened();
    moves(id, "awaiting-partner", "");

    house.clock.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(new CaseMoves(house.desk).moveDue()).isZero();
    house.clock.pass(Duration.ofSeconds(1));
    assertThat(new CaseMoves(house.desk).moveDue()).isEqualTo(1);

    assertThat(house.file(id).status()).isEqualTo("overdue");
    assertThat(new CaseMoves(house.desk).moveDue()).isZero();
    assertThat(house.desk.lists().list(CaseLists.Show.OVERDUE, "zarina", "", 10).lines())
        .hasSize(1);
    assertThat(house.told("select who || ' ' || facts from case_event where place = 3"))
        .containsExactly("hamroh {\"from\":\"awaiting-partner\",\"to\":\"overdue\"}");
  }

  @Test
  void aTaskOfYesterdayPutsItsCaseOnTheBoardOfWhatIsOverdue() {
    CaseId id = opened();
    house.notes.promise(id, "call", TOMORROW, "zarina", ZARINA);

    assertThat(house.desk.lists().list(CaseLists.Show.OVERDUE, "zarina", "", 10).lines()).isEmpty();
    house.clock.pass(Duration.ofDays(2));
    assertThat(house.desk.lists().list(CaseLists.Show.OVERDUE, "zarina", "", 10).lines())
        .hasSize(1);

    String task = house.desk.look(id, ZARINA).orElseThrow().tasks().getFirst().id();
    assertThat(house.notes.done(id, task, ZARINA)).isInstanceOf(CaseOutcome.Done.class);
    assertThat(house.notes.done(id, task, ZARINA)).isInstanceOf(CaseOutcome.Nowhere.class);
    assertThat(house.desk.lists().list(CaseLists.Show.OVERDUE, "zarina", "", 10).lines()).isEmpty();
  }

  @Test
  void whoMaySeeACaseIsItsPeopleAndSupervisorsAndOfSealedOnesItsPeopleAlone() {
    CaseId plain = opened();
    CaseId sealed = house.opens(ZARINA, true, "").file().id();

    assertThat(house.desk.look(plain, MALIKA)).isPresent();
    assertThat(house.desk.look(plain, PARVIN)).isEmpty();
    assertThat(house.desk.look(sealed, MALIKA)).isEmpty();
    assertThat(house.desk.look(new CaseId("1000000"), MALIKA)).isEmpty();
    house.desk.change(sealed, 1, new CaseChange.Assign("malika"), ZARINA);
    assertThat(house.desk.look(sealed, MALIKA)).isPresent();
    house.desk.change(sealed, 2, new CaseChange.Dismiss("malika"), ZARINA);
    assertThat(house.desk.look(sealed, MALIKA)).isEmpty();
    assertThat(house.desk.change(sealed, 3, new CaseChange.Dismiss("zarina"), ZARINA))
        .isEqualTo(new CaseOutcome.Wrong("person"));
    assertThat(house.desk.change(sealed, 3, new CaseChange.Give("rustam"), ZARINA))
        .isEqualTo(new CaseOutcome.Wrong("person"));
  }

  @Test
  void aSupervisorsListTellsOfSealedCasesOnlyThatTheyAreThere() {
    CaseId sealed = house.opens(ZARINA, true, "").file().id();

    CaseFile.Line line =
        house.desk.lists().list(CaseLists.Show.OPEN, "malika", "", 10).lines().getFirst();

    assertThat(line.id()).isEqualTo(sealed);
    assertThat(line.topic()).isEmpty();
    assertThat(line.open()).isFalse();
    assertThat(house.desk.lists().list(CaseLists.Show.OPEN, "parvin", "", 10).lines()).isEmpty();
  }

  @Test
  void everyLookAndEveryRefusalLeavesItsRow() {
    CaseId id = opened();
    house.desk.look(id, MALIKA);
    house.desk.look(id, PARVIN);
    house.desk.change(id, 1, new CaseChange.Sealing(true), PARVIN);

    assertThat(house.told("select who || ' ' || act || ' ' || came_from from audit order by seq"))
        .containsExactly(
            "zarina change 127.0.0.1",
            "malika open 127.0.0.1",
            "parvin refused 127.0.0.1",
            "parvin refused 127.0.0.1");
    assertThat(house.told("select distinct id from audit")).containsExactly(id.value());
    assertThat(house.file(id).sealed()).isFalse();
  }

  @Test
  void ofTwentyWhoChangeACaseAtOnceOneSucceedsAndTheOthersAreTold() {
    CaseId id = opened();

    List<CompletableFuture<CaseOutcome>> all =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> house.desk.change(id, 1, new CaseChange.Sealing(i % 2 == 0), ZARINA)))
            .toList();
    List<CaseOutcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes).filteredOn(CaseOutcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(CaseOutcome.Stale.class::isInstance).hasSize(19);
    assertThat(house.file(id).version()).isEqualTo(2);
  }

  @Test
  void aTextWrittenOverAnOlderVersionIsKeptBesideAndNothingIsLost() {
    CaseId id = opened();
    house.notes.add(id, new CaseNotes.Writing("note", null, "one"), ZARINA);
    CaseFile.Section first = house.desk.look(id, ZARINA).orElseThrow().sections().getFirst();

    CaseOutcome mine =
        house.notes.rewrite(
            id, first.id(), 1, new CaseNotes.Writing("note", TOMORROW, "two"), ZARINA);
    CaseOutcome theirs =
        house.notes.rewrite(
            id, first.id(), 1, new CaseNotes.Writing("note", null, "three"), MALIKA);

    CaseFile.Section now = house.desk.look(id, ZARINA).orElseThrow().sections().getFirst();
    assertThat(mine).isInstanceOf(CaseOutcome.Done.class);
    assertThat(theirs).isInstanceOf(CaseOutcome.Stale.class);
    assertThat(now.text()).isEqualTo("two");
    assertThat(now.eventOn()).isEqualTo(TOMORROW);
    assertThat(now.beside()).extracting(CaseFile.Beside::text).containsExactly("three");
    house.notes.settle(id, now.id(), now.beside().getFirst().place(), MALIKA);
    assertThat(house.desk.look(id, ZARINA).orElseThrow().sections().getFirst().beside()).isEmpty();
    assertThat(house.notes.earlier(id, now.id(), ZARINA).orElseThrow())
        .extracting(CaseFile.Beside::text)
        .containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void aSectionIsReachedThroughItsOwnCaseOnly() {
    CaseId mine = opened();
    house.notes.add(mine, new CaseNotes.Writing("note", null, "mine"), ZARINA);
    String section = house.desk.look(mine, ZARINA).orElseThrow().sections().getFirst().id();
    CaseId other = house.opens(PARVIN, true, "").file().id();

    CaseOutcome stolen =
        house.notes.rewrite(
            other, section, 1, new CaseNotes.Writing("note", null, "stolen"), PARVIN);

    assertThat(stolen).isInstanceOf(CaseOutcome.Nowhere.class);
    assertThat(house.notes.earlier(other, section, PARVIN)).isEmpty();
  }

  @Test
  void otherRoomsTellTheTimelineInTheirOwnTransaction() {
    CaseId id = opened();

    house.database.write(
        handle -> {
          assertThat(house.desk.isOpenTo(handle, id, "zarina")).isTrue();
          house.desk.tell(
              handle,
              id,
              new CaseDoor.Happening(
                  "referral-sent", "zarina", house.clock.instant(), Map.of("to", "iom")));
          return true;
        });

    assertThat(events(id)).containsExactly("referral-sent", "opened");
    Optional<CaseDoor.Line> line = house.database.read(handle -> house.desk.find(handle, id));
    assertThat(line).contains(new CaseDoor.Line(id, CALLER, "zarina", "new", false));
  }

  @Test
  void listsGoOnWhereThePageBeforeEnded() {
    for (int i = 0; i < 5; i++) {
      opened();
      house.clock.pass(Duration.ofMinutes(1));
    }

    CaseLists.Page first = house.desk.lists().list(CaseLists.Show.MINE, "zarina", "", 3);
    CaseLists.Page second =
        house.desk.lists().list(CaseLists.Show.MINE, "zarina", String.valueOf(first.next()), 3);

    assertThat(first.lines()).hasSize(3);
    assertThat(second.lines()).hasSize(2).doesNotContainAnyElementsOf(first.lines());
    assertThat(second.next()).isNull();
  }

  @Test
  void theOwnerOfACallersOpenCaseIsGivenTheCallerFirst() {
    CaseMatters matters = new CaseMatters(house.desk, CaseHouse.texts());
    CaseId id = opened();

    assertThat(matters.ownerFor(CALLER)).contains("zarina");
    assertThat(matters.hasOpen(CALLER)).isTrue();
    assertThat(matters.of(CALLER)).hasSize(1);
    house.desk.change(id, 1, new CaseChange.Sealing(true), ZARINA);
    assertThat(matters.of(CALLER)).isEmpty();
    assertThat(matters.hasOpen(CALLER)).isFalse();
    assertThat(matters.ownerFor(CALLER)).contains("zarina");
    moves(id, "closed", "solved");
    assertThat(matters.ownerFor(CALLER)).isEmpty();
  }

  @Test
  void tasksStandOnTheListOfTheDayOfTheirOwner() {
    CaseMatters matters = new CaseMatters(house.desk, CaseHouse.texts());
    CaseId id = opened();
    house.notes.promise(id, "call the embassy", TOMORROW, "zarina", ZARINA);

    assertThat(matters.of("zarina", TOMORROW.minusDays(1), "en")).isEmpty();
    assertThat(matters.of("zarina", TOMORROW, "en"))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).isEqualTo("Task, " + id.value()))
        .satisfies(one -> assertThat(one.link()).isEqualTo("/cases/" + id.value()));
    assertThat(matters.of("parvin", TOMORROW, "en")).isEmpty();
  }

  @Test
  void tasksAreGivenOnlyToWhoWorksOnTheCase() {
    CaseId id = opened();

    CaseOutcome outcome =
        house.notes.promise(id, "call", TOMORROW, "parvin", new Asker("zarina", ""));

    assertThat(outcome).isEqualTo(new CaseOutcome.Wrong("person"));
  }
}
