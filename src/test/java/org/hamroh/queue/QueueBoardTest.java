package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.queue.PbxSays.DANGER;
import static org.hamroh.queue.PbxSays.GENERAL;
import static org.hamroh.queue.PbxSays.NOON;
import static org.hamroh.queue.PbxSays.operatorLeg;
import static org.hamroh.queue.PbxSays.talkingLeg;
import static org.hamroh.queue.PbxSays.waitingLeg;
import static org.hamroh.queue.PbxSays.waits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.call.CallId;
import org.hamroh.queue.QueueMember.State;
import org.junit.jupiter.api.Test;

final class QueueBoardTest {

  private final List<String> topics = new ArrayList<>();
  private int asked;
  private final QueueBoard board = new QueueBoard(topics::add, () -> asked++, NOON);
  private final PbxSays pbx = new PbxSays(board);

  private State state(String operator) {
    return board.snapshot().operator(operator).orElseThrow().state();
  }

  private List<Tuple> waiting() {
    return board.snapshot().waitingInOrder().stream()
        .map(one -> Tuple.tuple(one.call().value(), one.queue(), one.position()))
        .toList();
  }

  @Test
  void nothingIsKnownBeforeThePbxHasSpoken() {
    assertThat(board.snapshot().live()).isFalse();
    assertThat(board.snapshot().members()).isEmpty();
  }

  @Test
  void callerWaitsThenRingsThenTalksThenIsGone() {
    pbx.everythingIsQuiet();

    pbx.join(1, GENERAL, 1);

    assertThat(waiting()).containsExactly(Tuple.tuple("hamroh-1.0", GENERAL, 1));
    assertThat(board.snapshot().waitingInOrder().getFirst().language()).isEqualTo("tg");
    assertThat(state("op1")).isEqualTo(State.IDLE);

    pbx.ring(1, GENERAL, "op1");

    assertThat(board.snapshot().waitingInOrder().getFirst().ringing()).containsExactly("op1");
    assertThat(state("op1")).isEqualTo(State.RINGING);
    assertThat(board.snapshot().operator("op1").orElseThrow().call())
        .contains(new CallId("hamroh-1.0"));

    pbx.answer(1, GENERAL, "op1");

    assertThat(waiting()).isEmpty();
    TalkingCaller talk = board.snapshot().talkingInOrder().getFirst();
    assertThat(talk.operator()).isEqualTo("op1");
    assertThat(talk.queue()).isEqualTo(GENERAL);
    assertThat(state("op1")).isEqualTo(State.TALKING);
    assertThat(board.snapshot().operator("op1").orElseThrow().since()).isEqualTo(talk.since());

    pbx.complete(1, GENERAL, "op1", "caller");

    assertThat(board.snapshot().talking()).isEmpty();
    assertThat(state("op1")).isEqualTo(State.IDLE);
  }

  @Test
  void callerWhoLeavesWhileATelephoneRingsIsGoneAndTheOperatorIdle() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.ring(1, GENERAL, "op1");

    pbx.abandon(1, GENERAL);
    pbx.device("op1", Device.IDLE);

