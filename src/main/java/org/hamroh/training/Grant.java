package org.hamroh.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody may take hard calls before the others.
///
/// @param by   the supervisor who said so
/// @param runs the practice calls that it rests on
public record Grant(
    String id,
    String login,
    Instant at,
    String by,
    Instant until,
    List<String> runs,
    Optional<Instant> withdrawn) {

  public Grant {
    runs = List.copyOf(runs);
  }

  public boolean holds(Instant now) {
    return withdrawn.isEmpty() && now.isBefore(until);
  }
}
