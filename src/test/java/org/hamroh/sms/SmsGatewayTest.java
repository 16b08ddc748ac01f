package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.gate.OptOuts;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.smpp.simulator.SmscBehaviour.Ids;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts on their way through a real SMPP server.
final class SmsGatewayTest {

  private static final PhoneNumber SOMEBODY = SmsHouse.number(1);
  private static final String LONG = "Ҳамроҳ: занг занед +992900000001. ".repeat(4);

  private static final int PARTS = SmsText.of(LONG).segments().size();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hamroh: call 700",
        "Салом, ғӣқӯҳҷ",
        "Ҳамроҳ 😀",
        "€{}[]~|\\^ and @£$",
      })
  void aTextArrivesAsItWasWritten(String text) {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      house.gateway.start();

      long id = house.gateway.send(SOMEBODY, "tg", text);

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(SmsHouse.onTelephone(house.smsc.taken(), SOMEBODY)).isEqualTo(text);
    }
  }

  @Test
  void aLongTextIsJoinedOnTheTelephoneAndEachSegmentHasItsReceipt() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      house.gateway.start();
      String latin = "a".repeat(152) + "€" + "b".repeat(152) + "{";
      String cyrillic = "ҳ".repeat(66) + "😀" + "қ".repeat(64);

      long first = house.gateway.send(SOMEBODY, "tg", latin);
      long second = house.gateway.send(SmsHouse.number(2), "tg", cyrillic);

      SmsHouse.await()
          .until(
              () ->
                  house.state(first) == SmsState.DELIVERED
                      && house.state(second) == SmsState.DELIVERED);
      assertThat(SmsHouse.onTelephone(house.smsc.taken(), SOMEBODY)).isEqualTo(latin);
      assertThat(SmsHouse.onTelephone(house.smsc.taken(), SmsHouse.number(2))).isEqualTo(cyrillic);
      assertThat(house.message(first).segments())
          .hasSize(3)
          .allSatisfy(part -> assertThat(part.receipt()).isEqualTo("DELIVRD"));
      assertThat(house.smsc.taken())
          .extracting(TakenSubmit::octets)
          .allSatisfy(octets -> assertThat(octets.length).isLessThanOrEqualTo(160));
    }
  }

  @ParameterizedTest
  @EnumSource(Ids.class)
  void receiptsFindTheirSegmentInEveryNotation(Ids notation) {
    try (SmsHouse house =
        SmsHouse.open(folder, SmscBehaviour.polite().writing(notation).withFate(to -> "EXPIRED"))) {
      house.gateway.start();

      long id = house.gateway.send(SOMEBODY, "tg", LONG);

      SmsHouse.await()
          .untilAsserted(
              () ->
                  assertThat(house.message(id).segments())
                      .extracting(SmsMessage.Part::error)
                      .containsOnly("027"));
      assertThat(house.state(id)).isEqualTo(SmsState.EXPIRED);
    }
  }

  @Test
  void aReceiptBeforeItsAnswerIsKeptUntilTheAnswerComes() {
    try (SmsHouse house =
        SmsHouse.open(
            folder, SmscBehaviour.polite().receiptsFirst().writing(Ids.HEX_THEN_DECIMAL))) {
      house.gateway.start();

      long id = house.gateway.send(SOMEBODY, "tg", LONG);

      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(early(house)).isZero();
    }
  }

  @Test
  void aDoubledReceiptCountsOnce() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite().receiptsTwice())) {
      house.gateway.start();

      long id = house.gateway.send(SOMEBODY, "tg", "Салом");

      SmsHouse.await()
          .until(() -> house.state(id) == SmsState.DELIVERED && house.smsc.receiptsWaiting() == 0);
      assertThat(house.message(id).segments()).hasSize(1);
      assertThat(early(house)).isZero();
    }
  }

  @Test
  void aReceiptOfThreeDaysLaterStillArrives() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite().withFate(to -> ""))) {
      house.gateway.start();
      long id = house.gateway.send(SOMEBODY, "tg", "Салом");
      SmsHouse.await().until(() -> house.state(id) == SmsState.ACCEPTED);
      String smscId = house.smsc.taken().getFirst().messageId();
      Receipts later =
          new Receipts(
              house.database,
              java.time.Clock.fixed(
                  Instant.now().plus(Duration.ofDays(3)), java.time.ZoneOffset.UTC),
              new NoBroadcasts());

      later.take(
          "main",
          ReceiptIds.AUTO,
          new Receipt(smscId, "992900000001", "DELIVRD", "000"),
          new RouteWatch());

      assertThat(house.state(id)).isEqualTo(SmsState.DELIVERED);
    }
  }

  @Test
  void anUnansweredSubmitIsUnknownIsNotSentAgainAndIsSettledByItsReceipt() {
    try (SmsHouse house =
        SmsHouse.open(
            folder,
            SmscBehaviour.polite().leavingUnanswered(1).receiptsAfter(Duration.ofSeconds(5)))) {
      house.gateway.start();

      long id = house.gateway.send(SOMEBODY, "tg", "Салом");

      SmsHouse.await().until(() -> house.state(id) == SmsState.UNKNOWN);
      assertThat(house.message(id).reason()).contains("did not answer");
      SmsHouse.await().until(() -> house.state(id) == SmsState.DELIVERED);
      assertThat(house.smsc.taken()).hasSize(1);
    }
  }

  @Test
  void aRefusalForTheNumberEndsItWithASentence() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      assertThatThrownBy(() -> house.gateway.send(new PhoneNumber("+442079460000"), "tg", "Салом"))
          .isInstanceOf(ProblemsException.class)
          .hasMessageContaining("no route serves this country");
      assertThatThrownBy(() -> house.gateway.send(SOMEBODY, "tg", "ҳ".repeat(500)))
          .hasMessageContaining("8 segments");
      assertThatThrownBy(() -> house.gateway.send(SOMEBODY, "tg", " "))
          .hasMessageContaining("is empty");
    }
  }

  @Test
  void throttlingDelaysAndLosesNothing() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite().throttling(0.3))) {
      house.queue(1, 60, "Салом");
      house.run(1);

      house.gateway.start();

      SmsHouse.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> house.counts(1).get(SmsState.DELIVERED) == 60);
      assertThat(house.smsc.taken())
          .extracting(TakenSubmit::destination)
          .doesNotHaveDuplicates()
          .hasSize(60);
    }
  }

  @Test
  void aPausedCampaignSendsNothingNewAndGoesOnWhereItWas() {
    try (SmsHouse house =
        SmsHouse.open(folder, SmscBehaviour.polite().answering(Duration.ofMillis(50)))) {
      house.queue(1, 200, LONG);
      house.run(1);
      house.gateway.start();
      SmsHouse.await().until(() -> house.counts(1).get(SmsState.DELIVERED) > 10);

      house.pause(1);

      SmsHouse.await()
          .untilAsserted(
              () -> {
                long queued = house.counts(1).get(SmsState.QUEUED);
                assertThat(queued).isPositive();
                assertThat(house.smsc.taken()).hasSize((int) (200 - queued) * PARTS);
              });
      house.run(1);
      SmsHouse.await().until(() -> house.counts(1).get(SmsState.DELIVERED) == 200);
      assertThat(house.smsc.taken()).hasSize(200 * PARTS);
    }
  }

  @Test
  void whoeverOptsOutBetweenFreezingAndLeavingGetsNothing() {
    try (SmsHouse house = SmsHouse.open(folder, SmscBehaviour.polite())) {
      house.queue(1, 3, "Салом");
      house.run(1);
      house.database.write(
          handle -> {
            OptOuts.add(handle, SOMEBODY, "sms", Instant.now());
            return true;
          });

      house.gateway.start();

      SmsHouse.await().until(() -> house.counts(1).get(SmsState.DELIVERED) == 2);
      assertThat(house.counts(1).get(SmsState.REFUSED)).isEqualTo(1);
      assertThat(SmsHouse.onTelephone(house.smsc.taken(), SOMEBODY)).isEmpty();
    }
  }

  @Test
  void linksThatBreakInMidBroadcastLoseNothingAndDoubleNothing() {
    try (SmsHouse house =
        SmsHouse.open(
            folder, SmscBehaviour.polite().answering(Duration.ofMillis(20)).receiptsTwice())) {
      house.queue(1, 300, "Салом");
      house.run(1);
      house.gateway.start();

      for (int i = 1; i <= 3; i++) {
        int taken = i * 60;
        SmsHouse.await().until(() -> house.smsc.taken().size() > taken);
        house.smsc.cutOff();
      }

      SmsHouse.await()
          .until(
              () ->
                  house.counts(1).get(SmsState.DELIVERED) + house.counts(1).get(SmsState.UNKNOWN)
                          == 300
                      && house.smsc.receiptsWaiting() == 0);
      List<String> taken = house.smsc.taken().stream().map(TakenSubmit::destination).toList();
      assertThat(taken).doesNotHaveDuplicates();
      assertThat(house.counts(1).get(SmsState.UNKNOWN)).isEqualTo(300 - taken.size());
    }
  }

  private static int early(SmsHouse house) {
    return house.database.read(
        handle ->
            handle.createQuery("select count(*) from receipt_early").mapTo(Integer.class).one());
  }

  private static final class NoBroadcasts implements Broadcasts {
    @Override
    public List<Long> running(org.jdbi.v3.core.Handle handle) {
      return List.of();
    }

    @Override
    public void changed(long campaignId) {
      // nobody looks
    }
  }
}
