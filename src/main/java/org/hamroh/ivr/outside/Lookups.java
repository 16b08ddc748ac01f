package org.hamroh.ivr.outside;

import java.util.Map;
import java.util.Optional;

/// Asks another system by HTTP in the middle of a call.
public interface Lookups {

  /// Answers within 2 s, whatever the other side does.
  ///
  /// @param lookup  its name in the settings (`lookups.<name>`)
  /// @param values  what it is asked with: answers that the caller has given
  /// @return the answer's fields; nothing when there was no good answer in time
  Optional<Map<String, String>> ask(String lookup, Map<String, String> values);

  static Lookups none() {
    return (lookup, values) -> Optional.empty();
  }
}
