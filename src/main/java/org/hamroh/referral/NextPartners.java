package org.hamroh.referral;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.directory.DirectorySearch;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.Organisation;
import org.jdbi.v3.core.Handle;

/// Whom to ask when a partner has declined: the same service, and nobody who was asked before.
final class NextPartners {

  private static final int MOST = 3;

  private NextPartners() {}

  static List<Organisation> after(Handle handle, Referral declined) {
    Organisation before = DirectoryStore.organisation(handle, declined.partner()).orElseThrow();
    Set<String> asked =
        ReferralStore.ofCase(handle, declined.id().caseId()).stream()
            .map(Referral::partner)
            .collect(Collectors.toSet());
    DirectorySearch search = new DirectorySearch(declined.service(), null, null, null, false);
    return DirectoryStore.find(handle, search, declined.offeredAt()).stream()
        .map(DirectorySearch.Found::organisation)
        .filter(one -> !asked.contains(one.id()))
        .sorted(
            Comparator.comparing((Organisation one) -> !one.country().equals(before.country()))
                .thenComparing(one -> !Objects.equals(one.placeId(), before.placeId()))
                .thenComparing(one -> one.email().isEmpty() && one.phone().isEmpty())
                .thenComparing(Organisation::nameEn))
        .limit(MOST)
        .toList();
  }
}
