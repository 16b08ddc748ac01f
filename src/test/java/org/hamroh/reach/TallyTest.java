package org.hamroh.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hamroh.sms.SmsState;
import org.junit.jupiter.api.Test;

final class TallyTest {

  private static final Instant SENT = Instant.parse("2026-11-02T06:00:00Z");
  private static final Instant LATER = SENT.plus(Duration.ofDays(4));
  private static final Report.Heard NOBODY = new Report.Heard(0, 0, 0, 0, Map.of());

  @Property(tries = 200)
  void everyTableAddsUpToThoseAsked(@ForAll("texts") List<Tally.Text> texts) {
    Tally tally = new Tally(LATER);

    texts.forEach(text -> tally.add(text, List.of(), null));

    Report report = tally.report(1, false, NOBODY);
    assertThat(report.asked()).isEqualTo(texts.size());
    assertThat(sum(report.states())).isEqualTo(report.asked());
    assertThat(sum(report.fates())).isEqualTo(report.asked());
    assertThat(report.networks().stream().mapToLong(Report.Row::asked).sum())
        .isEqualTo(report.asked());
    for (List<Report.Row> table : List.of(report.networks(), report.places())) {
      assertThat(table.stream().mapToLong(Report.Row::delivered).sum())
          .isEqualTo(report.of(Fate.DELIVERED));
      assertThat(table.stream().mapToLong(Report.Row::onTheWay).sum())
          .isEqualTo(report.of(Fate.ON_THE_WAY));
      assertThat(table.stream().mapToLong(Report.Row::unknown).sum())
          .isEqualTo(report.of(Fate.UNKNOWN));
      assertThat(table.stream().mapToLong(Report.Row::failed).sum())
          .isEqualTo(report.of(Fate.FAILED));
      assertThat(table)
          .allMatch(
              row ->
                  row.asked() == row.delivered() + row.onTheWay() + row.unknown() + row.failed());
    }
    assertThat(report.failures().stream().mapToLong(Report.Failure::texts).sum())
        .isEqualTo(report.of(Fate.FAILED));
    assertThat(report.receipts().stream().mapToLong(Report.Step::arrived).sum())
        .isEqualTo(
            texts.stream()
                .filter(text -> text.receiptAt() != null && text.state() == SmsState.DELIVERED)
                .count());
    ReportView view = ReportView.of("Test", report, report.states());
    assertThat(sum(view.fates())).isEqualTo(view.asked());
    assertThat(view.places().stream().mapToLong(Report.Row::asked).sum()).isEqualTo(view.asked());
  }

  @Property(tries = 200)
  void receiptsFitOnAScreenHoweverLongTheyCame(@ForAll("texts") List<Tally.Text> texts) {
    Tally tally = new Tally(LATER);

    texts.forEach(text -> tally.add(text, List.of(), null));

    assertThat(tally.report(1, false, NOBODY).receipts()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void whoRingsWithin48HoursIsCountedBesideTheSamePeopleBefore() {
    Tally tally = new Tally(LATER);

    tally.add(accepted(), List.of(SENT.plusSeconds(60), SENT.plus(Duration.ofHours(3))), null);
    tally.add(accepted(), List.of(SENT.minusSeconds(60)), null);
    tally.add(accepted(), List.of(SENT.plus(Duration.ofHours(48))), null);
    tally.add(accepted(), List.of(SENT.minus(Duration.ofHours(49))), null);

    Report.Rang rang = tally.report(1, false, NOBODY).rang();
    assertThat(rang).isEqualTo(new Report.Rang(1, 1, 2, 1, 0, new Report.Soon(1, 2)));
  }

  @Test
  void whoseTextNeverLeftCausesNothing() {
    Tally tally = new Tally(LATER);

    tally.add(
        new Tally.Text(SmsState.REFUSED, "gate-closed", null, null, "TJ", ""),
        List.of(SENT.plusSeconds(1)),
        SENT.plusSeconds(2));

    Report report = tally.report(1, false, NOBODY);
    assertThat(report.rang().people()).isZero();
    assertThat(report.stopped().people()).isZero();
    assertThat(report.accepted()).isZero();
  }

  @Test
  void aStopCountsFromTheTextOnAndForTwoDays() {
    Tally tally = new Tally(LATER);

    tally.add(accepted(), List.of(), SENT.minusSeconds(1));
    tally.add(accepted(), List.of(), SENT);
    tally.add(accepted(), List.of(), SENT.plus(Duration.ofHours(48)).minusSeconds(1));
    tally.add(accepted(), List.of(), SENT.plus(Duration.ofHours(48)));

    assertThat(tally.report(1, false, NOBODY).stopped().people()).isEqualTo(2);
  }

  @Test
  void aYoungTextSaysThatItsTimeIsNotOver() {
    Tally tally = new Tally(SENT.plus(Duration.ofHours(47)));

    tally.add(accepted(), List.of(), null);

    assertThat(tally.report(1, false, NOBODY).rang().open()).isEqualTo(1);
  }

  private static Tally.Text accepted() {
    return new Tally.Text(SmsState.ACCEPTED, "", SENT, null, "TJ Tcell", "khatlon");
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Provide
  static Arbitrary<List<Tally.Text>> texts() {
    Arbitrary<Instant> receipts =
        Arbitraries.longs().between(0, 20 * 86_400).map(SENT::plusSeconds).injectNull(0.3);
    return Combinators.combine(
            Arbitraries.of(SmsState.class),
            Arbitraries.of("", "no-such-number", "UNDELIV 011"),
            receipts,
            Arbitraries.of("TJ Tcell", "TJ Babilon-M", "RU MTS", "TJ", ""),
            Arbitraries.of("khatlon", "sughd", "rrp", "gbao", ""))
        .as(
            (state, why, receipt, network, place) ->
                new Tally.Text(state, why, SENT, receipt, network, place))
        .list()
        .ofMaxSize(60);
  }
}
