package org.hamroh.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Durations of one kind, and what is said about them: how many, least, median, 95th and 99th of a
/// hundred, most. Keeps every value, so the figures are exact. Thread-safe.
final class Times {

  /// 32 MB; a benchmark ends long before.
  private static final int MAX_VALUES = 4_000_000;

  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  void add(Duration time) {
    if (nanos.size() < MAX_VALUES) {
      nanos.add(time.toNanos());
    }
  }

  void addAll(Times other) {
    nanos.addAll(other.sorted());
  }

  private List<Long> sorted() {
    List<Long> copy;
    synchronized (nanos) {
      copy = new ArrayList<>(nanos);
    }
    Collections.sort(copy);
    return copy;
  }

  /// The value below which this share of all lies.
  ///
  /// @param share 0 to 1
  Optional<Duration> percentile(double share) {
    List<Long> all = sorted();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int place = (int) Math.ceil(share * all.size()) - 1;
    return Optional.of(Duration.ofNanos(all.get(Math.clamp(place, 0, all.size() - 1))));
  }

  Optional<Duration> median() {
    return percentile(0.5);
  }

  static String header() {
    return "%-28s %6s %9s %9s %9s %9s %9s   ms"
        .formatted("step", "n", "min", "p50", "p95", "p99", "max");
  }

  /// One line of a table.
  String line(String label) {
    List<Long> all = sorted();
    if (all.isEmpty()) {
      return "%-28s %6d".formatted(label, 0);
    }
    return String.format(
        Locale.ROOT,
        "%-28s %6d %9.1f %9.1f %9.1f %9.1f %9.1f",
        label,
        all.size(),
        millis(0),
        millis(0.5),
        millis(0.95),
        millis(0.99),
        millis(1));
  }

  private double millis(double share) {
    return percentile(share).map(Duration::toNanos).orElse(0L) / 1e6;
  }
}
