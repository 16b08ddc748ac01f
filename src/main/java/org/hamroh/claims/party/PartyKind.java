package org.hamroh.claims.party;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/// What somebody who owes wages can be.
public enum PartyKind {
  FIRM,
  SITE,
  AGENT;

  /// As tables, addresses and the API have it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PartyKind> of(String word) {
    for (PartyKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
