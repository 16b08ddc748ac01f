package org.hamroh.call;

import java.time.Instant;
import java.util.Comparator;

/// An event with its place: which call, when, who told it.
///
/// @param at      to the millisecond; the PBX's queue log knows whole seconds only
/// @param ordinal orders what one source told in the same millisecond: a count, or the place of a
///                line in its file
public record ToldEvent(CallId call, Instant at, Source source, long ordinal, CallEvent event) {

  /// The order of a call, the same whichever way the events arrived.
  static final Comparator<ToldEvent> IN_ORDER =
      Comparator.comparing(ToldEvent::at)
          .thenComparing(ToldEvent::source)
          .thenComparingLong(ToldEvent::ordinal)
          .thenComparing(told -> told.event().getClass().getSimpleName());

  /// Who saw it.
  public enum Source {
    /// The server, while it spoke with the caller.
    IVR,
    /// The PBX's own files.
    PBX,
    /// Nobody: the PBX no longer knows a call whose end nobody saw.
    RECONCILE;

    /// As it stands in the table.
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Source of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  public ToldEvent {
    at = at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }
}
