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

  /// Takes as many places as are free and may be used now, at least one.
  ///
  /// @return how many, 0 when none came free in time
  public int reserve(int most, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return 0;
    }
    long pause;
    while ((pause = untilToken(most)) > 0) {
      if (System.nanoTime() + pause > deadline) {
        places.release();
        return 0;
      }
      TimeUnit.NANOSECONDS.sleep(pause);
    }
    int taken = 1;
    while (taken < most && moreTokens() && places.tryAcquire()) {
      useToken();
      taken++;
    }
    return taken;
  }

  /// Segments that may be on their way without an answer.
  public int size() {
    return size;
  }

  /// Gives places back after the results are kept.
  public void release(int taken) {
    places.release(taken);
  }

  /// Gives back places of which nothing left, with their share of the pace.
  public synchronized void unused(int taken) {
    tokens += taken; // refill cuts off what is too much
    places.release(taken);
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

  /// Uses a token, or says how many nanoseconds are left until there is one.
  private synchronized long untilToken(int most) {
    refill();
    double worth = Math.max(1, Math.min(most, pace / WAKES_PER_SECOND));
    if (tokens >= worth) {
      tokens -= 1;
      return 0;
    }
    return Math.max(1, (long) ((worth - tokens) / (pace * MARGIN) * SECOND));
  }

  private synchronized boolean moreTokens() {
    refill();
    return tokens >= 1;
  }

  private synchronized void useToken() {
    tokens -= 1;
  }

  private void refill() {
    long now = System.nanoTime();
    double seconds = (now - counted) / (double) SECOND;
    counted = now;
    if (now - slowed > SECOND) {
      pace = Math.min(agreed, pace + agreed * 0.05 * seconds);
    }
    tokens =
        Math.min(tokens + pace * MARGIN * seconds, Math.max(1, pace * MARGIN / BURSTS_PER_SECOND));
  }
}
