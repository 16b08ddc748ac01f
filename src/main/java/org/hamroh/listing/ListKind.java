package org.hamroh.listing;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The lists that staff keep and callers hear.
public enum ListKind {
  /// Work that is offered, at home first.
  VACANCIES(Set.of("profession", "place", "salary")),

  /// Where somebody can be met.
  OFFICES(Set.of("office", "place"));

  private final Set<String> spoken;

  ListKind(Set<String> spoken) {
    this.spoken = spoken;
  }

  /// As scripts, tables and addresses write it: `vacancies`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The placeholders that its items fill when they are said.
  public Set<String> spoken() {
    return spoken;
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
