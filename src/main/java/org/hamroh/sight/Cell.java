package org.hamroh.sight;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much of a field a role sees.
public enum Cell {
  /// Nothing, and no address that shows nothing else is open.
  NONE,

  /// The last two digits of a number.
  LAST2,

  /// The last two digits; the whole one on a click, with a reason, each time written down.
  REASON,

  /// Nothing, until the glass is broken: with a reason, for a while, and with an alarm.
  GLASS,

  /// Of what is theirs: because it was given to them, or because they spoke with the person.
  OWN,

  /// It stands there.
  ALL;

  /// As the file has it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Cell> of(String word) {
    return Arrays.stream(values())
        .filter(cell -> cell != NONE && cell.word().equals(word))
        .findAny();
  }

  /// Whether what leaves the house of it is at most a masked number.
  boolean isMasked() {
    return this == LAST2 || this == REASON;
  }
}
