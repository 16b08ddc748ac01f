package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import org.hamroh.gate.Reason;
import org.hamroh.gate.Verdict;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.talk.TalkPicture.Place;
import org.hamroh.talk.Talks.Target;
import org.junit.jupiter.api.Test;

/// When somebody is gone, does not answer or may not be rung: the caller is never left alone, and
/// nobody stays for a caller who is gone.
final class TalkBreaksIT extends TalkTable {

  @Test
  void operatorWhoVanishesWhileTheCallerIsOnHoldSendsThemToTheHeadOfTheQueue() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);

    rests(1);
    desk.hangUp();
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();

    hearsWhatIsSaid(caller, second);
    assertThat(told).containsExactly("held ", "returned queue-wages");
    second.hangUp();
  }

  @Test
  void whoIsNotAnsweredOnAColdTransferGoesToTheHeadOfTheQueue() {
    talks.toSomebody(call, "op1", new Target.Operator("op2"));
    rests(2);
    op2.awaitCall(SOON).reject(486);

    await().atMost(SOON).until(() -> told.contains("returned queue-wages"));
    TelephoneCall again = op1.awaitCall(SOON);
    again.answer();

    hearsWhatIsSaid(caller, again);
    again.hangUp();
  }

  @Test
  void whoIsAskedAndDoesNotAnswerLeavesTheCallerWithTheOperator() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    op2.awaitCall(SOON).reject(486);

    await().atMost(SOON).until(() -> told.contains("resumed "));
    awaitPlace(Place.ROOM);

    hearsWhatIsSaid(caller, desk);
    assertThat(told).contains("not-reached op2");
    desk.hangUp();
  }

  @Test
  void consultingOperatorWhoIsGoneLeavesTheCallerWithWhoWasAsked() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);
    second.answer();
    await().atMost(SOON).until(() -> told.contains("joined op2"));

    desk.hangUp();

    awaitPlace(Place.ROOM);
    hearsWhatIsSaid(caller, second);
    second.hangUp();
  }

  @Test
  void whatTheGateDoesNotLetOutIsRefusedWithItsReasonAndTheTalkGoesOn() {
    verdict = new Verdict.Closed(Reason.DAY_FULL, Optional.empty());
    Target shelter = new Target.Outside(new Partner("shelter", "A shelter", SHELTER));

    assertThatThrownBy(() -> talks.toSomebody(call, "op1", shelter))
        .hasMessageContaining("the site has sent enough for today");

    assertThat(place()).isEqualTo(Place.BRIDGED);
    hearsWhatIsSaid(caller, desk);
    desk.hangUp();
  }

  @Test
  void callerWhoHangsUpOnHoldLeavesNobodyRinging() {
    talks.consult(call, "op1", new Target.Operator("op2"));
    TelephoneCall second = op2.awaitCall(SOON);

    caller.hangUp();

    await().atMost(SOON).until(() -> !second.isUp());
    await().atMost(SOON).until(() -> !desk.isUp());
  }

  @Test
  void callerWhoHangsUpAfterAHoldFreesTheOperatorsTelephone() {
    talks.hold(call, "op1");
    awaitPlace(Place.HELD);
    talks.resume(call, "op1");
    awaitPlace(Place.ROOM);
    talks.close(); // the dialplan does it alone

    caller.hangUp();

    await().atMost(SOON).until(() -> !desk.isUp());
    await().atMost(SOON).until(() -> toldDesk.contains("op1 over"));
  }
}
