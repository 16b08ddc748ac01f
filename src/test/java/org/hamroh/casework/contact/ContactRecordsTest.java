package org.hamroh.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.casework.CaseworkHouse.CALL;
import static org.hamroh.casework.CaseworkHouse.whole;
import static org.hamroh.casework.CaseworkHouse.wish;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamroh.caller.CallerFlag;
import org.hamroh.casework.CaseworkHouse;
import org.hamroh.casework.contact.ContactRecords.Outcome;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.BrokenSealException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contact records over a real store.
final class ContactRecordsTest {

  private static final String ID = CALL.value();

  @TempDir private Path folder;
  private CaseworkHouse house;

  @BeforeEach
  void start() {
    house = new CaseworkHouse(folder);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private static Content note(String words) {
    return new Content("", List.of(), Map.of("note", words), "", "", "");
  }

  private Outcome draft(long seen, String page, Content content) {
    return house.records.draft(wish(ID, seen, page, content));
  }

  private Outcome save(long seen, Content content) {
    return house.records.save(wish(ID, seen, "page", content));
  }

  private ContactRecord record() {
    return house.records.find(ID).orElseThrow();
  }

  @Test
  void draftsGrowVersionByVersionAndKnowTheCaller() {
    draft(0, "a", note("he says"));
    Outcome second = draft(1, "a", note("he says that his wages"));

    assertThat(second).isInstanceOf(Outcome.Kept.class);
    assertThat(record().version()).isEqualTo(2);
    assertThat(record().content().value("note")).isEqualTo("he says that his wages");
    assertThat(record().caller()).contains(house.caller);
    assertThat(record().isSaved()).isFalse();
  }

  @Test
  void twoPagesLoseNothingAndTheWriterOfTheOlderOneDecides() {
    draft(0, "a", note("first"));
    draft(1, "a", note("from window a"));
    Outcome late = draft(1, "b", note("from window b"));

    assertThat(late).isInstanceOf(Outcome.Beside.class);
    assertThat(record().content().value("note")).isEqualTo("from window a");
    assertThat(house.records.asides(ID)).hasSize(1);
    assertThat(house.records.asides(ID).getFirst().content().value("note"))
        .isEqualTo("from window b");

    draft(2, "b", note("from window a\nfrom window b"));

    assertThat(house.records.asides(ID)).isEmpty();
    assertThat(record().content().value("note")).isEqualTo("from window a\nfrom window b");
  }

  @Test
  void theSameToldTwiceIsOneDraft() {
    draft(0, "a", note("the answer was lost"));

    Outcome again = draft(0, "a", note("the answer was lost"));

    assertThat(again).isInstanceOf(Outcome.Kept.class);
    assertThat(record().version()).isEqualTo(1);
  }

  @Test
  void savedWithLanguageTopicResultAndNextStepAndNothingElse() {
    Content bare =
        new Content("help", List.of("registration"), Map.of(), "advice-given", "call-back", "");

    Outcome incomplete = save(0, bare);
    Outcome saved =
        save(
            0,
            new Content(
                "help",
                List.of("registration"),
                Map.of("language", "russian"),
                "advice-given",
                "nothing-more",
                ""));

    assertThat(incomplete).isEqualTo(new Outcome.Incomplete(List.of("language", "nextOn")));
    assertThat(saved).isInstanceOf(Outcome.Kept.class);
    assertThat(record().isSaved()).isTrue();
  }

  @Test
  void aSavedRecordIsChangedBySavingOnly() {
    save(0, whole("wages of May"));

    Outcome beside = draft(1, "page", whole("wages of May and June"));
    Outcome changed = save(1, whole("wages of May and June"));

    assertThat(beside).isInstanceOf(Outcome.Beside.class);
    assertThat(changed).isInstanceOf(Outcome.Kept.class);
    assertThat(record().version()).isEqualTo(2);
    assertThat(house.records.asides(ID)).isEmpty();
  }

  @Test
  void oneKeyClosesASilentCallWithItsReason() {
    save(0, new Content("silent-call", List.of(), Map.of(), "", "", ""));

    assertThat(record().isSaved()).isTrue();
    assertThat(record().content().reasons()).containsExactly("silent-call");
    assertThat(house.flags.of(house.caller)).isEmpty();
  }

  @Test
  void anAbusiveCallerGetsAFlagThatEndsAndGoesWithTheWrongKey() {
    save(0, new Content("nuisance-call", List.of(), Map.of(), "", "", ""));

    assertThat(house.flags.slower(house.caller)).isTrue();

    save(1, new Content("wrong-number", List.of(), Map.of(), "", "", ""));

    assertThat(house.flags.slower(house.caller)).isFalse();

    save(2, new Content("nuisance-call", List.of(), Map.of(), "", "", ""));
    CallerFlag flag = house.flags.of(house.caller).getFirst();
    house.clock.pass(Duration.between(house.clock.instant(), flag.expiresAt()));

    assertThat(house.flags.of(house.caller)).isEmpty();
  }

  @Test
  void answersAboutThePersonAreThereInTheNextContact() {
    save(0, whole("wages"));

    assertThat(house.profiles.of(house.caller))
        .containsEntry("sex", "man")
        .containsEntry("language", "tajik")
        .doesNotContainKey("note");
  }

  @Test
  void whatIsToBeDoneIsOnItsWritersListUntilItIsDone() {
    save(0, whole("wages"));
    LocalDate day = LocalDate.parse("2026-11-23");

    assertThat(house.records.due("zarina", day.minusDays(1), 10)).isEmpty();
    assertThat(house.records.due("zarina", day, 10)).hasSize(1);
    assertThat(house.records.due("malika", day, 10)).isEmpty();
    assertThat(house.records.nextDone(ID)).isTrue();
    assertThat(house.records.nextDone(ID)).isFalse();
    assertThat(house.records.due("", day, 10)).isEmpty();
  }

  @Test
  void answersThatTheFormDoesNotHaveAreRefused() {
    Content strange =
        new Content("help", List.of("flying"), Map.of("sex", "x", "shoe", "43"), "", "", "soon");

    Outcome outcome = draft(0, "a", strange);

    assertThat(outcome).isInstanceOf(Outcome.Wrong.class);
    assertThat(((Outcome.Wrong) outcome).mistakes()).hasSize(4);
    assertThat(house.records.find(ID)).isEmpty();
  }

  @Test
  void noRecordIsBegunForACallThatNobodyKnows() {
    Outcome outcome = house.records.draft(wish("hamroh-1.2", 0, "a", note("x")));

    assertThat(outcome).isInstanceOf(Outcome.Nowhere.class);
  }

  @Test
  void whoComesWithoutCallingIsEnteredToo() {
    String id = ContactRecords.newId();

    house.records.save(wish(id, 0, "a", whole("came to the office")));

    ContactRecord record = house.records.find(id).orElseThrow();
    assertThat(record.channel()).isEqualTo("walk-in");
    assertThat(record.call()).isEmpty();
    assertThat(record.caller()).isEmpty();
  }

  @Test
  void nothingWrittenByHandLiesOpenInTheStore() {
    draft(0, "a", note("a secret"));
    draft(7, "b", note("another secret"));

    String all =
        house.database.read(
            handle ->
                handle.createQuery("select * from contact_record").mapToMap().list().toString()
                    + handle.createQuery("select * from contact_aside").mapToMap().list());

    assertThat(all).contains("zarina").doesNotContain("secret");
  }

  @Test
  void notesOfAnotherSiteDoNotOpen() {
    draft(0, "a", note("a secret"));
    ContactRecords other =
        new ContactRecords(
            house.database,
            house.forms,
            "another key of 32 letters, tests",
            topic -> {},
            house.clock);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> other.find(ID)))
        .hasRootCauseInstanceOf(BrokenSealException.class);
  }

  @Test
  void theNumberIsKeptForTheDayOnWhichSomethingIsToBeDone() {
    house.numbers.keep(house.caller, new PhoneNumber("+992900000070"));
    Content next =
        new Content(
            "help",
            List.of("registration"),
            Map.of("language", "tajik"),
            "advice-given",
            "meet",
            "2026-11-30");
    save(0, next);

    house.clock.pass(Duration.ofDays(9));
    house.numbers.forgetOld();
    assertThat(house.numbers.masked(house.caller)).contains("+992•••••••70");

    house.clock.pass(Duration.ofDays(3));
    assertThat(house.numbers.forgetOld()).isEqualTo(1);
    assertThat(house.numbers.masked(house.caller)).isEmpty();
  }

  @Test
  void wordsAreErasedAYearAfterTheLastChangeAndChoicesStay() {
    save(0, whole("wages of May"));
    draft(1, "page", whole("wages of May and June"));
    OldTexts old = new OldTexts(house.database);
    Duration kept = Duration.ofDays(365);
    house.clock.pass(kept);
    assertThat(old.erase(house.clock.instant().minus(kept))).isZero();

    house.clock.pass(Duration.ofMinutes(1));

    assertThat(old.erase(house.clock.instant().minus(kept))).isEqualTo(2);
    assertThat(old.erase(house.clock.instant().minus(kept))).isZero();
    assertThat(record().content().value("note")).isEmpty();
    assertThat(record().content().value("sex")).isEqualTo("man");
    assertThat(record().content().reasons()).contains("passport-taken");
    assertThat(record().isSaved()).isTrue();
    assertThat(house.records.asides(ID)).isEmpty();
  }

  @Test
  void aForgottenCallersWordsAreGoneAndAnOpenPageDoesNotBringThemBack() {
    save(0, whole("wages of May"));

    int forgotten = house.database.write(handle -> ContactRecords.forget(handle, house.caller));
    Outcome late = save(1, whole("wages of May"));

    assertThat(forgotten).isEqualTo(1);
    assertThat(late).isInstanceOf(Outcome.Beside.class);
    assertThat(record().content().value("note")).isEmpty();
    assertThat(record().content().callType()).isEqualTo("help");
    assertThat(house.database.<Integer>write(h -> ContactRecords.forget(h, house.caller)))
        .as("nothing was left but what the page sent")
        .isZero();
    assertThat(house.records.asides(ID)).isEmpty();
  }

  @Test
  void theCopyKeyIsThePersonsAndTheRecords() {
    String mine = house.records.copyKey(ID, "zarina");

    assertThat(house.records.copyKey(ID, "zarina")).isEqualTo(mine);
    assertThat(house.records.copyKey(ID, "farhod")).isNotEqualTo(mine);
    assertThat(house.records.copyKey("other", "zarina")).isNotEqualTo(mine);
  }
}
