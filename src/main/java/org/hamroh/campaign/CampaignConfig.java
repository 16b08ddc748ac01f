package org.hamroh.campaign;

import org.jspecify.annotations.Nullable;

/// The campaigns' part of the settings; may be left out.
///
/// @param approvalAbove recipients from which on a second person has to approve
public record CampaignConfig(@Nullable Long approvalAbove) {

  /// A village's list goes out on one person's word, a district's does not.
  private static final long USUAL = 1_000;

  public static final CampaignConfig STANDARD = new CampaignConfig(null);

  public long above() {
    return approvalAbove == null ? USUAL : approvalAbove;
  }
}
