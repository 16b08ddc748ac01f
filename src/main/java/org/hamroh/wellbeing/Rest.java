package org.hamroh.wellbeing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.WantedState;

/// A pause after a hard call that somebody has now.
///
/// @param until when it ends by itself
public record Rest(Instant until) {

  /// So long before its end the operator is told.
  static final Duration WARNING = Duration.ofMinutes(1);

  static Optional<Rest> of(OperatorDesk desk, String operator) {
    return desk.state(operator)
        .filter(state -> state.kind() == WantedState.Kind.PAUSED)
        .filter(state -> state.reason().equals(OperatorDesk.REST))
        .flatMap(state -> Optional.ofNullable(state.until()))
        .map(Rest::new);
  }

  /// Whether calls come in a moment.
  boolean isEnding(Instant now) {
    return !now.plus(WARNING).isBefore(until);
  }
}
