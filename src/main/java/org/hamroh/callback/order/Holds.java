package org.hamroh.callback.order;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Which operators the PBX keeps from waiting callers, because the next turn is a call-back's. A
/// PBX that has been started anew has forgotten, so what is wanted is said again now and then.
/// Used by one thread.
public final class Holds implements AutoCloseable {

  /// How long a forgotten hold may last.
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final Logger LOG = LogManager.getLogger(Holds.class);

  /// Tells the PBX.
  @FunctionalInterface
  public interface Pbx {

    /// @return whether it is done
    boolean hold(String operator, boolean held);
  }

  /// After a refusal the PBX is left in peace for so long.
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(2);

  /// @param done whether the PBX has agreed
  private record Told(boolean held, boolean done, Instant at) {

    boolean isStale(boolean wish, Instant now) {
      if (now.isBefore(at)) {
        return true; // the clock was set back
      }
      Instant again = at.plus(done ? AGAIN : AFTER_REFUSAL);
      return done && held != wish || (held || !done) && !now.isBefore(again);
    }
  }

  private final Pbx pbx;
  private final Map<String, Told> told = new HashMap<>();

  public Holds(Pbx pbx) {
    this.pbx = pbx;
  }

  /// @param wanted    shall be held
  /// @param operators everybody; who is not wanted is let go
  /// @return those who are held now
  Set<String> set(Set<String> wanted, Set<String> operators, Instant now) {
    Set<String> held = new HashSet<>();
    for (String operator : new TreeSet<>(operators)) {
      boolean wish = wanted.contains(operator);
      Told last = told.get(operator);
      if (last == null || last.isStale(wish, now)) {
        boolean done = pbx.hold(operator, wish);
        last = new Told(wish, done, now);
        told.put(operator, last);
        if (!done) {
          LOG.warn("event=hold-not-set operator={} held={}", operator, wish);
        }
      }
      if (last.held() && last.done()) {
        held.add(operator);
      }
    }
    return held;
  }

  /// Lets everybody go.
  @Override
  public void close() {
    told.forEach(
        (operator, last) -> {
          if (last.held() && !pbx.hold(operator, false)) {
            LOG.warn("event=hold-not-set operator={} held=false", operator);
          }
        });
    told.clear();
  }
}
