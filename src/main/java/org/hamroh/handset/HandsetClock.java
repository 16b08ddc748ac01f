package org.hamroh.handset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that runs like every other, from a time of the caller's choice, and jumps over what the
/// person did not want to wait for.
final class HandsetClock extends Clock {

  private final Clock real;
  private volatile Duration ahead;

  /// @param real  in the site's time zone
  /// @param ahead how much later (or, negative, earlier) it is for the caller
  HandsetClock(Clock real, Duration ahead) {
    this.real = real;
    this.ahead = ahead;
  }

  /// Only the call's own thread jumps.
  void jump(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new HandsetClock(real.withZone(zone), ahead);
  }
}
