package org.hamroh.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamroh.referral.ReferralHouse.MALIKA;
import static org.hamroh.referral.ReferralHouse.STRANGER;
import static org.hamroh.referral.ReferralHouse.ZARINA;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.referral.PartnerDesk.Landing;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the offer to the outcome, and everything that must not happen on the way.
final class ReferralsTest {

  private static final String PHONE = "a browser on a telephone, 1";
  private static final String OTHER = "another browser, number 2";

  @TempDir private Path folder;
  private Database database;
  private ReferralHouse house;

  @BeforeEach
  void start() {
    database = ReferralHouse.open(folder);
    house = new ReferralHouse(database);
  }

  @AfterEach
  void stop() {
    house.close();
    database.close();
  }

  private Landing look(String token, String browser) {
    return house.room.partners.look(token, browser, "10.0.0.9");
  }

  private Landing confirm(String token, String browser) {
    return house.room.partners.confirm(token, browser, "10.0.0.9");
  }

  private Landing answer(String token, Step step, String reason) {
    return house.room.partners.answer(token, PHONE, step, reason, "", "10.0.0.9");
  }

  private void refused(int status, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  @Test
  void onePartnerDeclinesASecondHelpsAndEveryMoveHasItsNameInTheStoryAndInTheCase() {
    ReferralId first = house.sent("fitt");
    String token = ReferralHouse.token(house.letters().getFirst());
    confirm(token, PHONE);
    answer(token, Step.DECLINED, "no-capacity");

    Picture declined = house.room.looks.find(ZARINA, first);
    assertThat(declined.referral().state()).isEqualTo(ReferralState.DECLINED);
    assertThat(declined.next()).isNotEmpty().noneMatch(one -> one.id().equals("fitt"));
    assertThat(declined.next()).allMatch(one -> one.services().contains("legal-aid"));

    ReferralId second = house.sent("human-rights-centre");
    house.clock.pass(Duration.ofHours(3));
    String text = house.texts.getFirst();
    assertThat(text).startsWith("+992900000072 ");
    String other = ReferralHouse.token(text);
    confirm(other, PHONE);
    answer(other, Step.ACCEPTED, "");
    house.clock.pass(Duration.ofDays(1));
    answer(other, Step.STARTED, "");
    assertThat(answer(other, Step.FINISHED, "helped")).isInstanceOf(Landing.Thanks.class);

    Referral finished = house.find(second);
    assertThat(finished.state()).isEqualTo(ReferralState.FINISHED);
    assertThat(finished.outcome()).isEqualTo("helped");
    assertThat(finished.untilFirstHelp()).contains(Duration.ofHours(3 * 24 - 1 + 27));
    assertThat(house.steps(second))
        .containsExactly(
            "offered by zarina",
            "consented by zarina",
            "sending by zarina",
            "sent by hamroh",
            "read by partner:human-rights-centre",
            "accepted by partner:human-rights-centre",
            "started by partner:human-rights-centre",
            "finished by partner:human-rights-centre");
    assertThat(CaseBook.lines(database, house.caseId))
        .contains(
            "referral-declined by partner:fitt",
            "referral-sent by hamroh",
            "referral-finished by partner:human-rights-centre");
    assertThat(database.<Boolean>read(h -> ReferralRoom.hasOpen(h, house.caseId))).isFalse();
  }

  @Test
  void partnerSeesNothingBeforeItSaysWhoItIsAndThenOnlyWhatThePersonAgreedTo() {
    house.sent("fitt");
    String token = ReferralHouse.token(house.letters().getFirst());

    assertThat(token).hasSizeGreaterThanOrEqualTo(43);
    assertThat(look(token, PHONE)).isInstanceOf(Landing.Ask.class);
    Landing.Open open = (Landing.Open) confirm(token, PHONE);

    assertThat(open.sheet().entries())
        .extracting(SharedWords.Entry::words)
        .containsExactly("Parvina", "a lawyer for unpaid wages");
  }

  @Test
  void linkOpensInOneBrowserOnlyAndALetterOpenedTwiceStillWorksThere() {
    house.sent("fitt");
    String token = ReferralHouse.token(house.letters().getFirst());

    confirm(token, PHONE);

    assertThat(look(token, OTHER)).isInstanceOf(Landing.Elsewhere.class);
    assertThat(confirm(token, OTHER)).isInstanceOf(Landing.Elsewhere.class);
    assertThat(house.room.partners.answer(token, OTHER, Step.ACCEPTED, "", "", ""))
        .isInstanceOf(Landing.Elsewhere.class);
    assertThat(look(token, PHONE)).isInstanceOf(Landing.Open.class);
    assertThat(look("A".repeat(43), PHONE)).isInstanceOf(Landing.Gone.class);
  }

  @Test
  void linkDiesInTheInstantOfAWithdrawalAndThePartnerIsToldWithoutAWordAboutThePerson() {
    ReferralId id = house.sent("fitt");
    String token = ReferralHouse.token(house.letters().getFirst());
    confirm(token, PHONE);

    house.room.referrals.withdraw(ZARINA, id, "person-wishes");

    assertThat(look(token, PHONE)).isInstanceOf(Landing.Gone.class);
    assertThat(answer(token, Step.ACCEPTED, "")).isInstanceOf(Landing.Gone.class);
    house.room.letters.sendDue();
    assertThat(house.letters().getLast()).contains("бозпас").doesNotContain("Parvina");
    assertThat(house.room.looks.find(ZARINA, id).consent().orElseThrow().withdrawn())
        .contains(house.clock.instant());
    refused(409, () -> house.room.sendings.send(ZARINA, id, ""));
  }

  @Test
  void linkIsOverAfterAWeekAndANewOneKillsTheOldOne() {
    ReferralId id = house.sent("fitt");
    String first = ReferralHouse.token(house.letters().getFirst());
    house.clock.pass(Sendings.LINK_LASTS);
    assertThat(look(first, PHONE)).isInstanceOf(Landing.Gone.class);

    house.room.sendings.sendAgain(ZARINA, id, "");
    house.room.letters.sendDue();

    String second = ReferralHouse.token(house.letters().getLast());
    assertThat(second).isNotEqualTo(first);
    assertThat(look(second, OTHER)).isInstanceOf(Landing.Ask.class);
    assertThat(look(first, PHONE)).isInstanceOf(Landing.Gone.class);
  }

  @Test
  void letterAndTextHoldNothingOfThePersonAndTheStoreHoldsNeitherTokenNorWords()
      throws IOException {
    house.sent("fitt");
    house.sent("human-rights-centre");
    String letter = house.letters().getFirst();
    String token = ReferralHouse.token(letter);

    for (String word : ReferralHouse.words().values()) {
      assertThat(letter + house.texts).doesNotContain(word);
    }
    assertThat(letter).startsWith("help@fitt.example | Hamroh: дархости рақами ");
    assertThat(letter).doesNotContain("4711123").doesNotContain("legal");
    StringBuilder bytes = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(bytes.toString())
        .doesNotContain(token)
        .doesNotContain("Parvina")
        .doesNotContain("Stroymontazh")
        .contains(Links.hash(token));
  }

  @Test
  void nothingIsSentWithoutConsentAndOnlyForFieldsWithWords() {
    ReferralId id = house.offered("fitt");

    refused(409, () -> house.room.sendings.send(ZARINA, id, ""));
    refused(422, () -> consent(id, EnumSet.of(SharedField.AGE)));
    refused(422, () -> consent(id, EnumSet.noneOf(SharedField.class)));

    consent(id, EnumSet.of(SharedField.NAME));
    Referral.Consent given = house.room.looks.find(ZARINA, id).consent().orElseThrow();
    assertThat(given.sentence()).contains("Федератсияи").contains("номе, ки").contains("Розӣ");
    assertThat(given.fields()).containsExactly(SharedField.NAME);
    assertThat(house.letters()).isEmpty();
  }

  private void consent(ReferralId id, Set<SharedField> fields) {
    house.room.consents.consent(ZARINA, id, Referral.How.VOICE, "tg", fields, "");
  }

  @Test
  void whoMayNotSeeTheCaseFindsNoReferralAndLeavesNoTraceInIt() {
    ReferralId id = house.consented("fitt");
    List<String> before = house.steps(id);

    refused(404, () -> house.room.looks.find(STRANGER, id));
    refused(404, () -> house.room.looks.preview(STRANGER, id));
    refused(404, () -> house.room.sendings.send(STRANGER, id, ""));
    refused(404, () -> house.room.referrals.withdraw(STRANGER, id, "mistake"));
    refused(404, () -> house.room.looks.ofCase(STRANGER, house.caseId));
    refused(404, () -> house.room.looks.find(ZARINA, new ReferralId(house.caseId, 99)));
    assertThat(house.room.looks.board(STRANGER)).isEmpty();
    assertThat(house.room.looks.board(MALIKA)).hasSize(1);
    assertThat(house.steps(id)).isEqualTo(before);
  }

  @Test
  void partnerAnswersBySmsFromItsOwnTelephoneOnly() {
    ReferralId id = house.sent("human-rights-centre");
    String code = house.find(id).code();

    text("+992900000099", code + " ДА");
    text("+992900000072", "1000 ДА");
    text("+992900000072", code + " maybe");
    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENT);

    text("+992900000072", code + " ҲА");
    assertThat(house.find(id).state()).isEqualTo(ReferralState.ACCEPTED);
    text("+992900000072", code + " да");
    assertThat(house.steps(id)).filteredOn(one -> one.startsWith("accepted")).hasSize(1);
    assertThat(house.texts).hasSize(2).last().asString().contains(code);
  }

