package org.hamroh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimesTest {

  @Test
  void percentilesAreThoseOfTheSortedValues() {
    Times times = new Times();
    new Random(1)
        .ints(1, 101)
        .distinct()
        .limit(100)
        .forEach(ms -> times.add(Duration.ofMillis(ms)));

    assertThat(times.median()).contains(Duration.ofMillis(50));
    assertThat(times.percentile(0)).contains(Duration.ofMillis(1));
    assertThat(times.percentile(0.95)).contains(Duration.ofMillis(95));
    assertThat(times.percentile(1)).contains(Duration.ofMillis(100));
    assertThat(times.line("x").replaceAll(" +", " ")).isEqualTo("x 100 1.0 50.0 95.0 99.0 100.0");
  }

  @Test
  void withoutValuesThereIsNoMedian() {
    Times times = new Times();

    assertThat(times.median()).isEmpty();
    assertThat(times.line("x").replaceAll(" +", " ")).isEqualTo("x 0");
  }
}
