package org.hamroh.ivr.outside;

import java.util.Optional;
import java.util.Set;

/// What scripts may name of the rest of the hotline, for their check.
///
/// @param texts   for callers, that an `sms` step sends; empty when they are not known here
/// @param lookups web services of the settings; empty when they are not known here
public record Names(Optional<Set<String>> texts, Optional<Set<String>> lookups) {

  /// Where the settings are not at hand: nothing is held against them.
  public static Names unknown() {
    return new Names(Optional.empty(), Optional.empty());
  }

  public static Names of(Set<String> texts, Set<String> lookups) {
    return new Names(Optional.of(Set.copyOf(texts)), Optional.of(Set.copyOf(lookups)));
  }
}
