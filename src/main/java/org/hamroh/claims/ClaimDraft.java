package org.hamroh.claims;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.ClaimFaults.Fault;
import org.hamroh.claims.party.Parties;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What somebody typed, before it is a claim or a line of one.
public final class ClaimDraft {

  /// A note of a page; stories belong into the case.
  static final int LONGEST_WORDS = 1_000;

  /// Older wages are beyond every court, and a slip of the finger.
  private static final int LONGEST_AGO_YEARS = 30;

  private ClaimDraft() {}

  /// Who owes, and for which days; what is left out is not known.
  ///
  /// @param from    `2026-03-01`
  /// @param version of the claim that was shown; absent for a new one
  public record Head(
      @Nullable String firm,
      @Nullable String site,
      @Nullable String agent,
      @Nullable String from,
      @Nullable String until,
      @Nullable Long version) {

    ReadHead read(LocalDate today) {
      List<Fault> faults = new ArrayList<>();
      ReadHead read =
          new ReadHead(
              name("firm", firm, faults),
              name("site", site, faults),
              name("agent", agent, faults),
              day("from", from, today, faults),
              day("until", until, today, faults));
      if (read.firm.isEmpty() && read.site.isEmpty() && read.agent.isEmpty() && faults.isEmpty()) {
        faults.add(new Fault("firm", "nobody"));
      }
      if (read.from.isPresent() && read.until.filter(read.from.get()::isAfter).isPresent()) {
        faults.add(new Fault("until", "order"));
      }
      throwAny(faults);
      return read;
    }
  }

  record ReadHead(
      Optional<String> firm,
      Optional<String> site,
      Optional<String> agent,
      Optional<LocalDate> from,
      Optional<LocalDate> until) {}

  /// A line to be added.
  ///
  /// @param kind     as in [LineKind#word]
  /// @param on       today when it is left out
  /// @param amount   `12 500,50`; of sums only
  /// @param caseId   of persons with a case of their own
  public record Line(
      @Nullable String kind,
      @Nullable String on,
      @Nullable String amount,
      @Nullable String currency,
      @Nullable String words,
      @Nullable String caseId) {

    ReadLine read(LocalDate today) {
      List<Fault> faults = new ArrayList<>();
      Optional<LineKind> of = LineKind.of(text(kind));
      if (of.isEmpty()) {
        throw new ClaimFaults(List.of(new Fault("kind", "unknown")));
      }
      boolean isSum = of.get().section() == LineKind.Section.SUM;
      Optional<Money> sum =
          isSum ? SumReader.read(text(amount), text(currency)) : Optional.<Money>empty();
      if (isSum && sum.isEmpty()) {
        faults.add(new Fault("amount", "amount"));
      }
      String said = text(words);
      if (said.length() > LONGEST_WORDS) {
        faults.add(new Fault("words", "long"));
      }
      Optional<CaseId> other = Optional.empty();
      if (!text(caseId).isEmpty()) {
        if (of.get().section() == LineKind.Section.PERSON && CaseId.isOne(text(caseId))) {
          other = Optional.of(new CaseId(text(caseId)));
        } else {
          faults.add(new Fault("case", "case"));
        }
      }
      if (of.get().section() == LineKind.Section.PERSON && said.isEmpty() && other.isEmpty()) {
        faults.add(new Fault("words", "empty"));
      }
      LocalDate day = day("on", on, today, faults).orElse(today);
      throwAny(faults);
      return new ReadLine(of.get(), day, sum, said, other);
    }
  }

  record ReadLine(
      LineKind kind, LocalDate on, Optional<Money> sum, String words, Optional<CaseId> otherCase) {}

  private static void throwAny(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new ClaimFaults(faults);
    }
  }

  private static Optional<String> name(String field, @Nullable String typed, List<Fault> faults) {
    String name = text(typed).replaceAll("\\s+", " ");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!Parties.isName(name)) {
      faults.add(new Fault(field, "name"));
    }
    return Optional.of(name);
  }

  private static Optional<LocalDate> day(
      String field, @Nullable String typed, LocalDate today, List<Fault> faults) {
    String text = text(typed);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isAfter(today)) {
        faults.add(new Fault(field, "future"));
      } else if (day.isBefore(today.minusYears(LONGEST_AGO_YEARS))) {
        faults.add(new Fault(field, "old"));
      }
      return Optional.of(day);
    } catch (DateTimeException e) {
      faults.add(new Fault(field, "day"));
      return Optional.empty();
    }
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
