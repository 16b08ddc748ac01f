package org.hamroh.campaign;

import java.util.Locale;

/// How far a campaign is. It moves down the list; an edit brings it back to the draft, and only
/// running and paused change places.
public enum CampaignState {
  DRAFT,

  /// Written; others check it.
  SUBMITTED,

  /// Waits for its hour. A repeated one stays so, and each run is a campaign of its own.
  SCHEDULED,

  /// Its hour has come: its audience is being frozen into rows.
  READY,

  RUNNING,
  PAUSED,

  /// Nothing of it leaves any more; its waiting messages are being cancelled.
  STOPPING,

  /// For good. What had begun to leave went out whole, the rest is cancelled.
  STOPPED,

  /// Everything has left. Receipts may still come.
  FINISHED;

  /// As it stands in tables and in the API: `draft`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CampaignState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether its text, audience and plan may still be changed.
  public boolean canBeWritten() {
    return this == DRAFT || this == SUBMITTED || this == SCHEDULED;
  }
}
