package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.queue.PbxSays.GENERAL;
import static org.hamroh.queue.PbxSays.NOON;
import static org.hamroh.queue.PbxSays.operatorLeg;
import static org.hamroh.queue.PbxSays.waitingLeg;

import java.time.Duration;
import java.util.List;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.call.CallId;
import org.hamroh.queue.QueueMember.State;
import org.junit.jupiter.api.Test;

/// Talks go on after their queue has done with them: on hold, handed over, resumed.
final class QueueBoardTalkTest {

  private int asked;
  private final QueueBoard board = new QueueBoard(topic -> {}, () -> asked++, NOON);
  private final PbxSays pbx = new PbxSays(board);

  private State state(String operator) {
    return board.snapshot().operator(operator).orElseThrow().state();
  }

  @Test
  void talkWhoseEndWasLostEndsWithTheHangUpOfEitherLeg() {
    pbx.everythingIsQuiet();
    pbx.answer(1, GENERAL, "op1");
    pbx.answer(2, GENERAL, "op2");

    pbx.hangUp(PbxSays.caller(1));
    pbx.hangUp(PbxSays.legOf(2, "op2"));

    assertThat(board.snapshot().talking()).isEmpty();
  }

  @Test
  void talkThatIsPutOnHoldStaysUntilItIsOver() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");
    TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();

    pbx.isOverForTheQueue(1, GENERAL, "op1", "transfer");

    assertThat(board.snapshot().talkingInOrder()).containsExactly(talk);
    pbx.stands(
        List.of(PbxSays.onHold(1), PbxSays.inRoom(1, PbxSays.legOf(1, "op1"))),
        List.of(),
        Device.IN_USE,
        Device.IDLE);
    assertThat(board.snapshot().talkingInOrder()).containsExactly(talk);
    assertThat(board.snapshot().operator("op1").orElseThrow().call()).contains(talk.call());

    pbx.hangUp(PbxSays.legOf(1, "op1"));

    assertThat(board.snapshot().talking()).isEmpty();
  }

  @Test
  void whoTakesTheTalkOverIsOnTheBoardInsteadOfWhoHandedItOver() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");
    pbx.isOverForTheQueue(1, GENERAL, "op1", "transfer");
    Leg op2 = new Leg(PbxSays.legOf("op2"), "talk-1-0-0a0b0c0d", "talk-1-0-0a0b0c0d", "en");
    int before = asked;

    pbx.hangUp(PbxSays.legOf(1, "op1"));
    pbx.bridge(op2, PbxSays.caller(1));

    assertThat(asked).isGreaterThan(before);
    pbx.stands(
        List.of(PbxSays.inRoom(1, PbxSays.caller(1)), PbxSays.inRoom(1, op2)),
        List.of(),
        Device.IDLE,
        Device.IN_USE);
    TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
    assertThat(talk.operator()).isEqualTo("op2");
    assertThat(talk.queue()).isEqualTo(GENERAL);
    assertThat(talk.callerChannel()).isEqualTo(PbxSays.caller(1).channel());
    assertThat(state("op1")).isEqualTo(State.IDLE);
    assertThat(state("op2")).isEqualTo(State.TALKING);
  }

  @Test
  void talkIsTheOperatorsWhileSomebodyElseIsAskedToJoin() {
    pbx.everythingIsQuiet();
    Leg op2 = new Leg(PbxSays.legOf("op2"), "talk-1-0-0a0b0c0d", "talk-1-0-0a0b0c0d", "en");
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");
    pbx.isOverForTheQueue(1, GENERAL, "op1", "transfer");

    pbx.stands(
        List.of(
            PbxSays.onHold(1), PbxSays.inRoom(1, op2), PbxSays.inRoom(1, PbxSays.legOf(1, "op1"))),
        List.of(),
        Device.IN_USE,
        Device.IN_USE);

    assertThat(board.snapshot().talkingInOrder())
        .extracting(TalkingCaller::operator)
        .containsExactly("op1");
  }

  @Test
  void callerWhoIsLeftWithAPartnerStaysOnTheBoard() {
    pbx.everythingIsQuiet();
    Leg partner = new Leg("PJSIP/demo-0000000f", "talk-1-0-0a0b0c0d", "talk-1-0-0a0b0c0d", "");
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");
    pbx.isOverForTheQueue(1, GENERAL, "op1", "transfer");
    pbx.hangUp(PbxSays.legOf(1, "op1"));

    pbx.stands(
        List.of(PbxSays.inRoom(1, PbxSays.caller(1)), PbxSays.inRoom(1, partner)),
        List.of(),
        Device.IDLE,
        Device.IDLE);

    assertThat(board.snapshot().talkingInOrder())
        .extracting(TalkingCaller::operator)
        .containsExactly("");
    pbx.hangUp(partner);
    assertThat(board.snapshot().talking()).isEmpty();
  }

  @Test
  void talkThatIsResumedAfterALostPageIsTheSameTalk() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");
    TalkingCaller before = board.snapshot().talkingInOrder().getFirst();
    pbx.complete(1, GENERAL, "op1", "caller");
    Leg again = new Leg("PJSIP/op1-0000000b", "hamroh-1.9", "hamroh-1.0", "en");

    pbx.bridge(PbxSays.caller(1), again);
    pbx.stands(
        List.of(
            new Channel(PbxSays.caller(1), "Dial", "PJSIP/op1", "b", Duration.ofSeconds(90)),
            new Channel(again, "AppDial", "(Outgoing Line)", "b", Duration.ofSeconds(2))),
        List.of(),
        Device.IN_USE,
        Device.IDLE);

    TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
    assertThat(talk.since()).isEqualTo(before.since());
    assertThat(talk.queue()).isEqualTo(GENERAL);
    assertThat(talk.operatorChannel()).isEqualTo("PJSIP/op1-0000000b");
  }

  @Test
  void talkOnHoldIsFoundByAServerThatWasRestarted() {
    pbx.stands(
        List.of(PbxSays.onHold(1), PbxSays.inRoom(1, PbxSays.legOf(1, "op1"))),
        List.of(),
        Device.IN_USE,
        Device.IDLE);

    TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
    assertThat(talk.call()).isEqualTo(new CallId("hamroh-1.0"));
    assertThat(talk.operator()).isEqualTo("op1");
    assertThat(board.snapshot().operator("op1").orElseThrow().call()).contains(talk.call());
  }

  @Test
  void talkThatHasNoBridgeYetOutlivesAPicture() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");

    pbx.stands(
        List.of(waitingLeg(1, GENERAL), operatorLeg(1, "op1", false)),
        List.of(),
        Device.IN_USE,
        Device.IDLE);

    assertThat(board.snapshot().talking()).hasSize(1);
  }
}
