package org.hamroh.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A forecast drawn from left to right over the hours.
///
/// @param plan what it shows
public record PlanPicture(Forecast plan) {

  /// Units of the drawing: a thousandth of the time each.
  public static final int WIDTH = 1_000;

  private static final Duration TICK = Duration.ofHours(6);

  /// @param from  first unit
  /// @param width in units
  public record Bar(long from, long width) {}

  public List<Bar> bars(List<Forecast.Span> spans) {
    return spans.stream()
        .map(
            span -> {
              long from = place(span.from());
              return new Bar(from, Math.max(2, place(span.until()) - from));
            })
        .toList();
  }

  private long place(Instant at) {
    long all = Math.max(1, Duration.between(plan.from(), plan.until()).toSeconds());
    long passed = Duration.between(plan.from(), at).toSeconds();
    return Math.clamp(passed * WIDTH / all, 0, WIDTH);
  }

  /// The hours that are named below the drawing, at most nine of them.
  public List<Instant> ticks() {
    long hours = Duration.between(plan.from(), plan.until()).toHours();
    long step = TICK.toHours() * Math.max(1, (hours + 47) / 48);
    List<Instant> ticks = new ArrayList<>();
    for (long i = 0; i <= hours; i += step) {
      ticks.add(plan.from().plus(Duration.ofHours(i)));
    }
    return ticks;
  }
}
