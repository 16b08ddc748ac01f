package org.hamroh.reach;

import java.util.List;
import java.util.Locale;

/// Receipts over time as the page draws them: bars in a box of 300 by 60, those that say no on top
/// of those that say yes.
///
/// @param most what the top of the box stands for
public record ReceiptChart(List<Bar> bars, long most) {

  private static final double WIDTH = 300;
  private static final double HEIGHT = 60;

  /// A bar's place from the left, and its two parts; lengths from the top, as SVG has them.
  public record Bar(
      String x, String width, String arrivedY, String arrived, String failedY, String failed) {}

  static ReceiptChart of(List<Report.Step> steps, long stepSeconds) {
    if (steps.isEmpty()) {
      return new ReceiptChart(List.of(), 0);
    }
    long first = steps.getFirst().at().getEpochSecond();
    long slots = (steps.getLast().at().getEpochSecond() - first) / stepSeconds + 1;
    long most =
        Math.max(
            1, steps.stream().mapToLong(step -> step.arrived() + step.failed()).max().orElse(1));
    double width = WIDTH / Math.max(slots, 12); // a single bar is no wall
    return new ReceiptChart(
        steps.stream()
            .map(
                step -> {
                  double arrived = HEIGHT * step.arrived() / most;
                  double failed = HEIGHT * step.failed() / most;
                  double x = (step.at().getEpochSecond() - first) / (double) stepSeconds * width;
                  return new Bar(
                      text(x),
                      text(width * 0.9),
                      text(HEIGHT - arrived),
                      text(arrived),
                      text(HEIGHT - arrived - failed),
                      text(failed));
                })
            .toList(),
        most);
  }

  private static String text(double length) {
    return String.format(Locale.ROOT, "%.2f", length);
  }
}
