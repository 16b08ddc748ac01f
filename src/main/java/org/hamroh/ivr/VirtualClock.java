package org.hamroh.ivr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that stands still until it is told how much time a call has taken: a conversation of ten
/// minutes is played in a moment. For one thread.
public final class VirtualClock extends Clock {

  private final ZoneId zone;
  private Instant now;

  public VirtualClock(Instant start, ZoneId zone) {
    this.now = start;
    this.zone = zone;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new VirtualClock(now, other);
  }
}
