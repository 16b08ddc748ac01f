package org.hamroh.queue;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.ami.AmiEvent.Resynced;
import org.hamroh.ami.AmiEvent.Waiting;
import org.hamroh.call.CallId;
import org.jspecify.annotations.Nullable;

/// One step from a picture of the queues to the next. Pure: the same events give the same picture.
///
/// Each step can be taken twice without harm, and a step about a caller that nobody knows (its
/// earlier events were lost) changes nothing: the next [Resynced] puts it right.
final class QueueFold {

  private final QueuePicture before;
  private final Map<CallId, WaitingCaller> waiting;
  private final Map<CallId, TalkingCaller> talking;
  private final Map<CallId, TalkingCaller> earlier;
  private final Map<String, Map<String, Member>> told;

  private QueueFold(QueuePicture before) {
    this.before = before;
    this.waiting = new HashMap<>(before.waiting());
    this.talking = new HashMap<>(before.talking());
    this.earlier = new HashMap<>(before.earlier());
    this.told = new HashMap<>(before.told());
  }

  static QueuePicture after(QueuePicture before, AmiEvent event) {
    QueueFold fold = new QueueFold(before);
    return switch (event) {
      case AmiEvent.Lost lost ->
          before.live()
              ? new QueuePicture(
                  false,
                  lost.at(),
                  before.waiting(),
                  before.talking(),
                  before.earlier(),
                  before.members(),
                  before.told())
              : before;
      case Resynced all -> {
        fold.replaceAll(all);
        yield fold.picture(true, before.live() ? before.liveSince() : all.at(), all.at());
      }
      default -> {
        fold.step(event);
        yield fold.picture(before.live(), before.liveSince(), event.at());
      }
    };
  }

  private void step(AmiEvent event) {
    switch (event) {
      case AmiEvent.QueueCallerJoin e -> call(e.caller()).ifPresent(call -> join(call, e));
      case AmiEvent.QueueCallerLeave e ->
          call(e.caller()).ifPresent(call -> leave(call, e.queue()));
      case AmiEvent.QueueCallerAbandon e ->
          call(e.caller()).ifPresent(call -> leave(call, e.queue()));
      case AmiEvent.AgentCalled e ->
          call(e.caller()).ifPresent(call -> ring(call, e.device(), true));
      case AmiEvent.AgentRingNoAnswer e ->
          call(e.caller()).ifPresent(call -> ring(call, e.device(), false));
      case AmiEvent.AgentConnect e -> call(e.caller()).ifPresent(call -> connect(call, e));
      // For the queue a talk is over that goes on with a caller on hold or a third one; who
      // truly ends it hangs up.
      case AmiEvent.AgentComplete e -> {}
      case AmiEvent.QueueMemberChanged e -> tell(e.member());
      case AmiEvent.QueueMemberRemoved e -> remove(e.queue(), e.device());
      case AmiEvent.Hangup e -> hangup(e.leg());
      case AmiEvent.BridgeEntered e -> {} // the board asks how all stand
      case AmiEvent.KeyPressed e -> {} // nobody moves by it
      case AmiEvent.MusicStarted e -> {} // the same
      case AmiEvent.MusicStopped e -> {} // the same
      case AmiEvent.Lost e -> {} // told apart by the caller of this method
      case Resynced e -> {} // told apart by the caller of this method
    }
  }

  private void join(CallId call, AmiEvent.QueueCallerJoin e) {
    WaitingCaller known = waiting.get(call);
    if (known != null && known.hall().equals(e.queue())) {
      return; // heard already, perhaps with a newer position
    }
    talking.remove(call);
    earlier.remove(call);
    shift(e.queue(), position -> position >= e.position(), 1);
    waiting.put(
        call,
        new WaitingCaller(
            call,
            e.caller().uniqueId(),
            QueueName.shown(e.queue()),
            e.position(),
            0,
            e.at(),
            e.caller().language(),
            Set.of(),
            e.queue(),
            e.caller().channel()));
  }

  private void leave(CallId call, String queue) {
    WaitingCaller gone = waiting.get(call);
    if (gone != null && gone.hall().equals(queue)) {
      waiting.remove(call);
      shift(queue, position -> position > gone.position(), -1);
    }
  }

  private void shift(String queue, Predicate<Integer> who, int by) {
    waiting.replaceAll(
        (call, caller) ->
            caller.hall().equals(queue) && who.test(caller.position())
                ? caller.at(caller.position() + by)
                : caller);
  }

  private void ring(CallId call, String device, boolean rings) {
    WaitingCaller caller = waiting.get(call);
    if (caller != null) {
      Set<String> ringing = new HashSet<>(caller.ringing());
      String operator = QueueMember.operatorOf(device);
      boolean changed = rings ? ringing.add(operator) : ringing.remove(operator);
      if (changed) {
        waiting.put(call, caller.ringing(ringing));
      }
    }
  }

  private void connect(CallId call, AmiEvent.AgentConnect e) {
    leave(call, e.queue());
    TalkingCaller known = talking.get(call);
    if (known != null && known.operatorChannel().equals(e.memberChannel())) {
      return;
    }
    talking.put(
        call,
        new TalkingCaller(
            call,
            QueueName.shown(e.queue()),
            QueueMember.operatorOf(e.device()),
            e.at(),
            e.caller().language(),
            e.caller().channel(),
            e.memberChannel()));
  }

