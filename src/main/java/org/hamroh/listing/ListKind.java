package org.hamroh.listing;

import java.util.Locale;
import java.util.Optional;

/// The lists that staff keep and callers hear.
public enum ListKind {
  /// Work that is offered, at home first.
  VACANCIES,

  /// Where somebody can be met.
  OFFICES;

  /// As scripts, tables and addresses write it: `vacancies`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ListKind> of(String word) {
    for (ListKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
