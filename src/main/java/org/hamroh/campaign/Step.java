package org.hamroh.campaign;

import java.time.Instant;
import java.util.Locale;

/// One thing that somebody did with a campaign.
///
/// @param nr counts from 1
/// @param by login name; [#ITSELF] when it was the server
public record Step(long nr, Kind kind, String by, Instant at, String note) {

  public static final String ITSELF = "hamroh";

  /// What can be done with a campaign.
  public enum Kind {
    /// Made or changed: from now on it has to be checked again.
    WRITTEN,
    TESTED,
    SUBMITTED,
    LANGUAGE,
    LEGAL,
    APPROVED,

    /// Sent back to whoever wrote it.
    RETURNED,
    SCHEDULED,
    STARTED,
    PAUSED,
    RESUMED,
    STOPPED,

    /// The money that it may cost was changed.
    BUDGET,
    EXPIRED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
