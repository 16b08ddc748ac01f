package org.hamroh.referral;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How partners are written to.
///
/// @param address  where they reach our pages, `https://hotline.union.example`; links lead to this
///                 machine's own address when absent, which no partner can open
/// @param schedule of `hours.yaml`, in whose hours what is due is counted; `operators` when absent
public record ReferralConfig(@Nullable URI address, @Nullable String schedule) {

  public static final ReferralConfig STANDARD = new ReferralConfig(null, null);

  public String hours() {
    return schedule == null ? "operators" : schedule;
  }
}
