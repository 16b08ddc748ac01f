package org.hamroh.gate;

import java.time.Instant;
import java.util.Optional;

/// Whether something may go out to a number.
public sealed interface Verdict {

  record Open() implements Verdict {}

  /// @param again when it makes sense to ask again; never, when empty
  record Closed(Reason reason, Optional<Instant> again) implements Verdict {}
}
