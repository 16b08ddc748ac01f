package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Resynced;
import org.hamroh.call.CallId;
import org.jspecify.annotations.Nullable;

/// Who talks with whom, read from the list of all legs.
///
/// @param devices of operators, as the queues name them
record TalksNow(Resynced all, Set<String> devices) {

  private static final String ROOM = "ConfBridge";
  private static final String MUSIC = "MusicOnHold";

  boolean isUp(String channel) {
    return all.channels().stream().anyMatch(one -> one.leg().channel().equals(channel));
  }

  /// A talk that is known goes on while both legs are up: right after the answer they do not share
  /// a bridge yet, and a caller on hold shares none.
  boolean goesOn(TalkingCaller talk) {
    return isUp(talk.callerChannel()) && isUp(talk.operatorChannel());
  }

  /// Talks of legs that no known talk has; of several for one call the one to be shown comes first:
  /// an operator's before a partner's, then the longest.
  List<TalkingCaller> others(Map<CallId, TalkingCaller> known, Map<CallId, TalkingCaller> earlier) {
    Set<String> taken =
        known.values().stream()
            .flatMap(talk -> Stream.of(talk.operatorChannel(), talk.callerChannel()))
            .collect(Collectors.toCollection(HashSet::new));
    return all.channels().stream()
        .filter(leg -> !taken.contains(leg.leg().channel()))
        .flatMap(leg -> talk(leg, earlier).stream())
        .sorted(
            Comparator.comparing((TalkingCaller talk) -> talk.operator().isEmpty())
                .thenComparing(TalkingCaller::since))
        .toList();
  }

  private Optional<TalkingCaller> talk(Channel leg, Map<CallId, TalkingCaller> earlier) {
    if (leg.application().equals(ROOM)) {
      return callerOfRoom(leg).flatMap(caller -> talk(caller, leg, earlier));
    }
    return isOperators(leg) && !leg.bridgeId().isEmpty()
        ? partner(leg).flatMap(caller -> talk(caller, leg, earlier))
        : Optional.empty();
  }

  private boolean isOperators(Channel leg) {
    return devices.contains(QueueMember.deviceOf(leg.leg().channel()));
  }

  /// A room has its call's name. The caller is in it, or on hold beside it.
  private Optional<Channel> callerOfRoom(Channel staff) {
    String room = staff.data().replaceFirst(",.*", "");
    return all.channels().stream()
        .filter(other -> other != staff)
        .filter(other -> other.application().equals(ROOM) || other.application().equals(MUSIC))
        .filter(
            other ->
                QueueFold.call(other.leg().uniqueId())
                    .filter(call -> call.room().equals(room))
                    .isPresent())
        .findFirst();
  }

  private Optional<Channel> partner(Channel operatorLeg) {
    return all.channels().stream()
        .filter(other -> other.bridgeId().equals(operatorLeg.bridgeId()) && !isOperators(other))
        .findFirst();
  }

  private Optional<TalkingCaller> talk(
      Channel caller, Channel staff, Map<CallId, TalkingCaller> earlier) {
    boolean inRoom = staff.application().equals(ROOM);
    // Whom an operator called is in the room of the operator's own, older leg.
    return QueueFold.call(inRoom ? caller.leg().uniqueId() : caller.leg().linkedId())
        .map(
            call -> {
              TalkingCaller was = earlier.get(call);
              String operator =
                  isOperators(staff)
                      ? QueueMember.operatorOf(QueueMember.deviceOf(staff.leg().channel()))
                      : "";
              return new TalkingCaller(
                  call,
                  queue(caller, was),
                  operator,
                  since(staff.age(), operator, was),
                  caller.leg().language(),
                  caller.leg().channel(),
                  staff.leg().channel());
            });
  }

  private static String queue(Channel caller, @Nullable TalkingCaller was) {
    if (caller.application().equals("Queue")) {
      return QueueName.of(caller.data().replaceFirst(",.*", "")).asked();
    }
    return was == null ? "" : was.queue();
  }

  /// Who is back with the caller, as after a page that was loaded anew, talks on.
  private Instant since(Duration age, String operator, @Nullable TalkingCaller was) {
    return was != null && was.operator().equals(operator) ? was.since() : all.at().minus(age);
  }
}
