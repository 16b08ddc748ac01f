package org.hamroh.queue;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.queue.OperatorDesk.Outcome;
import org.hamroh.queue.WantedState.Kind;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jspecify.annotations.Nullable;

/// How each operator wants to stand in the queues: written before the PBX is told, and told again
/// when the PBX has forgotten. Changed by the desk's one thread alone; read by all.
final class WantedStates {

  private static final Logger LOG = LogManager.getLogger(WantedStates.class);

  private final Map<String, WantedState> wanted = new ConcurrentHashMap<>();
  private final MemberStore store;
  private final MemberPause pbx;
  private final LiveFeed feed;
  private final Clock clock;

  WantedStates(MemberStore store, MemberPause pbx, LiveFeed feed, Clock clock) {
    this.store = store;
    this.pbx = pbx;
    this.feed = feed;
    this.clock = clock;
  }

  /// What was wanted before the server went down.
  void remember() {
    store.all().forEach(one -> wanted.put(one.operator(), one));
  }

  @Nullable WantedState of(String operator) {
    return wanted.get(operator);
  }

  Collection<WantedState> all() {
    return wanted.values();
  }

  /// Notes a wish, and has it done.
  Outcome want(WantedState wish) {
    wanted.put(wish.operator(), wish);
    write(wish);
    return act(wish);
  }

  private Outcome act(WantedState wish) {
    AmiAnswer<String> answer =
        pbx.pause("PJSIP/" + wish.operator(), wish.kind() != Kind.READY, wish.reason());
    WantedState result = answer.isDone() ? wish.doneNow() : wish.failed(answer.reason());
    wanted.put(result.operator(), result);
    write(result);
    feed.changed("operators");
    if (!answer.isDone()) {
      LOG.warn(
          "event=operator-state-not-set operator={} wanted={} reason=\"{}\"",
          wish.operator(),
          wish.kind().word(),
          answer.reason());
    }
    return switch (answer) {
      case AmiAnswer.Done<String> done -> new Outcome.Done();
      case AmiAnswer.Refused<String> refused ->
          new Outcome.Refused("The PBX refuses: " + refused.reason());
      case AmiAnswer.NotSent<String> notSent ->
          new Outcome.Later("It is done as soon as the PBX can be reached.");
      case AmiAnswer.Unanswered<String> unanswered ->
          new Outcome.Later("It is done as soon as the PBX can be reached.");
    };
  }

  /// A store that is down must not keep calls from an operator: the wish holds while we live.
  private void write(WantedState state) {
    try {
      store.put(state, state.done() ? clock.instant() : null);
    } catch (StoreException e) {
      LOG.error("event=operator-state-not-kept operator={}", state.operator(), e);
    }
  }

  /// The PBX has told how its members stand: a restart has forgotten their pauses, or a wish could
  /// not be told while it was away. A pause that the PBX made itself is left to the operator.
  void askAgain(List<AmiEvent.Member> members) {
    for (WantedState one : wanted.values()) {
      List<AmiEvent.Member> its =
          members.stream()
              .filter(member -> QueueMember.operatorOf(member.device()).equals(one.operator()))
              .toList();
      if (!its.isEmpty() && differs(one, its)) {
        LOG.info(
            "event=operator-state-again operator={} wanted={}", one.operator(), one.kind().word());
        act(one);
      } else if (!its.isEmpty() && !one.done()) {
        settle(one); // it stands as it was wanted, whoever did it
      }
    }
  }

  private void settle(WantedState wish) {
    WantedState result = wish.doneNow();
    wanted.put(result.operator(), result);
    write(result);
    feed.changed("operators");
  }

  private static boolean differs(WantedState wanted, List<AmiEvent.Member> members) {
    return switch (wanted.kind()) {
      case READY ->
          members.stream()
              .anyMatch(
                  member ->
                      member.paused()
                          && (!wanted.done()
                              || member.pausedReason().equals(OperatorDesk.WRAP_UP)));
      case PAUSED, WRAP_UP ->
          members.stream()
              .anyMatch(
                  member -> !member.paused() || !member.pausedReason().equals(wanted.reason()));
    };
  }
}