  private void hangup(Leg leg) {
    waiting.values().stream()
        .filter(caller -> caller.leg().equals(leg.uniqueId()))
        .findFirst()
        .ifPresent(caller -> leave(caller.call(), caller.hall()));
    earlier.values().removeIf(talk -> talk.callerChannel().equals(leg.channel()));
    talking.values().removeIf(talk -> talk.callerChannel().equals(leg.channel()));
    talking.values().stream()
        .filter(talk -> talk.operatorChannel().equals(leg.channel()))
        .toList()
        .forEach(
            talk -> {
              talking.remove(talk.call());
              earlier.put(talk.call(), talk); // the caller may be with somebody again soon
            });
    call(leg).ifPresent(call -> ring(call, QueueMember.deviceOf(leg.channel()), false));
  }

  private void tell(Member member) {
    Map<String, Member> queues = new HashMap<>(told.getOrDefault(member.device(), Map.of()));
    queues.put(member.queue(), member);
    told.put(member.device(), Map.copyOf(queues));
  }

  private void remove(String queue, String device) {
    Map<String, Member> queues = new HashMap<>(told.getOrDefault(device, Map.of()));
    queues.remove(queue);
    if (queues.isEmpty()) {
      told.remove(device);
    } else {
      told.put(device, Map.copyOf(queues));
    }
  }

  private void replaceAll(Resynced all) {
    told.clear();
    all.members().forEach(this::tell);
    Map<String, Channel> byLeg = new HashMap<>();
    for (Channel channel : all.channels()) {
      byLeg.put(channel.leg().uniqueId(), channel);
    }
    replaceWaiting(all, byLeg);
    TalksNow talks = new TalksNow(all, told.keySet());
    talking.values().removeIf(talk -> !talks.goesOn(talk));
    earlier.values().removeIf(talk -> !talks.isUp(talk.callerChannel()));
    talks.others(talking, earlier).forEach(talk -> talking.putIfAbsent(talk.call(), talk));
  }

  private void replaceWaiting(Resynced all, Map<String, Channel> byLeg) {
    waiting.clear();
    for (Waiting one : all.waiting()) {
      Channel channel = byLeg.get(one.uniqueId());
      String linkedId = channel == null ? one.uniqueId() : channel.leg().linkedId();
      String language = channel == null ? "" : channel.leg().language();
      call(linkedId)
          .ifPresent(
              call -> {
                WaitingCaller known = before.waiting().get(call);
                Instant since =
                    known != null && known.hall().equals(one.queue())
                        ? known.since()
                        : all.at().minus(one.waited());
                waiting.put(
                    call,
                    new WaitingCaller(
                        call,
                        one.uniqueId(),
                        QueueName.of(one.queue()).asked(),
                        one.position(),
                        one.priority(),
                        since,
                        language.isEmpty() && known != null ? known.language() : language,
                        ringingFor(linkedId, all),
                        one.queue(),
                        one.channel()));
              });
    }
  }

  private Set<String> ringingFor(String linkedId, Resynced all) {
    Set<String> ringing = new TreeSet<>();
    for (Channel channel : all.channels()) {
      String device = QueueMember.deviceOf(channel.leg().channel());
      if (channel.leg().linkedId().equals(linkedId)
          && channel.bridgeId().isEmpty()
          && told.containsKey(device)) {
        ringing.add(QueueMember.operatorOf(device));
      }
    }
    return ringing;
  }

  private QueuePicture picture(boolean live, Instant liveSince, Instant at) {
    Map<String, QueueMember> members = new HashMap<>();
    Map<String, QueueMember> people = new HashMap<>();
    told.forEach(
        (device, queues) -> {
          QueueMember one = member(device, queues, at);
          people.merge(one.operator(), one, QueueFold::nearer);
        });
    people.values().forEach(one -> members.put(one.device(), one));
    return new QueuePicture(live, liveSince, waiting, talking, earlier, members, told);
  }

  /// Of a person's two telephones the one that tells more: a talk, a ring, then the one at the
  /// desk.
  private static QueueMember nearer(QueueMember one, QueueMember other) {
    return Collections.max(List.of(one, other), Comparator.comparingInt(QueueFold::weight));
  }

  private static int weight(QueueMember one) {
    int desk = one.atDesk() ? 1 : 0;
    return switch (one.state()) {
      case TALKING -> 6 + desk;
      case RINGING -> 4 + desk;
      case IDLE, WRAP_UP, PAUSED -> 2 + desk;
      case UNREGISTERED -> desk;
    };
  }

  private QueueMember member(String device, Map<String, Member> queues, Instant at) {
    QueueMember now = MemberJudgement.of(device, queues, waiting.values(), talking.values(), at);
    QueueMember was = before.members().get(device);
    return was != null && was.sameAs(now) ? now.since(was.since()) : now;
  }

  private static Optional<CallId> call(Leg leg) {
    return call(leg.linkedId());
  }

  /// Part of an event is chosen by whoever calls; what cannot be a call's name is not one.
  static Optional<CallId> call(@Nullable String linkedId) {
    try {
      return Optional.of(new CallId(String.valueOf(linkedId)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
