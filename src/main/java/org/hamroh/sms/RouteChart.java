package org.hamroh.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// A line over time as the page draws it: points of an SVG polyline in a box of 300 by 60. Minutes
/// in which nothing came break the line.
///
/// @param lines each the `points` of a polyline
/// @param most  what the top of the box stands for
public record RouteChart(List<String> lines, long most) {

  private static final int WIDTH = 300;
  private static final int HEIGHT = 60;

  /// @param value of a minute; negative: nothing came
  static RouteChart of(
      List<RouteLedger.Minute> minutes,
      Instant from,
      Duration span,
      ToLongFunction<RouteLedger.Minute> value) {
    long most = Math.max(1, minutes.stream().mapToLong(value).max().orElse(1));
    List<List<RouteLedger.Minute>> runs = new java.util.ArrayList<>();
    Instant before = Instant.MIN;
    for (RouteLedger.Minute minute : minutes) {
      if (value.applyAsLong(minute) < 0) {
        continue;
      }
      if (runs.isEmpty() || !before.plusSeconds(60).equals(minute.at())) {
        runs.add(new java.util.ArrayList<>());
      }
      runs.getLast().add(minute);
      before = minute.at();
    }
    return new RouteChart(
        runs.stream().map(run -> points(run, from, span, value, most)).toList(), most);
  }

  private static String points(
      List<RouteLedger.Minute> run,
      Instant from,
      Duration span,
      ToLongFunction<RouteLedger.Minute> value,
      long most) {
    String points =
        run.stream()
            .map(
                minute ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        x(minute.at(), from, span),
                        HEIGHT - (double) HEIGHT * value.applyAsLong(minute) / most))
            .collect(Collectors.joining(" "));
    // A single minute is a short stroke, or nobody would see it.
    return run.size() > 1
        ? points
        : points
            + String.format(
                Locale.ROOT,
                " %.1f,%.1f",
                x(run.getFirst().at(), from, span) + 2,
                HEIGHT - (double) HEIGHT * value.applyAsLong(run.getFirst()) / most);
  }

  private static double x(Instant at, Instant from, Duration span) {
    return Math.max(0, (double) Duration.between(from, at).toSeconds() / span.toSeconds() * WIDTH);
  }
}
