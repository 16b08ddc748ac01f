package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts that were handed over and never answered: never sent again by themselves, shown, and
/// settled by a receipt or a person. All but those on which a life may hang.
final class UnknownTextsTest {

  private static final PhoneNumber SOMEBODY = new PhoneNumber("+992900000001");

  @TempDir private Path folder;
  private SmscBehaviour silent;

  @BeforeEach
  void aSilentCarrier() {
    silent = SmscBehaviour.polite().cuttingOff(1).withFate(to -> "");
  }

  @Test
  void anUnknownTextIsShownAndSentOnceMoreWhenAPersonSaysSo() {
    try (SmsHouse house = SmsHouse.open(folder, silent)) {
      long id = unknown(house);
      UnknownTexts unknown = house.gateway.unknown();
      assertThat(unknown.open(0, 10))
          .singleElement()
          .satisfies(
              open -> {
                assertThat(open.id()).isEqualTo(id);
                assertThat(open.number()).doesNotContain("0000001");
                assertThat(open.canBeResent()).isTrue();
              });
      house.smsc.behave(SmscBehaviour.polite());

      assertThat(unknown.resend(id)).isTrue();

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(house.smsc.taken()).hasSize(2);
      assertThat(unknown.open(0, 10)).isEmpty();
      assertThat(unknown.resend(id)).isFalse();
    }
  }

  @Test
  void whatAPersonHasLeftAtThatIsNoLongerShownAndALateReceiptStillTells() {
    try (SmsHouse house = SmsHouse.open(folder, silent)) {
      long id = unknown(house);

      assertThat(house.gateway.unknown().giveUp(id)).isTrue();

      assertThat(house.state(id)).isEqualTo(SmsState.GIVEN_UP);
      assertThat(house.gateway.unknown().count()).isZero();
      try (Receipts receipts = receipts(house, Instant.now())) {
        String smscId = house.smsc.taken().getFirst().messageId();
        receipts.take(
            "main",
            org.hamroh.smpp.ReceiptIds.AUTO,
            new Receipt(smscId, "992900000001", "DELIVRD", ""),
            new RouteWatch());
      }
      assertThat(house.state(id)).isEqualTo(SmsState.DELIVERED);
    }
  }

  @Test
  void anAlarmToOurOwnPeopleIsRatherSentTwiceThanNever() {
    try (SmsHouse house = SmsHouse.open(folder, silent)) {
      house.gateway.start();
      Optional<String> refused =
          house.database.write(
              handle -> house.gateway.queueAlarm(handle, SOMEBODY, "tg", "Хатар: консолро кушоед"));
      assertThat(refused).isEmpty();
      SmsHouse.await().until(() -> house.smsc.taken().size() >= 2);

      house.smsc.behave(SmscBehaviour.polite());

      SmsHouse.await().until(() -> house.state(1) == SmsState.DELIVERED);
      assertThat(house.gateway.unknown().count()).isZero();
    }
  }

  @Test
  void aCrashRepeatsTheAlarmAndHoldsTheRest() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      Instant now = Clock.systemUTC().instant();
      long alarm = queued(house, Purpose.ALARM, now);
      long answer = queued(house, Purpose.SERVICE, now);
      house.database.write(
          handle -> handle.execute("update segment set state = 'sending', sent_at = 1"));

      house.gateway.start();

      SmsHouse.await().until(() -> house.state(alarm) == SmsState.DELIVERED);
      assertThat(house.state(answer)).isEqualTo(SmsState.UNKNOWN);
      assertThat(house.smsc.taken()).hasSize(1);
    }
  }

  @Test
  void aReceiptThatFitsNothingIsKeptAndCountedAndNeverTakesALaterText() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite().withFate(to -> ""))) {
      house.gateway.start();
      RouteWatch watch = new RouteWatch();
      try (Receipts receipts = receipts(house, Instant.now())) {
        Receipt stray = new Receipt("4711", "992900000001", "DELIVRD", "");
        receipts.take("main", org.hamroh.smpp.ReceiptIds.AUTO, stray, watch);
        receipts.take("main", org.hamroh.smpp.ReceiptIds.AUTO, stray, watch);
      }

      long id = house.gateway.send(SOMEBODY, "tg", "Салом");

      SmsHouse.await().until(() -> house.state(id) == SmsState.ACCEPTED);
      assertThat(house.database.<Long>read(handle -> Early.unmatched(handle, "main"))).isOne();
      assertThat(watch.totals().unmatched()).isEqualTo(2);
    }
  }

  private static long unknown(SmsHouse house) {
    house.gateway.start();
    long id = house.gateway.send(SOMEBODY, "tg", "Салом");
    SmsHouse.await().until(() -> house.state(id) == SmsState.UNKNOWN);
    return id;
  }

  private static long queued(SmsHouse house, Purpose purpose, Instant now) {
    MessageStore.Draft draft = new MessageStore.Draft(SOMEBODY, "tg", SmsText.of("Салом"), "main");
    return house
        .database
        .<List<Long>>write(
            handle -> MessageStore.queue(handle, 0, List.of(draft), purpose, Optional.empty(), now))
        .getFirst();
  }

  private static Receipts receipts(SmsHouse house, Instant at) {
    return new Receipts(
        house.database,
        Clock.fixed(at.plus(Duration.ofMillis(1)), java.time.ZoneOffset.UTC),
        new SmsHouse.Nobody());
  }
}
