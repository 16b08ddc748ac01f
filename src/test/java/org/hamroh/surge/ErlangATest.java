package org.hamroh.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ErlangATest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Garnett, Mandelbaum, Reiman 2002, table 1: 48 calls a minute of one minute each, 50 agents,
  /// two minutes of patience: 3.1 % abandon, 3.7 s of waiting, 3 in the queue.
  @Test
  void theTableOfGarnettMandelbaumAndReimanIsMet() {
    ErlangA line = new ErlangA(48 * 60, MINUTE, Duration.ofMinutes(2), 50);

    assertThat(line.outcome().abandons()).isCloseTo(0.031, within(0.0005));
    assertThat(line.outcome().queue()).isCloseTo(3.0, within(0.05));
    assertThat(line.averageWait().toMillis()).isCloseTo(3_700L, within(50L));
  }

  /// The same table without impatience (Erlang C): 20.8 s of waiting, 17 in the queue.
  @Test
  void withEndlessPatienceItIsErlangC() {
    ErlangA line = new ErlangA(48 * 60, MINUTE, Duration.ofDays(3_000), 50);

    assertThat(line.averageWait().toMillis()).isCloseTo(20_800L, within(100L));
    assertThat(line.outcome().queue()).isCloseTo(16.7, within(0.1));
    assertThat(line.outcome().abandons()).isLessThan(0.0001);
  }

  /// When people are as patient as calls are long, the number of callers is Poisson.
  @Test
  void withPatienceAsLongAsCallsTheCallersArePoisson() {
    double load = 10;
    double poisson = Math.exp(-load);
    double below = 0;
    double queue = 0;
    for (int callers = 0; callers < 100; callers++) {
      below += callers < 8 ? poisson : 0;
      queue += Math.max(0, callers - 8) * poisson;
      poisson *= load / (callers + 1);
    }

    ErlangA.Outcome outcome = new ErlangA(600, MINUTE, MINUTE, 8).outcome();

    assertThat(outcome.waits()).isCloseTo(1 - below, within(1e-9));
    assertThat(outcome.queue()).isCloseTo(queue, within(1e-9));
    assertThat(outcome.abandons()).isCloseTo(queue / load, within(1e-9));
  }

  @Test
  void withoutOperatorsEverybodyHangsUp() {
    assertThat(new ErlangA(30, MINUTE, MINUTE, 0).outcome().abandons()).isCloseTo(1, within(1e-9));
  }

  @Test
  void manyThousandsOfCallsAreReckonedToo() {
    ErlangA.Outcome outcome =
        new ErlangA(60_000, Duration.ofMinutes(8), Duration.ofMinutes(3), 100).outcome();

    assertThat(outcome.abandons()).isCloseTo(1 - 100 / 8_000.0, within(0.001));
  }

  @Property(tries = 60)
  void oneOperatorMoreNeverMakesItWorse(
      @ForAll @DoubleRange(min = 1, max = 400) double perHour,
      @ForAll @IntRange(min = 0, max = 60) int operators) {
    Duration handling = Duration.ofMinutes(8);
    Duration patience = Duration.ofMinutes(3);

    double one = new ErlangA(perHour, handling, patience, operators).outcome().abandons();
    double more = new ErlangA(perHour, handling, patience, operators + 1).outcome().abandons();

    assertThat(more).isLessThanOrEqualTo(one + 1e-12);
  }

  @Property(tries = 40)
  void asManyAsNeededAreEnoughAndOneLessIsNot(
      @ForAll @DoubleRange(min = 5, max = 300) double perHour) {
    Duration handling = Duration.ofMinutes(8);
    Duration patience = Duration.ofMinutes(3);

    int needed = ErlangA.needed(perHour, handling, patience, 0.1, 500);

    assertThat(new ErlangA(perHour, handling, patience, needed).outcome().abandons())
        .isLessThanOrEqualTo(0.1);
    assertThat(new ErlangA(perHour, handling, patience, needed - 1).outcome().abandons())
        .isGreaterThan(0.1);
  }
}
