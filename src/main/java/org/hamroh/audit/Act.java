package org.hamroh.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody did with what is kept of persons.
public enum Act {
  OPEN,
  SEARCH,
  UNMASK,
  LISTEN,
  PRINT,
  EXPORT,
  CHANGE,
  ERASE,
  RIGHTS,
  BREAK_GLASS,
  /// Somebody looked at more persons than their work needs: the watch wrote it, not they.
  BULK,
  REFUSED;

  /// As it stands in the store.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether something is done, not only looked at.
  boolean isDeed() {
    return this == CHANGE || this == ERASE || this == RIGHTS;
  }

  static Optional<Act> of(String word) {
    return Arrays.stream(values()).filter(act -> act.word().equals(word)).findAny();
  }
}
