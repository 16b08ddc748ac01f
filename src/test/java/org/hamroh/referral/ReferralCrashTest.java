package org.hamroh.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamroh.referral.ReferralHouse.ZARINA;

import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.List;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server that died in the middle finds when it starts again: nothing is half done, and
/// nothing is done twice. What it left in the store is made as its last commit left it.
final class ReferralCrashTest {

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

  /// The server dies; the next one opens the same store.
  private void restart() {
    house.room.close();
    house.room = house.room(house.mail.getSmtp().getPort());
    database.write(LetterStore::again);
  }

  @Test
  void deathBeforeTheLetterLeavesSendsItOnceAfterwards() {
    ReferralId id = house.consented("fitt");
    house.room.sendings.send(ZARINA, id, "");
    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENDING);

    restart();
    house.room.letters.sendDue();
    house.room.letters.sendDue();

    assertThat(house.letters()).hasSize(1);
    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENT);
  }

  @Test
  void deathBetweenTheLetterAndItsNoteSendsTheSameLinkAgainAndNoSecondReferral() {
    ReferralId id = house.sent("fitt");
    String first = ReferralHouse.token(house.letters().getFirst());
    database.write(
        handle -> {
          handle.execute("update referral_letter set state = 'leaving'");
          handle.execute("update referral set state = 'sending'");
          return handle.execute("delete from referral_step where step = 'sent'");
        });

    restart();
    assertThat(house.room.partners.look(first, "a browser of a partner", ""))
        .isInstanceOf(PartnerDesk.Landing.Ask.class);
    house.clock.pass(Letters.pause(1));
    house.room.letters.sendDue();

    assertThat(house.letters()).hasSize(2);
    assertThat(ReferralHouse.token(house.letters().getLast())).isEqualTo(first);
    assertThat(house.room.looks.ofCase(ZARINA, house.caseId)).hasSize(1);
    assertThat(house.steps(id)).filteredOn(one -> one.startsWith("sent ")).hasSize(1);
    assertThat(house.steps(id)).filteredOn(one -> one.startsWith("perhaps-twice ")).hasSize(1);
  }

  /// Mail programs show two letters of one name as one.
  @Test
  void letterThatLeavesTwiceHasOneNameAndEveryOtherItsOwn() throws Exception {
    ReferralId id = house.sent("fitt");
    String first = name(0);
    database.write(handle -> handle.execute("update referral_letter set state = 'leaving'"));

    restart();
    house.clock.pass(Letters.pause(1));
    house.room.letters.sendDue();

    assertThat(house.mail.getReceivedMessages()).hasSize(2);
    assertThat(name(1)).isEqualTo(first).matches("<letter-[0-9a-f]{32}@[a-z.]+>");
    assertThat(first).doesNotContain(id.toString());
    house.room.referrals.withdraw(ZARINA, id, "person-wishes");
    house.room.letters.sendDue();
    assertThat(house.mail.getReceivedMessages()).hasSize(3);
    assertThat(name(2)).isNotEqualTo(first);
    assertThat(house.steps(id)).filteredOn(one -> one.startsWith("perhaps-twice ")).hasSize(1);
  }

  /// The mail server is down when it is tried once more: what it says afterwards is still true.
  @Test
  void letterThatFailsBeforeItLeavesAgainStillSaysThatItMayHaveArrivedTwice() {
    ReferralId id = house.sent("fitt");
    database.write(handle -> handle.execute("update referral_letter set state = 'leaving'"));
    restart();
    house.mail.stop();
    house.clock.pass(Letters.pause(1));
    house.room.letters.sendDue();
    assertThat(house.steps(id)).noneMatch(one -> one.startsWith("perhaps-twice "));

    house.mail.start();
    house.room.close();
    house.room = house.room(house.mail.getSmtp().getPort());
    house.clock.pass(Letters.pause(3));
    house.room.letters.sendDue();

    assertThat(house.steps(id)).filteredOn(one -> one.startsWith("perhaps-twice ")).hasSize(1);
  }

  private String name(int nth) throws MessagingException {
    return house.mail.getReceivedMessages()[nth].getMessageID();
  }

  @Test
  void partnerWhoAnswersBeforeWeKnowThatTheLetterLeftHasAnswered() {
    ReferralId id = house.sent("fitt");
    String token = ReferralHouse.token(house.letters().getFirst());
    database.write(
        handle -> {
          handle.execute("update referral_letter set state = 'leaving'");
          return handle.execute("update referral set state = 'sending'");
        });
    String browser = "a browser of a partner";
    house.room.partners.confirm(token, browser, "");
    house.room.partners.answer(token, browser, Step.ACCEPTED, "", "", "");

    restart();
    house.room.letters.sendDue();

    assertThat(house.find(id).state()).isEqualTo(ReferralState.ACCEPTED);
  }

  @Test
  void withdrawnWhileTheServerWasDownNeverLeaves() {
    ReferralId id = house.consented("fitt");
    house.room.sendings.send(ZARINA, id, "");
    restart();
    house.room.referrals.withdraw(ZARINA, id, "person-wishes");

    house.room.letters.sendDue();

    assertThat(house.letters()).noneMatch(letter -> letter.contains("/partner/"));
  }

  @Test
  void mailServerThatIsDownIsTriedAgainAndTheReferralSaysSo() {
    ReferralId id = house.consented("fitt");
    house.mail.stop();
    house.room.sendings.send(ZARINA, id, "");
    house.room.letters.sendDue();
    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENDING);
    assertThat(house.room.looks.find(ZARINA, id).lastLetter().orElseThrow().trouble()).isNotEmpty();

    house.mail.start();
    house.room.close();
    house.room = house.room(house.mail.getSmtp().getPort());
    house.clock.pass(Letters.pause(1));
    house.room.letters.sendDue();

    assertThat(house.find(id).state()).isEqualTo(ReferralState.SENT);
    assertThat(house.letters()).hasSize(1);
  }

  @Test
  void whatTheCaseRefusesLeavesNothingOfTheStepBehind() {
    ReferralId id = house.consented("fitt");
    List<String> before = house.steps(id);
    database.write(handle -> handle.execute("drop table book_line"));

    assertThatThrownBy(() -> house.room.sendings.send(ZARINA, id, ""))
        .isInstanceOf(StoreException.class);

    assertThat(house.find(id).state()).isEqualTo(ReferralState.CONSENTED);
    assertThat(house.find(id).link()).isZero();
    assertThat(house.steps(id)).isEqualTo(before);
    List<Referral.Letter> letters = database.read(handle -> LetterStore.of(handle, id));
    assertThat(letters).isEmpty();
  }

  @Test
  void happeningsHoldIdsAndNeverWords() {
    ReferralId id = house.offered("fitt");
    house.room.consents.nameRisk(
        ZARINA, id, java.util.EnumSet.of(SharedField.NAME), "locked in the cellar");

    List<String> facts =
        database.read(
            handle -> handle.createQuery("select facts from book_line").mapTo(String.class).list());

    assertThat(facts).isNotEmpty().noneMatch(one -> one.contains("cellar"));
    assertThat(facts).noneMatch(one -> one.contains("Parvina"));
  }
}
