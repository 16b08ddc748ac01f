package org.hamroh.hours;

import java.time.Instant;
import java.time.ZonedDateTime;

/// A time when people are there.
///
/// @param opens  the first moment
/// @param closes the first moment after it
public record Stretch(ZonedDateTime opens, ZonedDateTime closes) {

  boolean holds(Instant moment) {
    return !moment.isBefore(opens.toInstant()) && moment.isBefore(closes.toInstant());
  }
}
