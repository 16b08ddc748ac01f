package org.hamroh.callback.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// 10,000 days of a hotline, each another one. A day can be played again with its seed.
final class QueueDaysTest {

  private static final int DAYS = 10_000;

  /// Enough for any unfair order to show itself.
  private static final int FEW_DAYS = 50;

  private static final Duration BOUND = Duration.ofSeconds(60);

  @Test
  void inTenThousandDaysNobodyIsOvertakenForgottenOrRungForNobody() {
    long seed = Long.getLong("hamroh.days.seed", ThreadLocalRandom.current().nextInt());
    System.out.println("queue days: seed=" + seed);
    Instant begin = Instant.now();
    List<String> faults = new ArrayList<>();
    long served = 0;
    long rung = 0;
    long danger = 0;
    long unreached = 0;

    for (int day = 0; day < DAYS; day++) {
      QueueDay.Outcome outcome = new QueueDay(seed + day, new FairOrder(), true).run();
      served += outcome.served();
      rung += outcome.rungAndServed();
      danger += outcome.danger();
      unreached += outcome.unreached();
      for (String fault : outcome.faults()) {
        faults.add("seed " + (seed + day) + ": " + fault);
      }
    }

    Duration took = Duration.between(begin, Instant.now());
    System.out.printf(
        "queue days: days=%d served=%d rung=%d danger=%d unreached=%d seconds=%d%n",
        DAYS, served, rung, danger, unreached, took.toSeconds());
    assertThat(faults).as("seed " + seed).isEmpty();
    assertThat(rung).isGreaterThan(DAYS);
    assertThat(took).isLessThan(BOUND);
  }

  @Test
  void lineByTheMomentOfLettingGoIsFoundOut() {
    List<String> faults = new ArrayList<>();

    for (int day = 0; day < FEW_DAYS; day++) {
      QueueDay[] self = new QueueDay[1];
      Comparator<Place> unfair = Comparator.comparing(place -> self[0].letGo(place));
      self[0] = new QueueDay(day, new FairOrder(unfair), true);
      faults.addAll(self[0].run().faults());
    }

    assertThat(faults).anyMatch(fault -> fault.contains("overtook"));
  }

  @Test
  void operatorsWhoAreNotHeldAreGivenToWhoCameLater() {
    List<String> faults = new ArrayList<>();

    for (int day = 0; day < FEW_DAYS; day++) {
      faults.addAll(new QueueDay(day, new FairOrder(), false).run().faults());
    }

    assertThat(faults).anyMatch(fault -> fault.contains("overtook"));
  }
}
