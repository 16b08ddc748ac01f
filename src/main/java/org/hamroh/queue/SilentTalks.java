package org.hamroh.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;

/// Talks with callers who cannot speak and answer by key.
@FunctionalInterface
public interface SilentTalks {

  /// @param answer `yes` or `no`
  record Answer(Instant at, String answer) {}

  /// The answers so far, in order; empty when the caller can speak. May read the store.
  ///
  /// @param queue that brought caller and operator together
  Optional<List<Answer>> of(CallId call, String queue);

  /// Where everybody speaks.
  static SilentTalks none() {
    return (call, queue) -> Optional.empty();
  }
}
