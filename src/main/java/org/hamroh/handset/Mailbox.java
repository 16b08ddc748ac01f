package org.hamroh.handset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hamroh.ivr.HangupException;

/// What lies between a call and its page: signs for the page to fetch, moves for the call to take.
/// Shared by the call's thread and those of requests; the list of signs is its own lock.
final class Mailbox {

  /// The longest script takes 500 steps with a handful of signs each.
  private static final int MOST_SIGNS = 10_000;

  /// A hand on the keys is never so far ahead.
  private static final int MOST_MOVES = 50;

  /// Between two looks whether the page is still there.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// A sign as the page gets it.
  ///
  /// @param number   from 1; the page asks for what comes after the last that it has
  /// @param atMillis since the call was answered, as the caller's clock goes
  record Numbered(int number, long atMillis, Sign sign) {}

  private final HandsetClock clock;
  private final Instant start;
  private final long patienceNanos;
  private final long latestNanos;
  private final List<Numbered> signs = new ArrayList<>();
  private final BlockingQueue<Move> moves = new ArrayBlockingQueue<>(MOST_MOVES);
  private volatile long lastSeenNanos = System.nanoTime();
  private volatile boolean hungUp;
  private int readers;

  /// @param patience with a page that asks for no signs
  /// @param longest  that a call may take
  Mailbox(HandsetClock clock, Duration patience, Duration longest) {
    this.clock = clock;
    this.start = clock.instant();
    this.patienceNanos = patience.toNanos();
    this.latestNanos = System.nanoTime() + longest.toNanos();
  }

  void tell(Sign sign) {
    synchronized (signs) {
      if (signs.size() < MOST_SIGNS) {
        long at = Duration.between(start, clock.instant()).toMillis();
        signs.add(new Numbered(signs.size() + 1, at, sign));
        signs.notifyAll();
      }
    }
  }

  /// What was told after a number; waits for it, but not when a later question comes.
  List<Numbered> read(int after, Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    synchronized (signs) {
      int mine = ++readers;
      signs.notifyAll();
      lastSeenNanos = System.nanoTime();
      while (signs.size() <= after && mine == readers) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          break;
        }
        signs.wait(left);
      }
      lastSeenNanos = System.nanoTime();
      return List.copyOf(signs.subList(Math.min(Math.max(0, after), signs.size()), signs.size()));
    }
  }

  boolean offer(Move move) {
    if (move instanceof Move.HangUp) {
      hungUp = true;
      moves.clear();
    }
    return moves.offer(move);
  }

  /// The next move, when it comes in time. Moves of earlier turns are thrown away.
  ///
  /// @throws HangupException the page has hung up, has gone, or has played for long enough
  Optional<Move> next(int turn, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      check();
      long left = until - System.nanoTime();
      Move move;
      try {
        move = moves.poll(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HangupException(); // the server stops
      }
      if (move == null) {
        if (left <= 0) {
          return Optional.empty();
        }
      } else if (isOf(turn, move)) {
        return Optional.of(move);
      }
    }
  }

  private static boolean isOf(int turn, Move move) {
    return switch (move) {
      case Move.Ended ended -> ended.turn() == turn;
      case Move.Skip skip -> skip.turn() == turn;
      case Move.Speak speak -> speak.turn() == turn;
      case Move.Press press -> true;
      case Move.HangUp hangUp -> true;
    };
  }

  /// @throws HangupException as [#next]
  void check() {
    long now = System.nanoTime();
    if (hungUp || now - lastSeenNanos > patienceNanos || now > latestNanos) {
      throw new HangupException();
    }
  }
}
