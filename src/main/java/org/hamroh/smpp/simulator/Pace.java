package org.hamroh.smpp.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// How many submits came in the last second. Safe for several threads.
final class Pace {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  // Guarded by this.
  private final Deque<Long> lately = new ArrayDeque<>();

  /// Counts one more, unless there are so many already.
  synchronized boolean bears(int most) {
    long now = System.nanoTime();
    while (!lately.isEmpty() && now - lately.getFirst() >= SECOND) {
      lately.removeFirst();
    }
    if (lately.size() >= most) {
      return false;
    }
    lately.addLast(now);
    return true;
  }
}