  private void text(String from, String text) {
    database.write(
        handle -> {
          house.room.read(handle, new PhoneNumber(from), text);
          return true;
        });
  }

  @Test
  void answersAreUnderstoodInThreeLanguagesAndWithoutTajikLetters() {
    for (String yes :
        List.of("4711 YES", "4711 ҲА", "4711 ха", "№4711 Да.", "4711, бале", "4711-ok")) {
      assertThat(PartnerWords.read(yes).orElseThrow().step()).as(yes).isEqualTo(Step.ACCEPTED);
    }
    PartnerWords no = PartnerWords.read("4711 НЕТ, мест нет").orElseThrow();
    assertThat(no.step()).isEqualTo(Step.DECLINED);
    assertThat(no.more()).isEqualTo("мест нет");
    assertThat(PartnerWords.read("4711 оғоз").orElseThrow().step()).isEqualTo(Step.STARTED);
    assertThat(PartnerWords.read("ҲА")).isEmpty();
    assertThat(PartnerWords.read("47110 ҲА")).isEmpty();
  }

  @Test
  void lifeAtRiskNeedsTwoPeopleAndAlarms() {
    ReferralId id = house.offered("fitt");
    house.room.consents.nameRisk(
        ZARINA, id, EnumSet.of(SharedField.NAME, SharedField.CONTACT), "locked in, no telephone");

    refused(409, () -> house.room.consents.confirmRisk(ZARINA, id, ""));
    refused(409, () -> house.room.sendings.send(ZARINA, id, ""));
    house.room.consents.confirmRisk(MALIKA, id, "");
    house.room.letters.sendDue();
    house.room.watch.look();
    house.room.watch.look();

    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENT);
    assertThat(house.find(id).urgent()).isTrue();
    assertThat(house.alarms).containsExactly("referral-unasked " + id);
    Referral.Consent named = house.room.looks.find(ZARINA, id).consent().orElseThrow();
    assertThat(named.givenBy()).isEqualTo("zarina");
    assertThat(named.secondBy()).isEqualTo("malika");
    assertThat(house.steps(id)).contains("risk-named by zarina", "consented by malika");
  }

  @Test
  void nobodyAnswersAndASupervisorIsToldOnce() {
    ReferralId id = house.sent("fitt");
    house.clock.pass(DueTimes.ANSWER.minusMinutes(1));
    house.room.watch.look();
    assertThat(house.alarms).isEmpty();

    house.clock.pass(Duration.ofMinutes(1));
    house.room.watch.look();
    house.room.watch.look();

    assertThat(house.alarms).containsExactly("referral-late " + id);
    assertThat(house.find(id).late()).isPresent();
    assertThat(house.steps(id)).endsWith("late by hamroh");
  }

  @Test
  void personIsCalledUntilTheOutcomeIsKnown() {
    ReferralId id = house.sent("fitt");
    LocalDate wednesday = LocalDate.of(2026, 11, 25);
    assertThat(house.room.followUps().of("zarina", wednesday.minusDays(1), "en")).isEmpty();
    assertThat(house.room.followUps().of("zarina", wednesday, "en"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.what()).isEqualTo("Referral 4711123-1: call the person");
              assertThat(one.link()).isEqualTo("/cases/4711123");
            });
    assertThat(house.room.followUps().of("malika", wednesday, "en")).isEmpty();

    house.clock.pass(Duration.ofDays(2));
    house.room.referrals.followUp(ZARINA, id, "not-reached", "");
    assertThat(house.room.followUps().of("zarina", wednesday, "en")).isEmpty();
    assertThat(house.room.followUps().of("zarina", wednesday.plusDays(1), "en")).hasSize(1);
    refused(422, () -> house.room.referrals.note(ZARINA, id, Step.FINISHED, "", ""));
    house.room.referrals.note(ZARINA, id, Step.ACCEPTED, "", "");
    house.room.referrals.note(ZARINA, id, Step.FINISHED, "helped", "");
    assertThat(house.room.followUps().of("zarina", wednesday.plusDays(90), "en")).isEmpty();
  }

  @Test
  void oneCaseHasNoTwoReferralsToTheSamePartnerAtOnce() {
    ReferralId id = house.offered("fitt");

    refused(409, () -> house.offered("fitt"));
    house.room.referrals.withdraw(ZARINA, id, "mistake");

    assertThat(house.offered("fitt")).isEqualTo(new ReferralId(house.caseId, 2));
  }

  @Test
  void everyLookAndEveryChangeLeavesARowWithItsName() {
    ReferralId id = house.sent("fitt");
    confirm(ReferralHouse.token(house.letters().getFirst()), PHONE);
    house.room.looks.preview(MALIKA, id);

    List<String> rows =
        database.read(
            handle ->
                handle
                    .createQuery("select who || ' ' || act || ' ' || id from audit order by seq")
                    .mapTo(String.class)
                    .list());

    assertThat(rows)
        .containsExactly(
            "zarina change 4711123",
            "zarina change 4711123-1",
            "zarina change 4711123-1",
            "partner:fitt open 4711123-1",
            "malika open 4711123-1");
  }
}
