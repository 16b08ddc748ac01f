package org.hamroh.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.call.CallId;
import org.hamroh.queue.QueueMember.State;

/// What an operator does, judged from what the PBX says about the telephone in each of its queues.
final class MemberJudgement {

  private MemberJudgement() {}

  /// @param queues what was told about the device, by queue; never empty
  /// @param at     when we judge: the beginning of the state, unless the PBX knows better
  static QueueMember of(
      String device,
      Map<String, Member> queues,
      Collection<WaitingCaller> waiting,
      Collection<TalkingCaller> talking,
      Instant at) {
    String operator = QueueMember.operatorOf(device);
    Member any =
        Objects.requireNonNull(
            queues.get(Collections.min(queues.keySet()))); // all see the same telephone
    Optional<TalkingCaller> talk =
        talking.stream().filter(caller -> caller.operator().equals(operator)).findFirst();
    Optional<CallId> ringing =
        waiting.stream()
            .filter(caller -> caller.ringing().contains(operator))
            .map(WaitingCaller::call)
            .findFirst();
    boolean paused = queues.values().stream().allMatch(Member::paused);
    State state = state(any.status(), talk.isPresent(), ringing.isPresent(), paused, any);
    Instant since =
        switch (state) {
          case TALKING -> talk.map(TalkingCaller::since).orElse(at);
          case PAUSED, WRAP_UP -> any.pausedAt() == null ? at : earlier(any.pausedAt(), at);
          case UNREGISTERED, IDLE, RINGING -> at;
        };
    return new QueueMember(
        operator,
        device,
        state,
        paused ? any.pausedReason() : "",
        talk.map(TalkingCaller::call).or(() -> ringing),
        since,
        queues.keySet());
  }

  private static State state(
      Device device, boolean talks, boolean rings, boolean paused, Member any) {
    if (talks) {
      return State.TALKING;
    }
    return switch (device) {
      case UNKNOWN, INVALID, UNAVAILABLE -> State.UNREGISTERED;
      case IN_USE, BUSY, ON_HOLD, RINGING_IN_USE -> practises(any) ? State.PAUSED : State.TALKING;
      case RINGING -> practises(any) ? State.PAUSED : State.RINGING;
      case IDLE ->
          rings
              ? State.RINGING
              : !paused
                  ? State.IDLE
                  : any.pausedReason().equals(OperatorDesk.WRAP_UP) ? State.WRAP_UP : State.PAUSED;
    };
  }

  /// Who is on a practice call talks with nobody.
  private static boolean practises(Member any) {
    return any.paused() && any.pausedReason().equals(OperatorDesk.PRACTICE);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
