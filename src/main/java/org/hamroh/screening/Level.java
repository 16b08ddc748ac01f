package org.hamroh.screening;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How soon something must be done, from the most urgent on. Says nothing of what a person is.
public enum Level {
  EMERGENCY,
  HIGH,
  MEDIUM,
  LOW;

  /// As tables, pages and the API have it: `high`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a supervisor is told, and help elsewhere is offered.
  public boolean opensReferral() {
    return this == EMERGENCY || this == HIGH;
  }

  public boolean isMoreUrgentThan(Level other) {
    return compareTo(other) < 0;
  }

  static Optional<Level> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findAny();
  }
}
