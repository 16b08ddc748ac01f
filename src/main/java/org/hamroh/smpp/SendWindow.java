package org.hamroh.smpp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many segments may be on their way without an answer, and how fast they may leave. A place is
/// taken before the segment is marked in the store and given back after its result is kept there,
/// so a crash never leaves more marks than places. Safe for several threads.
///
/// "Too fast" from the SMSC halves the pace, at most once a second; without complaint it grows back
/// by a twentieth a second. One segment a second is the floor.
public final class SendWindow {

  /// Segments that may leave together after an idle moment: 20 ms worth, so that no second holds
  /// more than 2 % above what was agreed.
  private static final int BURSTS_PER_SECOND = 50;

  /// A burst on top of the even flow must not break the agreement in any second, nor must segments
  /// that were held up on the way and arrive together.
  private static final double MARGIN = 0.985;

  /// At hundreds a second it is not worth while to wake for each one: 5 ms worth together.
  private static final int WAKES_PER_SECOND = 200;

  /// Where only a few leave in a second, whoever wakes late by a tenth of a segment's time loses
  /// nothing of it; ten a second and this together are still not eleven.
  private static final double LATE = 1.1;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int size;
  private final int agreed;
  private final Semaphore places;

  // Guarded by this.
  private double pace;
  private double tokens;
  private long counted = System.nanoTime();
  private long slowed = counted - SECOND;

  /// @param size   places
  /// @param agreed segments per second, never more
  public SendWindow(int size, int agreed) {
    this.size = size;
    this.agreed = agreed;
    this.places = new Semaphore(size);
    this.pace = agreed;
  }

  /// Takes as many places as there are and the pace allows now. Never waits.
  ///
  /// @param held places whose results the same write keeps: they are free with it, and [#settle]
  ///             says that it is done
  /// @param most wanted
  /// @return how many; 0 when no place is free, or it is too early: see [#pause]
  public synchronized int take(int held, int most) {
    refill();
    int taken = 0;
    if (tokens >= worth(most)) {
      while (taken < most && tokens >= 1 && (taken < held || places.tryAcquire())) {
        tokens -= 1;
        taken++;
      }
    }
    return taken;
  }

  /// How long until the pace allows more; zero when only an answer is waited for.
  public synchronized Duration pause(int most) {
    refill();
    double missing = worth(most) - tokens;
    return missing <= 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, (long) (missing / (pace * MARGIN) * SECOND)));
  }

  /// The write is done: its results are kept and its segments marked.
  ///
  /// @param held  as it was told to [#take]
  /// @param taken what that gave
  /// @param used  segments that are marked; they keep their places until their results are kept
  public synchronized void settle(int held, int taken, int used) {
    tokens += taken - used; // refill cuts off what is too much
    places.release(held + Math.max(0, taken - held) - used);
  }

  /// The write has failed: nothing is marked, and the results still hold their places.
  public synchronized void undo(int held, int taken) {
    tokens += taken;
    places.release(Math.max(0, taken - held));
  }

  /// Segments that may be on their way without an answer.
  public int size() {
    return size;
  }

  public synchronized void slowDown() {
    refill();
    long now = System.nanoTime();
    if (now - slowed >= SECOND) {
      slowed = now;
      pace = Math.max(1, pace / 2);
      tokens = Math.min(tokens, 0);
    }
  }

  /// Segments per second that the carrier bears at present.
  public synchronized double pace() {
    refill();
    return pace;
  }

  /// Places that are taken.
  public int inFlight() {
    return size - places.availablePermits();
  }

  private double worth(int most) {
    return Math.max(1, Math.min(most, pace / WAKES_PER_SECOND));
  }

  private void refill() {
    long now = System.nanoTime();
    double seconds = (now - counted) / (double) SECOND;
    counted = now;
    if (now - slowed > SECOND) {
      pace = Math.min(agreed, pace + agreed * 0.05 * seconds);
    }
    tokens =
        Math.min(
            tokens + pace * MARGIN * seconds, Math.max(LATE, pace * MARGIN / BURSTS_PER_SECOND));
  }
}
