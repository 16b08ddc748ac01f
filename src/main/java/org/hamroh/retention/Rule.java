package org.hamroh.retention;

import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/// How long one class of what we know of persons is kept.
///
/// @param name   in one word: `caller-numbers`
/// @param kept   days or months
/// @param work   lets go of what is older
public record Rule(String name, Period kept, Work work) {

  /// Lets go of what is older than a moment. May be done again after a crash at any point.
  @FunctionalInterface
  public interface Work {

    /// @return how many
    /// @throws IOException when the disk fails
    int letGo(Instant before) throws IOException;
  }

  Instant before(Instant now, ZoneId zone) {
    return now.atZone(zone).minus(kept).toInstant();
  }
}
