package org.hamroh.retention;

import java.time.Instant;
import java.util.Optional;

/// What is thought of the machine's clock.
///
/// @param seenAt    when it was last looked at while it was believed
/// @param doubtedAt since when it is doubted
record ClockState(Instant seenAt, Optional<Instant> doubtedAt) {

  boolean isDoubted() {
    return doubtedAt.isPresent();
  }
}