    assertThat(waiting()).isEmpty();
    assertThat(state("op1")).isEqualTo(State.IDLE);
  }

  @Test
  void operatorWhoDoesNotAnswerIsNotShownAsRinging() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.ring(1, GENERAL, "op1");
    pbx.ring(1, GENERAL, "op2");

    pbx.ringInVain(1, GENERAL, "op1");

    assertThat(board.snapshot().waitingInOrder().getFirst().ringing()).containsExactly("op2");
    assertThat(state("op1")).isEqualTo(State.IDLE);
    assertThat(state("op2")).isEqualTo(State.RINGING);
  }

  @Test
  void callerBehindMovesUpWhenTheFirstIsAnswered() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.join(2, GENERAL, 2);
    pbx.join(3, DANGER, 1);

    pbx.answer(1, GENERAL, "op1");

    assertThat(waiting())
        .containsExactly(
            Tuple.tuple("hamroh-3.0", DANGER, 1), Tuple.tuple("hamroh-2.0", GENERAL, 1));
  }

  @Test
  void callerWithPriorityPushesTheOthersBack() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.join(2, GENERAL, 2);

    pbx.join(3, GENERAL, 1);

    assertThat(waiting())
        .containsExactly(
            Tuple.tuple("hamroh-3.0", GENERAL, 1),
            Tuple.tuple("hamroh-1.0", GENERAL, 2),
            Tuple.tuple("hamroh-2.0", GENERAL, 3));
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void operatorWhoHangsUpFreesTheCallerAtOnce() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");

    pbx.complete(1, GENERAL, "op1", "agent");

    assertThat(board.snapshot().talking()).isEmpty();
  }

  @Test
  void nextCallThatRingsBeforeTheTelephoneSaysIdleIsShownAsRinging() {
    pbx.everythingIsQuiet();
    pbx.join(2, DANGER, 1);
    pbx.join(1, GENERAL, 1);
    pbx.answer(1, GENERAL, "op1");

    pbx.complete(1, GENERAL, "op1", "caller");
    pbx.ring(2, DANGER, "op1");

    assertThat(state("op1")).isEqualTo(State.RINGING);
    assertThat(board.snapshot().operator("op1").orElseThrow().call())
        .contains(new CallId("hamroh-2.0"));
  }

  @Test
  void pausedOperatorIsShownWithTheReasonAndWrapUpApart() {
    pbx.everythingIsQuiet();

    pbx.paused("op1", "lunch");
    pbx.paused("op2", OperatorDesk.WRAP_UP);

    assertThat(board.snapshot().operator("op1").orElseThrow().reason()).isEqualTo("lunch");
    assertThat(state("op1")).isEqualTo(State.PAUSED);
    assertThat(state("op2")).isEqualTo(State.WRAP_UP);
  }

  @Test
  void telephoneThatIsNotThereIsUnregistered() {
    pbx.everythingIsQuiet();

    pbx.device("op2", Device.UNAVAILABLE);

    assertThat(state("op2")).isEqualTo(State.UNREGISTERED);
    assertThat(state("op1")).isEqualTo(State.IDLE);
  }

  @Test
  void callThatNoQueueGaveIsATalkToo() {
    pbx.everythingIsQuiet();

    pbx.device("op2", Device.IN_USE);

    assertThat(state("op2")).isEqualTo(State.TALKING);
    assertThat(board.snapshot().operator("op2").orElseThrow().call()).isEmpty();
  }

  @Test
  void pictureThatIsLostSaysSoAndKeepsWhatItKnew() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);

    pbx.isLost();

    assertThat(board.snapshot().live()).isFalse();
    assertThat(board.snapshot().liveSince()).isEqualTo(pbx.now());
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void callersOfAPbxThatRestartedAreGone() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.join(2, GENERAL, 2);
    pbx.answer(1, GENERAL, "op1");

    pbx.isLost();
    pbx.stands(List.of(), List.of(), Device.UNAVAILABLE, Device.UNAVAILABLE);

    assertThat(board.snapshot().live()).isTrue();
    assertThat(waiting()).isEmpty();
    assertThat(board.snapshot().talking()).isEmpty();
    assertThat(state("op1")).isEqualTo(State.UNREGISTERED);
  }

  @Test
  void eventsThatWereLostAreMadeGoodByThePicture() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1); // its answer, its end and caller 2 and 3 were never told

    pbx.stands(
        List.of(
            talkingLeg(2, GENERAL), operatorLeg(2, "op1", true),
            waitingLeg(3, DANGER), operatorLeg(3, "op2", false)),
        List.of(waits(3, DANGER, 1, 10)),
        Device.IN_USE,
        Device.RINGING);

    assertThat(waiting()).containsExactly(Tuple.tuple("hamroh-3.0", DANGER, 1));
    WaitingCaller third = board.snapshot().waitingInOrder().getFirst();
    assertThat(third.priority()).isEqualTo(10);
    assertThat(third.ringing()).containsExactly("op2");
    assertThat(third.since()).isEqualTo(pbx.now().minusSeconds(60));
    TalkingCaller second = board.snapshot().talkingInOrder().getFirst();
    assertThat(second.operator()).isEqualTo("op1");
    assertThat(second.queue()).isEqualTo(GENERAL);
    assertThat(second.since()).isEqualTo(pbx.now().minusSeconds(30));
    assertThat(state("op1")).isEqualTo(State.TALKING);
    assertThat(state("op2")).isEqualTo(State.RINGING);
  }

  @Test
  void pictureLearnsThePriorityAndKeepsTheFirstMoment() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    WaitingCaller before = board.snapshot().waitingInOrder().getFirst();

    pbx.stands(
        List.of(waitingLeg(1, GENERAL)),
        List.of(waits(1, GENERAL, 1, 5)),
        Device.IDLE,
        Device.IDLE);

    WaitingCaller after = board.snapshot().waitingInOrder().getFirst();
    assertThat(after.since()).isEqualTo(before.since());
    assertThat(before.priority()).isZero();
    assertThat(after.priority()).isEqualTo(5);
  }

  @Test
  void eventsToldTwiceChangeNothing() {
    pbx.everythingIsQuiet();
    pbx.join(1, GENERAL, 1);
    pbx.join(2, GENERAL, 2);
    pbx.join(1, GENERAL, 1);
    pbx.leave(1, GENERAL);
    pbx.leave(1, GENERAL);

    assertThat(waiting()).containsExactly(Tuple.tuple("hamroh-2.0", GENERAL, 1));
  }

  @Test
  void samePictureAgainDisturbsNobody() {
    pbx.everythingIsQuiet();
    int before = topics.size();

    pbx.everythingIsQuiet();

    assertThat(topics).hasSize(before).containsOnly("queue");
  }

  @Test
  void callWithANameThatCannotBeIsLeftOut() {
    pbx.everythingIsQuiet();

    board.accept(
        new AmiEvent.QueueCallerJoin(
            pbx.now(), GENERAL, new Leg("PJSIP/x", "a b", "<script>", ""), 1));

    assertThat(waiting()).isEmpty();
  }

  @Test
  void stateOfAnOperatorBeginsWhenItChangesNotWhenItIsToldAgain() {
    pbx.everythingIsQuiet();
    QueueMember before = board.snapshot().operator("op1").orElseThrow();

    pbx.device("op1", Device.IDLE);
    pbx.everythingIsQuiet();

    assertThat(board.snapshot().operator("op1").orElseThrow().since()).isEqualTo(before.since());
    assertThat(Duration.between(before.since(), pbx.now())).isPositive();
  }

  @Test
  void operatorsAreListedInTheirOrder() {
    pbx.everythingIsQuiet();
    pbx.device("op10", Device.IDLE);

    assertThat(board.snapshot().operatorsInOrder())
        .extracting(QueueMember::operator)
        .containsExactly("op1", "op2", "op10");
  }
}
