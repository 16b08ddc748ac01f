package org.hamroh.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.hamroh.gate.OptOuts;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report beside the ledger of the SMSC, which is counted without it.
final class ReportsTest {

  private static final int PEOPLE = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  /// What becomes of a text is told by the last digit of its number.
  private static String fate(String number) {
    return switch (number.charAt(number.length() - 1)) {
      case '1', '2' -> "UNDELIV";
      case '3' -> "EXPIRED";
      case '4' -> "REJECTD";
      default -> "DELIVRD";
    };
  }

  @Test
  void theReportEqualsTheLedgerOfTheSmsc() {
    try (ReachHouse house =
        new ReachHouse(folder, SmscBehaviour.polite().withFate(ReportsTest::fate), topic -> {})) {
      for (int i = 0; i < PEOPLE; i++) {
        house.lives(ReachHouse.number(i), i % 3 == 0 ? "khatlon" : "sughd", "f");
      }
      house.campaign(1, PEOPLE, "Ҳамроҳ: 700");
      house.sms.gateway.start();
      house.sms.run(1);

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  house.reports.of(1).orElseThrow().of(Fate.ON_THE_WAY) == 0
                      && house.sms.smsc.receiptsWaiting() == 0);

      Report report = house.reports.of(1).orElseThrow();
      Map<String, Long> ledger =
          house.sms.smsc.taken().stream()
              .collect(
                  Collectors.groupingBy(taken -> fate(taken.destination()), Collectors.counting()));
      assertThat(house.sms.smsc.taken()).hasSize(PEOPLE);
      assertThat(report.asked()).isEqualTo(PEOPLE);
      assertThat(report.accepted()).isEqualTo(PEOPLE);
      assertThat(report.states())
          .containsEntry("delivered", ledger.get("DELIVRD"))
          .containsEntry("undelivered", ledger.get("UNDELIV"))
          .containsEntry("expired", ledger.get("EXPIRED"))
          .containsEntry("rejected", ledger.get("REJECTD"));
      assertThat(report.receipts().stream().mapToLong(one -> one.arrived() + one.failed()).sum())
          .isEqualTo(PEOPLE);
      assertThat(report.places())
          .extracting(Report.Row::name, Report.Row::asked)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("sughd", 80L),
              org.assertj.core.groups.Tuple.tuple("khatlon", 40L));
      assertThat(report.failures()).anyMatch(one -> one.reason().startsWith("UNDELIV"));
    }
  }

  @Test
  void callsAndStopsAfterATextAreItsEcho() {
    try (ReachHouse house = new ReachHouse(folder, SmscBehaviour.polite(), topic -> {})) {
      house.campaign(1, 20, "Ҳамроҳ: 700");
      Instant before = Instant.now().minusSeconds(3600);
      for (int i = 0; i < 7; i++) {
        house.rang(ReachHouse.number(i), before);
      }
      house.sms.gateway.start();
      house.sms.run(1);
      await().atMost(PATIENCE).until(() -> house.reports.of(1).orElseThrow().accepted() == 20);

      for (int i = 0; i < 6; i++) {
        house.rang(ReachHouse.number(i), Instant.now());
      }
      house.rang(ReachHouse.number(900), Instant.now()); // nobody of the campaign
      house.weRang(ReachHouse.number(7), Instant.now()); // answered us, and rang nobody
      house.sms.database.write(
          handle -> {
            OptOuts.add(handle, ReachHouse.number(3), "sms", Instant.now());
            OptOuts.add(handle, ReachHouse.number(900), "sms", Instant.now());
            return true;
          });

      Report report = house.reports.of(1).orElseThrow();
      assertThat(report.rang().people()).isEqualTo(6);
      assertThat(report.rang().peopleBefore()).isEqualTo(7);
      assertThat(report.rang().open()).isEqualTo(20);
      assertThat(report.stopped().people()).isEqualTo(1);
      ReportView view = ReportView.of("Patents end", report, report.states());
      assertThat(view.rang().people()).isEqualTo(6);
      assertThat(view.stopped().people()).isNull(); // one person
    }
  }

  @Test
  void aSettledReportStaysWhenTheListOfContactsIsGone() {
    try (ReachHouse house = new ReachHouse(folder, SmscBehaviour.polite(), topic -> {})) {
      house.campaign(1, 10, "Ҳамроҳ: 700");
      for (int i = 0; i < 10; i++) {
        house.lives(ReachHouse.number(i), "khatlon", "m");
      }
      house.sms.database.write(
          handle ->
              handle.execute(
                  "update campaign set state = 'stopped', finished_at = ?",
                  Instant.now().minus(Reports.SETTLES).toEpochMilli()));

      house.reports.lookAround();
      house.sms.database.write(handle -> handle.execute("delete from contact"));

      Report report = house.reports.of(1).orElseThrow();
      assertThat(report.settled()).isTrue();
      assertThat(report.places()).extracting(Report.Row::name).containsExactly("khatlon");
    }
  }

  @Test
  void aCampaignThatHasNotBegunHasNoReport() {
    try (ReachHouse house = new ReachHouse(folder, SmscBehaviour.polite(), topic -> {})) {
      assertThat(house.reports.of(7)).isEmpty();
    }
  }
}
