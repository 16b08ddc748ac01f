package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hamroh.ami.AmiClient;
import org.hamroh.call.CallEvent;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.SmsHouse;
import org.hamroh.sms.SmsState;
import org.hamroh.talk.TalkPicture.Place;
import org.hamroh.talk.Talks.Target;
import org.junit.jupiter.api.Test;

/// What an operator does with a caller.
final class TalkIT extends TalkTable {

  @Test
  void callerOnHoldHearsMusicAndThenTheOperatorAgain() {
    talks.hold(call, "op1");

    caller.hear(Set.of("moh/hold"), SOON);
    awaitPlace(Place.HELD);
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, desk);
    hearsWhatIsSaid(desk, caller);

    assertThat(told).containsExactly("held ", "resumed ");
    desk.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void coldTransferToAQueueFreesTheOperator() {
    rests(1);
    talks.toQueue(call, "op1", "queue-rights");

    await().atMost(SOON).until(() -> !desk.isUp());
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    hearsWhatIsSaid(caller, second);
    assertThat(told).containsExactly("handed-over queue-rights");
    second.hangUp();
  }

  @Test
  void coldTransferToAnOperatorBringsTheTwoTogether() {
    talks.toSomebody(call, "op1", new Target.Operator("op2"));

    TelephoneCall second = op2.awaitCall(SOON);
    await().atMost(SOON).until(() -> !desk.isUp());
    caller.hear(Set.of("moh/hold"), SOON);
    second.answer();
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);

    second.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
    assertThat(told).containsExactly("asked op2", "held ", "handed-over op2");
  }

  @Test
  void warmTransferIsSpokenOfFirst() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    await().atMost(SOON).until(() -> told.contains("joined op2"));
    hearsWhatIsSaid(second, desk);
    assertThat(place()).isEqualTo(Place.HELD);

    talks.handOver(call, "op1");

    await().atMost(SOON).until(() -> !desk.isUp());
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);
    second.hangUp();
    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void interpreterJoinsAndTheOperatorMayLeave() {
    Target shelter = new Target.Outside(new Partner("shelter", "A shelter", SHELTER));
    talks.consult(call, "op1", shelter);
    TelephoneCall third = partnerPhone.awaitCall(SOON);
    assertThat(third.from()).contains("+992900000700");
    third.answer();
    await().atMost(SOON).until(() -> told.contains("joined shelter"));
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, third);
    hearsWhatIsSaid(desk, caller);

    talks.leave(call, "op1");
    await().atMost(SOON).until(() -> !desk.isUp());
    hearsWhatIsSaid(third, caller);
    third.hangUp();

    caller.hear(Set.of("tg/goodbye"), SOON);
  }

  @Test
  void textsWhileTalkingGoAheadOfABroadcast() {
    String channel = talks.picture(call).caller().orElseThrow().channel();
    try (SmsHouse house =
        SmsHouse.open(
            folder.resolve("texts"), SmscBehaviour.polite().answering(Duration.ofMillis(100)))) {
      TalkTexts texts =
          new TalkTexts(
              ami,
              house.gateway,
              (id, at, event) -> told.add(event.toString()),
              Map.of("TEL", "700"),
              Clock.systemUTC());
      TalkTexts.Ready ready = texts.ready().getFirst();
      house.queue(1, 2_000, "to many");
      house.run(1);
      house.gateway.start();
      await().atMost(SOON).until(() -> house.counts(1).containsKey(SmsState.DELIVERED));

      long template = texts.send(call, channel, "tg", ready.id(), "");
      long free = texts.send(call, channel, "tg", "", "Salom, in az hatti garm ast");

      await()
          .atMost(SOON)
          .until(
              () ->
                  house.state(template) == SmsState.DELIVERED
                      && house.state(free) == SmsState.DELIVERED);
      assertThat(house.counts(1).get(SmsState.QUEUED)).isPositive();
      assertThat(house.smsc.taken())
          .filteredOn(taken -> taken.destination().equals("992900000001"))
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(told)
          .containsExactly(
              new CallEvent.TextSent(ready.id(), "accepted").toString(),
              new CallEvent.TextSent("free", "accepted").toString());
    }
    desk.hangUp();
  }

  @Test
  void talkIsOverForTheDeskWhenTheOperatorHangsUpAndNotAtTheFirstHold() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);

    assertThat(toldDesk).containsExactly("op1 goes on");
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    desk.hangUp();
    await().atMost(SOON).until(() -> toldDesk.size() == 2);
    assertThat(toldDesk).containsExactly("op1 goes on", "op1 over");
  }

  @Test
  void talkStaysOnTheBoardFromHoldToHandOverToItsEnd() {
    awaitOnBoard("op1");
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);
    assertThat(onBoard()).containsExactly("op1");

    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    await().atMost(SOON).until(() -> told.contains("joined op2"));
    assertThat(onBoard()).containsExactly("op1");
    talks.handOver(call, "op1");

    awaitOnBoard("op2");
    hearsWhatIsSaid(caller, second);
    second.hangUp();
    awaitOnBoard();
  }

  @Test
  void talkIsOverForTheDeskOfAServerThatWasRestartedMeanwhile() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);

    try (AmiClient again = restartedServer()) {
      await().atMost(SOON).until(() -> toldAgain.contains("op1 goes on"));
      desk.hangUp();

      await().atMost(SOON).until(() -> toldAgain.contains("op1 over"));
      assertThat(again.state().connected()).isTrue();
    }
    assertThat(toldAgain).containsExactly("op1 goes on", "op1 over");
  }

  @Test
  void callerWhoIsLeftOnHoldIsLookedAfterByAServerThatWasRestartedMeanwhile() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);
    talks.close();

    try (AmiClient again = restartedServer()) {
      await().atMost(SOON).until(() -> toldAgain.contains("op1 goes on"));
      rests(1);
      desk.hangUp();
      TelephoneCall second = op2.awaitCall(SOON);
      second.answer();

      hearsWhatIsSaid(caller, second);
      assertThat(again.state().connected()).isTrue();
      second.hangUp();
    }
  }

  @Test
  void colleagueWhoTookOverIsFreeForTheDeskAfterwards() {
    talks.toSomebody(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    awaitPlace(Place.ROOM);

    second.hangUp();

    await().atMost(SOON).until(() -> toldDesk.contains("op2 over"));
    assertThat(toldDesk).containsExactly("op1 goes on", "op1 over", "op2 over");
  }
}
