package org.hamroh.claims;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.party.Party;
import org.joda.money.CurrencyUnit;

/// Wages that are owed to the person of a case, perhaps to others with them.
///
/// @param firm    who employs, as far as it is known
/// @param site    where the work was
/// @param agent   who brought the person there
/// @param from    first and last day of the work that was not paid
/// @param version counts the changes of who owes and since when
/// @param lines   oldest first, struck ones among them
public record Claim(
    long id,
    CaseId caseId,
    Optional<Party> firm,
    Optional<Party> site,
    Optional<Party> agent,
    Optional<LocalDate> from,
    Optional<LocalDate> until,
    long version,
    List<ClaimLine> lines) {

  public List<ClaimLine> lines(LineKind.Section section) {
    return lines.stream().filter(line -> line.kind().section() == section).toList();
  }

  /// What was claimed, agreed and recovered, by currency; without what was struck.
  public SortedMap<CurrencyUnit, Sums> sums() {
    SortedMap<CurrencyUnit, Sums> sums = new TreeMap<>();
    for (ClaimLine line : lines) {
      if (line.struck().isEmpty()) {
        line.sum()
            .ifPresent(
                sum -> sums.merge(sum.getCurrencyUnit(), Sums.of(line.kind(), sum), Sums::plus));
      }
    }
    return sums;
  }
}
