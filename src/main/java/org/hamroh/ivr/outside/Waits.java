package org.hamroh.ivr.outside;

import java.util.Optional;

/// How long somebody will wait for a person.
@FunctionalInterface
public interface Waits {

  /// In whole minutes.
  ///
  /// @param from 0: less than `to`
  /// @param to   0: more than `from`
  record Range(int from, int to) {}

  /// The wait of a caller who joins this queue now; empty when nobody knows, or when saying it
  /// could make somebody wait longer. Answers at once.
  Optional<Range> before(String queue);

  static Waits none() {
    return queue -> Optional.empty();
  }
}
