package org.hamroh.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.inbox.InboxHouse.SOMEBODY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hamroh.call.CallId;
import org.hamroh.contact.Subscriptions;
import org.hamroh.gate.SafetyCard;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.SmsState;
import org.hamroh.witness.Overheard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes of a text that somebody writes to us.
final class InboxTest {

  @TempDir Path folder;
  private InboxHouse house;

  @BeforeEach
  void open() {
    house = InboxHouse.open(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whoeverSaysStopIsSilencedAndToldOnceOnly() {
    house.write(SOMEBODY, "Стоп. Рахмат");
    house.write(SOMEBODY, "бас");
    house.write(SOMEBODY, "STOP please");

    assertThat(house.isSilent(SOMEBODY)).isTrue();
    assertThat(house.sentTo(SOMEBODY))
        .containsExactly("Обуна қатъ шуд. Дигар намефиристем. Баргаштан: ҲАМРОҲ");
  }

  @Test
  void anUnsafeTelephoneGetsNoConfirmation() {
    house.card(SOMEBODY, SafetyCard.Texts.NO, false);
    PhoneNumber neutral = new PhoneNumber("+992900000002");
    house.card(neutral, SafetyCard.Texts.NEUTRAL, false);
    PhoneNumber shared = new PhoneNumber("+992900000003");
    house.card(shared, SafetyCard.Texts.YES, true);

    for (PhoneNumber one : List.of(SOMEBODY, neutral, shared)) {
      house.write(one, "стоп");
      house.write(one, "КУМАК");

      assertThat(house.isSilent(one)).isTrue();
      assertThat(house.sentTo(one)).isEmpty();
      assertThat(house.thread(one).state()).isEqualTo(Conversation.State.WAITING);
    }
  }

  @Test
  void onlyAnExplicitStartUndoesAStop() {
    house.write(SOMEBODY, "стоп");

    for (String text : List.of("Ҳа", "Салом", "КУМАК", "курс", "занг", "РУС", "ташаккур")) {
      house.write(SOMEBODY, text);
      assertThat(house.isSilent(SOMEBODY)).as(text).isTrue();
    }
    house.write(SOMEBODY, "ОҒОЗ");

    assertThat(house.isSilent(SOMEBODY)).isFalse();
    assertThat(house.count("select count(*) from contact where consent_way = 'sms'")).isOne();
  }

  @Test
  void aCryWithAStopWordReachesAPersonAndNothingAnswersByItself() {
    house.write(SOMEBODY, "стоп мусоидат лозим, хӯҷаин маро мезанад");

    assertThat(house.isSilent(SOMEBODY)).isFalse();
    assertThat(house.sentTo(SOMEBODY)).isEmpty();
    assertThat(house.thread(SOMEBODY).urgent()).isTrue();
    assertThat(house.thread(SOMEBODY).maybeStop()).isTrue();
    assertThat(house.thread(SOMEBODY).state()).isEqualTo(Conversation.State.WAITING);
    assertThat(house.alarms).containsExactly("cry " + house.thread(SOMEBODY).id());
  }

  @Test
  void keywordsAreAnsweredInTheLanguageThatIsGuessedAndThenChosen() {
    house.write(SOMEBODY, "Курсы");
    assertThat(house.sentTo(SOMEBODY)).last().asString().startsWith("Хамрох: курсы");

    house.write(SOMEBODY, "ТОҶ");
    house.write(SOMEBODY, "Помощь"); // a guess does not change what was said

    assertThat(house.thread(SOMEBODY).language()).isEqualTo("tg");
    assertThat(house.sentTo(SOMEBODY)).last().asString().startsWith("Ҳамроҳ: занг занед 700");
    assertThat(house.thread(SOMEBODY).state()).isEqualTo(Conversation.State.DONE);
  }

  @Test
  void whoAsksForACallIsOwedOneAndWhoAsksForAPersonWaits() {
    house.write(SOMEBODY, "ЗАНГ");
    assertThat(house.callBacks).containsExactly(SOMEBODY);

    house.write(SOMEBODY, "оператор лозим");
    assertThat(house.thread(SOMEBODY).state()).isEqualTo(Conversation.State.WAITING);
  }

  @Test
  void whatPeopleWriteIsNotReadableInTheStoreFile() throws Exception {
    house.write(SOMEBODY, "Shinosnomamro girift");
    for (Path file : List.of(folder.resolve("hamroh.db"), folder.resolve("hamroh.db-wal"))) {
      String bytes =
          Files.exists(file)
              ? new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
              : "";
      assertThat(bytes).doesNotContain("Shinosnomamro");
    }
  }

  @Test
  void fiveThousandNeighboursAreCappedAlarmedAndTheBudgetIsKept() {
    for (int first = 0; first < 5_000; first += 250) {
      int from = first;
      house.sms.database.write(
          handle -> { // one sync for all of these
            for (int i = from; i < from + 250; i++) {
              PhoneNumber neighbour = new PhoneNumber("+99290001%04d".formatted(i));
              house.write(neighbour, i % 2 == 0 ? "START" : "КУРС");
            }
            return true;
          });
    }

    assertThat(house.alarms).containsExactly("flood +99290001");
    assertThat(house.count("select count(*) from message")).isLessThan(20);
    assertThat(house.count("select count(*) from contact")).isLessThan(20);
    assertThat(house.count("select count(*) from incoming_text")).isEqualTo(5_000);
    assertThat(house.count("select count(*) from inbox_thread where state <> 'done'")).isZero();
    PhoneNumber honest = new PhoneNumber("+992900000007");
    house.write(honest, "КУРС");
    assertThat(house.sentTo(honest)).hasSize(1);
  }

  @Test
  void oneNumberIsAnsweredThreeTimesADayAlsoAfterARestart() {
    for (int i = 0; i < 5; i++) {
      house.write(SOMEBODY, "КУРС");
    }
    house.openRoom();
    house.write(SOMEBODY, "КУРС");

    assertThat(house.sentTo(SOMEBODY)).hasSize(3);
  }

  @Test
  void theDaysMoneyIsNotOverspentAlsoAfterARestart() {
    house.write(new PhoneNumber("+79260000001"), "КУРС"); // 6 of 10
    house.openRoom();
    house.write(new PhoneNumber("+79270000001"), "КУРС");

    assertThat(house.count("select count(*) from message")).isOne();
  }

  @Test
  void aPartnersYesIsNoWishForTexts() {
    house.sms.database.write(
        handle -> house.sms.gateway.queueToPartner(handle, SOMEBODY, "tg", "Савол: ҲА ё НЕ?"));

    house.write(SOMEBODY, "ҲА");

    assertThat(house.sentTo(SOMEBODY)).containsExactly("Савол: ҲА ё НЕ?");
    assertThat(house.count("select count(*) from contact")).isZero();
  }

  @Test
  void paidCountriesAreNotAnswered() {
    PhoneNumber paid = new PhoneNumber("+35799000001");
    house.write(paid, "START");

    assertThat(house.sentTo(paid)).isEmpty();
  }

  @Test
  void ringingTheStopLineSilencesAndTellsOnlyWhoGetsTexts() {
    PhoneNumber subscriber = new PhoneNumber("+992900000005");
    new Subscriptions(house.sms.database, Clock.systemUTC())
        .add(subscriber, "ru", "TJ", "vacancies");
    Overheard line = house.room.over(new MissedNothing());

    for (PhoneNumber one : List.of(SOMEBODY, subscriber, subscriber)) {
      house.sms.database.write(
          handle ->
              line.missedCall(handle, new CallId("1.1"), Instant.now(), "stop-line", one.e164()));
    }
    PhoneNumber other = new PhoneNumber("+992900000006");
    house.sms.database.write(
        handle ->
            line.missedCall(handle, new CallId("1.2"), Instant.now(), "missed-call", other.e164()));

    assertThat(house.isSilent(SOMEBODY)).isTrue();
    assertThat(house.isSilent(subscriber)).isTrue();
    assertThat(house.isSilent(other)).isFalse();
    assertThat(house.sentTo(SOMEBODY)).isEmpty();
    assertThat(house.sentTo(subscriber))
        .containsExactly("Подписка отменена. СМС не будет. Вернуться: ХАМРОХ");
  }

  @Test
  void aStopInMidBroadcastHoldsBeforeTheNextWindow() {
    int people = 400;
    house.sms.queue(1, people, "Салом, хабар");
    house.sms.run(1);
    await().atMost(InboxHouse.patience()).until(() -> !house.sms.smsc.taken().isEmpty());

    // The last of the queue says stop by SMPP while the first ones get theirs.
    PhoneNumber last = new PhoneNumber("+99290%07d".formatted(people - 1));
    house.sms.smsc.writeToUs(last.e164(), "700", "қатъ кунед рахмат");

    await()
        .atMost(InboxHouse.patience())
        .until(() -> house.sms.counts(1).get(SmsState.QUEUED) == 0L);
    assertThat(house.isSilent(last)).isTrue();
    assertThat(house.sms.smsc.taken())
        .filteredOn(one -> one.destination().equals(last.e164().substring(1)))
        .allMatch(one -> one.octets().length > 60); // the confirmation, not the broadcast
  }

  private static final class MissedNothing implements Overheard {
    @Override
    public List<org.hamroh.call.CallEvent> missedCall(
        org.jdbi.v3.core.Handle handle, CallId call, Instant at, String line, String shown) {
      return List.of();
    }

    @Override
    public void answered(org.jdbi.v3.core.Handle handle, CallId leg, Instant at) {
      // nobody answers
    }

    @Override
    public void withoutServer(org.jdbi.v3.core.Handle handle, CallId leg, Instant at) {
      // the server is there
    }

    @Override
    public void ended(org.jdbi.v3.core.Handle handle, CallId leg, Instant at, int cause) {
      // nothing was begun
    }
  }
}
