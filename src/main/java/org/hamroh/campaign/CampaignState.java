package org.hamroh.campaign;

import java.util.Locale;

/// How far a campaign is. It moves down the list; only running and paused change places.
public enum CampaignState {
  DRAFT,

  /// Start was pressed: its audience is being frozen into rows.
  READY,

  RUNNING,
  PAUSED,

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
}
