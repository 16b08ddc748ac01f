package org.hamroh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.queue.WantedState;
import org.hamroh.training.PracticeCalls;

/// Learners' telephones, as the queues and the PBX know them.
record LearnersDesk(StaffWing staff) implements PracticeCalls.Desk {

  /// What the telephone shows, the dialplan is asked for, and colleagues see.
  private static final String PRACTICE = "practice";

  private static final Duration RING = Duration.ofSeconds(30);

  @Override
  public Optional<String> trouble(String operator) {
    QueuePicture picture = staff.board.snapshot();
    Optional<QueueMember> member = picture.operator(operator).filter(QueueMember::atDesk);
    if (!picture.live()
        || member.isEmpty()
        || member.get().state() == QueueMember.State.UNREGISTERED) {
      return Optional.of("no-telephone");
    }
    return switch (member.get().state()) {
      case TALKING, RINGING, WRAP_UP -> Optional.of("talking");
      case IDLE, PAUSED, UNREGISTERED ->
          isNeeded(operator) ? Optional.of("caller-waits") : Optional.empty();
    };
  }

  /// Whether more callers wait than there are others who could take them. Who is rung just now
  /// counts as free: the caller may be theirs in a second.
  @Override
  public boolean isNeeded(String operator) {
    QueuePicture picture = staff.board.snapshot();
    List<WaitingCaller> waiting =
        picture.waiting().values().stream()
            .filter(caller -> staff.canHelp(caller.queue(), caller.language(), operator))
            .toList();
    long others =
        picture.operatorsInOrder().stream()
            .filter(one -> one.atDesk() && !one.operator().equals(operator))
            .filter(
                one ->
                    one.state() == QueueMember.State.IDLE
                        || one.state() == QueueMember.State.RINGING)
            .filter(
                one ->
                    waiting.stream()
                        .anyMatch(
                            caller ->
                                staff.canHelp(caller.queue(), caller.language(), one.operator())))
            .count();
    return waiting.size() > others;
  }

  @Override
  public Runnable practise(String operator, Duration longest) {
    Optional<WantedState> before = staff.desk.state(operator);
    staff.desk.rest(operator, OperatorDesk.PRACTICE, longest);
    return () -> {
      if (isPractising(operator)) {
        restore(operator, before);
      }
    };
  }

  private boolean isPractising(String operator) {
    return staff
        .desk
        .state(operator)
        .filter(one -> one.kind() == WantedState.Kind.PAUSED)
        .filter(one -> one.reason().equals(OperatorDesk.PRACTICE))
        .isPresent();
  }

  /// Who rested before goes on resting.
  private void restore(String operator, Optional<WantedState> before) {
    Optional<WantedState> rested =
        before.filter(
            one ->
                one.kind() == WantedState.Kind.PAUSED && !one.reason().equals(OperatorDesk.MISSED));
    if (rested.isEmpty()) {
      staff.desk.ready(operator);
      return;
    }
    Instant until = rested.get().until();
    Duration left = until == null ? Duration.ZERO : Duration.between(staff.now(), until);
    if (until == null) {
      staff.desk.pause(operator, rested.get().reason());
    } else if (left.isPositive() && rested.get().reason().equals(OperatorDesk.REST)) {
      staff.desk.rest(operator, OperatorDesk.REST, left);
    } else {
      staff.desk.ready(operator);
    }
  }

  @Override
  public Optional<String> ring(CallId leg, String operator) {
    AmiAnswer<String> answer =
        staff
            .ami
            .actions()
            .ringStaff(
                new AmiActions.StaffCall(
                    leg.value(), "PJSIP/" + operator, PRACTICE, PRACTICE, Map.of(), RING));
    return answer.isDone() ? Optional.empty() : Optional.of(answer.reason());
  }

  @Override
  public void hangUp(CallId leg) {
    if (staff.ami.actions().coreShowChannels()
        instanceof AmiAnswer.Done<List<AmiEvent.Channel>> done) {
      done.value().stream()
          .filter(one -> one.leg().uniqueId().equals(leg.value()))
          .forEach(one -> staff.ami.actions().hangup(one.leg().channel()));
    }
  }

  @Override
  public void back(String operator) {
    if (isPractising(operator)) {
      staff.desk.ready(operator);
    }
  }
}
