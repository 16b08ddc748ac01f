package org.hamroh.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SurgeForecastTest {

  private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");

  private static SurgeForecast forecast(EchoCurve curve, int operators) {
    return new SurgeForecast(
        curve,
        Duration.ofMinutes(8),
        at -> {
          int hour = at.atZone(ZoneOffset.UTC).getHour();
          return hour >= 8 && hour < 21;
        },
        at -> 1,
        at -> operators);
  }

  @Test
  void aSmallSendNeedsNobodyMore() {
    SurgeForecast.Result result = forecast(EchoCurve.ASSUMED, 4).of(200, 10_000, NINE);

    assertThat(result.shortOf()).isZero();
    assertThat(result.better()).isEmpty();
    assertThat(result.busiest().from()).isEqualTo(NINE);
    assertThat(result.busiest().calls()).isCloseTo(1 + 0.2 * 6, within(0.01));
  }

  @Test
  void aLargeSendIsToGoOutMoreSlowly() {
    SurgeForecast.Result result = forecast(EchoCurve.ASSUMED, 5).of(10_000, 50_000, NINE);

    assertThat(result.shortOf()).isPositive();
    assertThat(result.busiest().needed()).isGreaterThan(5);
    assertThat(result.better()).isPresent();
    SurgeForecast.Result slower =
        forecast(EchoCurve.ASSUMED, 5)
            .of(10_000, 10_000 / (double) result.better().getAsInt(), NINE);
    assertThat(slower.shortOf()).isZero();
  }

  @Test
  void whatIsTooMuchForAnyPaceIsSaidSo() {
    SurgeForecast.Result result = forecast(EchoCurve.ASSUMED, 1).of(674_000, 50_000, NINE);

    assertThat(result.shortOf()).isPositive();
    assertThat(result.better()).isEmpty();
  }

  @Test
  void allCallsOfASendAreDrawnSomewhere() {
    EchoCurve curve = new EchoCurve(10, 18, 30, 3);

    double all = 0;
    for (int half = 0; half < 200; half++) {
      all += curve.inHalfHour(half);
    }

    assertThat(all).isCloseTo(30, within(1e-9));
  }

  @Test
  void fewerThanThreeCampaignsAreNoExperience() {
    EchoCurve.Past one = EchoCurve.Past.caused(1_000, 5, 8, 12, 0);

    assertThat(EchoCurve.of(List.of(one, one))).isEqualTo(EchoCurve.ASSUMED);
    assertThat(EchoCurve.of(List.of(one, one, one))).isEqualTo(new EchoCurve(5, 8, 12, 3));
  }

  @Test
  void callsThatWouldHaveComeAnywayAreNotCaused() {
    EchoCurve.Past past = EchoCurve.Past.caused(1_000, 2, 8, 50, 48);

    assertThat(past).isEqualTo(new EchoCurve.Past(1_000, 1, 4, 4));
  }
}
