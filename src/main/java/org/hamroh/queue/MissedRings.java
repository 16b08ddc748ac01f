package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hamroh.ami.AmiEvent;

/// Counts for each operator the rings in a row that nobody answered. Kept in the store, so that a
/// restart forgives nobody. For the desk's thread alone.
final class MissedRings {

  /// Rings at one moment: a few for each operator. Older ones have lost their end.
  private static final int MOST_RINGS = 1_000;

  private record Ring(String device, String call) {}

  private final MemberStore store;
  private final MissedRule rule;
  private final Map<Ring, Instant> ringing = new HashMap<>();
  private final Map<String, Integer> misses = new HashMap<>();

  MissedRings(MemberStore store, MissedRule rule) {
    this.store = store;
    this.rule = rule;
  }

  void load() {
    misses.putAll(store.misses());
  }

  void rings(AmiEvent.AgentCalled event) {
    if (ringing.size() >= MOST_RINGS) {
      ringing.clear();
    }
    ringing.put(new Ring(event.device(), event.caller().linkedId()), event.at());
  }

  /// @return whether the operator needs a rest now
  boolean unanswered(AmiEvent.AgentRingNoAnswer event) {
    Instant since = ringing.remove(new Ring(event.device(), event.caller().linkedId()));
    if (since == null || !rule.isMiss(Duration.between(since, event.at()))) {
      return false;
    }
    String operator = QueueMember.operatorOf(event.device());
    int now = misses.getOrDefault(operator, 0) + 1;
    put(operator, now);
    return rule.pauses(now);
  }

  void answered(AmiEvent.AgentConnect event) {
    ringing.keySet().removeIf(ring -> ring.call.equals(event.caller().linkedId()));
    forgive(QueueMember.operatorOf(event.device()));
  }

  void forgive(String operator) {
    if (misses.getOrDefault(operator, 0) > 0) {
      put(operator, 0);
    }
  }

  void restIsOver(String operator) {
    put(operator, rule.afterRest());
  }

  private void put(String operator, int count) {
    misses.put(operator, count);
    store.putMisses(operator, count);
  }
}
