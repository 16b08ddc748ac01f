package org.hamroh.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/// Whether the machine's clock can be believed. While it cannot, nobody knows whether it is night
/// somewhere: nothing leaves that has to mind the hour. Time that a machine counts by itself and
/// the time of day go on together; when they part, one of them has been set. Only a person can say
/// that it is right now, on the page of what is kept how long. Shared by threads.
public final class ClockDoubt {

  /// Small steps are how clocks are kept right.
  static final Duration MOST_APART = Duration.ofMinutes(2);

  private final Clock clock;
  private final LongSupplier nanos;
  private final AtomicBoolean jumped = new AtomicBoolean();
  private volatile Instant since;
  private volatile long sinceNanos;

  public ClockDoubt(Clock clock) {
    this(clock, System::nanoTime);
  }

  /// @param nanos counts on whatever the clock says, as [System#nanoTime] does
  public ClockDoubt(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.since = clock.instant();
    this.sinceNanos = nanos.getAsLong();
  }

  /// Whether it was set while we were looking, and nobody has said since that it is right.
  public boolean hasJumped() {
    Instant expected = since.plusNanos(nanos.getAsLong() - sinceNanos);
    if (Duration.between(expected, clock.instant()).abs().compareTo(MOST_APART) > 0) {
      jumped.set(true);
    }
    return jumped.get();
  }

  /// A person has said that it is right.
  public void believed() {
    since = clock.instant();
    sinceNanos = nanos.getAsLong();
    jumped.set(false);
  }

  /// Whether it is doubted now, by this or since an earlier start.
  public boolean isDoubted(Handle handle) {
    return hasJumped()
        || handle
            .createQuery("select 1 from retention_clock where doubted_at is not null")
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
  }
}
