package org.hamroh.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/// What one call has heard so far, and which of it its script has not looked at yet. Thread-safe:
/// the thread that hears adds, the thread that plays the caller takes.
final class HeardLog {

  /// A prompt that seems to begin a little before the key was brought by it all the same: a PBX may
  /// send its first two frames together.
  private static final Duration BEFORE_KEY = Duration.ofMillis(-40);

  /// Ten minutes of prompts at 60 ms each; more is not kept.
  private static final int MAX_HEARD = 10_000;

  private final List<Heard> heard = new ArrayList<>();
  private final List<Consumer<Heard>> listeners = new ArrayList<>();
  private int seen;
  private long keyNanos;

  synchronized void add(SortedSet<String> names, long beganNanos, long answerNanos) {
    if (heard.size() == MAX_HEARD) {
      return;
    }
    long mark = Math.max(answerNanos, keyNanos);
    Heard one =
        new Heard(
            names, Duration.ofNanos(beganNanos - answerNanos), Duration.ofNanos(beganNanos - mark));
    heard.add(one);
    listeners.forEach(listener -> listener.accept(one));
  }

  /// The listener gets what was heard already, too.
  synchronized void addListener(Consumer<Heard> listener) {
    heard.forEach(listener);
    listeners.add(listener);
  }

  /// A key was let go: what follows is new, and times are counted from here.
  synchronized void keyReleased() {
    keyNanos = System.nanoTime();
    seen = heard.size();
  }

  /// When the last key was let go; 0 when none was.
  synchronized long keyNanos() {
    return keyNanos;
  }

  /// The next prompt that is wanted; those before it are passed over.
  ///
  /// @param others takes the names that were passed over
  synchronized Optional<Heard> next(Set<String> wanted, Set<String> others) {
    while (seen < heard.size()) {
      Heard one = heard.get(seen++);
      if (one.isOneOf(wanted) && one.delay().compareTo(BEFORE_KEY) >= 0) {
        return Optional.of(one);
      }
      others.add(one.name());
    }
    return Optional.empty();
  }

  synchronized List<Heard> all() {
    return List.copyOf(heard);
  }
}
