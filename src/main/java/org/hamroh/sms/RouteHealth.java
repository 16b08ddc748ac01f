package org.hamroh.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamroh.smpp.LinkState;
import org.hamroh.smpp.Refusal;
import org.jspecify.annotations.Nullable;

/// Whether a route does its work. It is in trouble while its link is down, and when the carrier has
/// answered several segments running with trouble of its own. Other routes take over when that
/// lasts.
final class RouteHealth {

  /// Refusals running that are no accident any more.
  private static final int MOST_RUNNING = 5;

  // Guarded by this.
  private @Nullable Instant downSince;
  private @Nullable Instant sickSince;
  private int running;

  synchronized void look(LinkState link, Instant now) {
    if (link.up()) {
      downSince = null;
    } else if (downSince == null) {
      downSince = now;
    }
  }

  synchronized void good() {
    running = 0;
    sickSince = null;
  }

  synchronized void refused(Refusal refusal, Instant now) {
    if (refusal.retry() == Refusal.Retry.LATER && ++running >= MOST_RUNNING && sickSince == null) {
      sickSince = now;
    }
  }

  /// Since when, if it is.
  synchronized Optional<Instant> troubledSince() {
    Instant down = downSince;
    Instant sick = sickSince;
    if (down == null || sick == null) {
      return Optional.ofNullable(down == null ? sick : down);
    }
    return Optional.of(down.isBefore(sick) ? down : sick);
  }

  boolean hasFallen(Duration failover, Instant now) {
    return troubledSince().filter(since -> !now.isBefore(since.plus(failover))).isPresent();
  }
}
