package org.hamroh.claims;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hamroh.cases.CaseId;
import org.joda.money.Money;

/// A sum, a step, a piece of evidence or a person of a claim.
///
/// @param on        when it was, or was agreed, or came in
/// @param sum       of sums only; more than nothing
/// @param words     what was done, what the evidence is, who the person is; may be empty
/// @param otherCase of persons who have a case of their own
/// @param struck    who took it back; it counts no more, and stays to be seen
public record ClaimLine(
    long id,
    LineKind kind,
    LocalDate on,
    Optional<Money> sum,
    String words,
    Optional<CaseId> otherCase,
    Instant addedAt,
    String addedBy,
    Optional<Struck> struck) {

  public record Struck(Instant at, String by) {}
}
