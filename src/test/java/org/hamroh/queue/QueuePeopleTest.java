package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.queue.PbxSays.NOON;
import static org.hamroh.queue.PbxSays.caller;
import static org.hamroh.queue.PbxSays.member;

import java.util.ArrayList;
import java.util.List;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.queue.QueueMember.State;
import org.junit.jupiter.api.Test;

/// A person with a telephone at the desk and a mobile that is on call is one person.
final class QueuePeopleTest {

  private static final String MOBILE = OnCallDesk.device("op1");

  private final QueueBoard board = new QueueBoard(topic -> {}, () -> {}, NOON);

  private void stands(Device desk) {
    List<Member> members = new ArrayList<>();
    members.add(member("op1", "queue-danger", desk, ""));
    members.add(new Member("queue-danger", MOBILE, "op1", Device.IDLE, false, "", false, null));
    board.accept(new AmiEvent.Resynced(NOON, List.of(), members, List.of()));
  }

  private QueueMember op1() {
    assertThat(board.snapshot().operatorsInOrder()).hasSize(1);
    return board.snapshot().operator("op1").orElseThrow();
  }

  @Test
  void deskIsShownWhileItIsThereElseTheMobile() {
    stands(Device.IDLE);
    assertThat(op1().atDesk()).isTrue();

    stands(Device.UNAVAILABLE);

    assertThat(op1().state()).isEqualTo(State.IDLE);
    assertThat(op1().atDesk()).isFalse();
  }

  @Test
  void talkByMobileIsThePersonsTalk() {
    stands(Device.UNAVAILABLE);
    String leg = MOBILE + "-00000001;1";

    board.accept(new AmiEvent.QueueCallerJoin(NOON, "queue-danger", caller(1), 1));
    board.accept(new AmiEvent.AgentCalled(NOON, "queue-danger", caller(1), MOBILE, leg));
    assertThat(op1().state()).isEqualTo(State.RINGING);
    board.accept(new AmiEvent.QueueCallerLeave(NOON, "queue-danger", caller(1)));
    board.accept(new AmiEvent.AgentConnect(NOON, "queue-danger", caller(1), MOBILE, leg));

    assertThat(op1().state()).isEqualTo(State.TALKING);
    assertThat(board.snapshot().talkingInOrder().getFirst().operator()).isEqualTo("op1");
  }

  @Test
  void callerIsShownByTheTopicWhateverTheLanguage() {
    board.accept(new AmiEvent.QueueCallerJoin(NOON, "queue-wages-woman-ru", caller(1), 1));

    WaitingCaller caller = board.snapshot().waitingInOrder().getFirst();
    assertThat(caller.queue()).isEqualTo("queue-wages-woman");
    assertThat(caller.hall()).isEqualTo("queue-wages-woman-ru");
    board.accept(new AmiEvent.QueueCallerLeave(NOON, "queue-wages-woman-ru", caller(1)));
    assertThat(board.snapshot().waiting()).isEmpty();
  }
}
