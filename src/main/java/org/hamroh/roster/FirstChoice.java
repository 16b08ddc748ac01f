package org.hamroh.roster;

import java.util.Optional;
import org.hamroh.phone.CallerKey;

/// Says which operator a caller should be given before all others: who keeps the caller's case, or
/// talked with the caller last. Asked while the caller waits, so it answers from an index or
/// memory.
@FunctionalInterface
public interface FirstChoice {

  /// @return `op1`; nothing when there is no such person
  Optional<String> operatorFor(CallerKey caller);
}
