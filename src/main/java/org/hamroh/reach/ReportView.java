package org.hamroh.reach;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report as it is told: without counts that are so small that they might be about one person.
/// Numbers that are null are from one to four.
///
/// @param states  of the moment at which it is shown; they add up to `asked`
/// @param counted of the moment at which the tables below were counted: their sum is `countedAsked`
/// @param places  small ones together as `other`
public record ReportView(
    long campaign,
    String name,
    Instant countedAt,
    boolean settled,
    long asked,
    Map<String, Long> states,
    Map<String, Long> fates,
    long countedAsked,
    Map<String, Long> counted,
    long accepted,
    List<Report.Failure> failures,
    List<Report.Row> networks,
    List<Report.Row> places,
    List<Report.Step> receipts,
    long stepSeconds,
    Rang rang,
    Stopped stopped,
    Report.Heard heard) {

  /// Name of the row that holds the small ones.
  public static final String OTHER = "other";

  public record Rang(
      @Nullable Long people,
      @Nullable Long peopleBefore,
      @Nullable Long calls,
      @Nullable Long callsBefore,
      long open) {}

  public record Stopped(@Nullable Long people, long open) {}

  /// @param states of this moment
  static ReportView of(String name, Report report, Map<String, Long> states) {
    Map<String, Long> now = report.settled() ? report.states() : states;
    Report.Rang rang = report.rang();
    return new ReportView(
        report.campaign(),
        name,
        report.countedAt(),
        report.settled(),
        now.values().stream().mapToLong(Long::longValue).sum(),
        now,
        fates(now),
        report.asked(),
        report.fates(),
        report.accepted(),
        report.failures(),
        SmallCells.together(report.networks(), OTHER),
        SmallCells.together(report.places(), OTHER),
        report.receipts(),
        report.stepSeconds(),
        new Rang(
            told(rang.people(), rang.people()),
            told(rang.peopleBefore(), rang.peopleBefore()),
            told(rang.calls(), rang.people()),
            told(rang.callsBefore(), rang.peopleBefore()),
            rang.open()),
        new Stopped(
            told(report.stopped().people(), report.stopped().people()), report.stopped().open()),
        report.heard());
  }

  static Map<String, Long> fates(Map<String, Long> states) {
    Map<String, Long> fates = new java.util.LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      fates.put(fate.word(), 0L);
    }
    states.forEach(
        (state, count) ->
            fates.merge(Fate.of(org.hamroh.sms.SmsState.of(state)).word(), count, Long::sum));
    return fates;
  }

  private static @Nullable Long told(long count, long people) {
    return SmallCells.isSmall(people) ? null : Long.valueOf(count);
  }

  public long of(String fate) {
    return fates.getOrDefault(fate, 0L);
  }

  public ReceiptChart chart() {
    return ReceiptChart.of(receipts, stepSeconds);
  }
}
