package org.hamroh.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets a thread wait until something about a call is true. Whoever changes the call says
/// [#changed]; whoever waits looks again. Thread-safe.
final class Signal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  void changed() {
    lock.lock();
    try {
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Asks until there is an answer, at once and after each change.
  ///
  /// @return the answer, empty when the time is over
  <T> Optional<T> await(Supplier<Optional<T>> question, Duration within) {
    long left = within.toNanos();
    lock.lock();
    try {
      while (true) {
        Optional<T> answer = question.get();
        if (answer.isPresent() || left <= 0) {
          return answer;
        }
        left = news.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TelephoneException("the telephone was stopped while it waited", e);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the fact holds.
  ///
  /// @return whether it does
  boolean awaitTrue(Supplier<Boolean> fact, Duration within) {
    return await(() -> fact.get() ? Optional.of(true) : Optional.empty(), within).isPresent();
  }

  /// Only time can bring what is awaited, or a change; whichever comes first.
  void pause(long nanos) {
    lock.lock();
    try {
      news.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TelephoneException("the telephone was stopped while it waited", e);
    } finally {
      lock.unlock();
    }
  }
}
