package org.hamroh.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;

/// Who waits, who talks, who is there to answer: as far as the PBX has told us. Immutable.
///
/// @param live      whether the PBX tells us now; when not, this is how it stood when it last did
/// @param liveSince when that began
/// @param waiting   by call
/// @param talking   by call
/// @param earlier   by call: talks whose operator has gone while the caller is still on the line
/// @param members   by device
/// @param told      what the PBX said last about each member: by device, then by queue
public record QueuePicture(
    boolean live,
    Instant liveSince,
    Map<CallId, WaitingCaller> waiting,
    Map<CallId, TalkingCaller> talking,
    Map<CallId, TalkingCaller> earlier,
    Map<String, QueueMember> members,
    Map<String, Map<String, AmiEvent.Member>> told) {

  public QueuePicture {
    waiting = Map.copyOf(waiting);
    talking = Map.copyOf(talking);
    earlier = Map.copyOf(earlier);
    members = Map.copyOf(members);
    told = Map.copyOf(told);
  }

  /// Nobody has talked before.
  public QueuePicture(
      boolean live,
      Instant liveSince,
      Map<CallId, WaitingCaller> waiting,
      Map<CallId, TalkingCaller> talking,
      Map<String, QueueMember> members,
      Map<String, Map<String, AmiEvent.Member>> told) {
    this(live, liveSince, waiting, talking, Map.of(), members, told);
  }

  /// Before the PBX has said anything.
  static QueuePicture unknown(Instant now) {
    return new QueuePicture(false, now, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /// By queue, then by position.
  public List<WaitingCaller> waitingInOrder() {
    return waiting.values().stream()
        .sorted(
            Comparator.comparing(WaitingCaller::hall)
                .thenComparingInt(WaitingCaller::position)
                .thenComparing(WaitingCaller::since))
        .toList();
  }

  /// The longest talk first.
  public List<TalkingCaller> talkingInOrder() {
    return talking.values().stream()
        .sorted(
            Comparator.comparing(TalkingCaller::since)
                .thenComparing(caller -> caller.call().value()))
        .toList();
  }

  /// By name, `op2` before `op10`.
  public List<QueueMember> operatorsInOrder() {
    return members.values().stream()
        .sorted(
            Comparator.comparingInt((QueueMember member) -> member.operator().length())
                .thenComparing(QueueMember::operator))
        .toList();
  }

  public Optional<QueueMember> operator(String operator) {
    return members.values().stream()
        .filter(member -> member.operator().equals(operator))
        .findFirst();
  }
}
