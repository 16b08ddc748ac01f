package org.hamroh.erasure;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One erasure, as everybody may see it: never whom it was about.
///
/// @param reason    one of [#REASONS]
/// @param settledBy who confirmed or withdrew it; empty while it is asked for
/// @param counts    how many of each kind went, or will go
public record Erasure(
    String id,
    State state,
    String reason,
    Instant askedAt,
    String askedBy,
    Optional<Instant> settledAt,
    String settledBy,
    Optional<Instant> doneAt,
    Map<String, Integer> counts) {

  /// The person asked in writing, or by word with the safe word; somebody was taken for another;
  /// an authority ordered it.
  public static final List<String> REASONS = List.of("written", "spoken", "mistake", "order");

  /// How far it is.
  public enum State {
    /// A second person must confirm it.
    ASKED,
    WITHDRAWN,
    /// Confirmed; goes on by itself, after a crash too.
    ERASING,
    /// Everything is gone; the store is being written anew.
    CLEANING,
    DONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Erasure {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
