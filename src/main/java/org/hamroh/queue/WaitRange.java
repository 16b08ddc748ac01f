package org.hamroh.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long somebody will wait, in whole minutes, as it may honestly be said: eight of ten waits
/// lie within. Nothing is said where too little is known.
///
/// @param from 0: it will be less than `to`
/// @param to   0: it will be more than `from`
public record WaitRange(int from, int to) {

  /// Fewer talks tell nothing about the next.
  static final int FEWEST_TALKS = 5;

  /// Past it nobody plans; only that it is long is said.
  static final int LONGEST_MINUTES = 30;

  /// From here on minutes are said by fives: more would only seem exact.
  private static final int BY_FIVES_FROM = 10;

  private static final int FIVE = 5;

  /// Standard deviations to each side that hold eight of ten.
  private static final double EIGHT_OF_TEN = 1.28;

  /// Talks differ at least so much in the long run, whatever the last few were like: as a share of
  /// their mean.
  private static final double LEAST_SPREAD = 0.7;

  private static final double MILLIS_A_MINUTE = 60_000;

  /// @param ahead     who will be served before
  /// @param operators who serve, busy or not
  /// @param idle      those of them who are free now
  /// @param talks     how long the last calls kept their operators, with the work afterwards
  record Situation(int ahead, int operators, int idle, List<Duration> talks) {}

  /// Each of `n` operators is free again after a talk; the next free one takes the first in line.
  /// So the place `k` is served after about `k` talks shared by `n`, and the spread grows with the
  /// root of `k`.
  static Optional<WaitRange> of(Situation now) {
    int place = now.ahead + 1 - now.idle;
    if (place < 1 || now.operators < 1 || now.talks.size() < FEWEST_TALKS) {
      return Optional.empty();
    }
    double mean = now.talks.stream().mapToLong(Duration::toMillis).average().orElseThrow();
    double spread = Math.max(deviation(now.talks, mean), mean * LEAST_SPREAD);
    double middle = place * mean / now.operators;
    double side = EIGHT_OF_TEN * spread * Math.sqrt(place) / now.operators;
    return of((middle - side) / MILLIS_A_MINUTE, (middle + side) / MILLIS_A_MINUTE);
  }

  private static double deviation(List<Duration> talks, double mean) {
    return Math.sqrt(
        talks.stream()
            .mapToDouble(talk -> Math.pow(talk.toMillis() - mean, 2))
            .average()
            .orElseThrow());
  }

  /// Rounded away from the middle, so that rounding promises nothing.
  private static Optional<WaitRange> of(double least, double most) {
    int from = (int) Math.max(0, Math.floor(least));
    int to = (int) Math.ceil(most);
    if (to > BY_FIVES_FROM) {
      to = (to + FIVE - 1) / FIVE * FIVE;
      from = from > BY_FIVES_FROM ? from / FIVE * FIVE : from;
    }
    if (to <= LONGEST_MINUTES) {
      return Optional.of(new WaitRange(from, to));
    }
    return from == 0
        ? Optional.empty()
        : Optional.of(new WaitRange(Math.min(from, LONGEST_MINUTES), 0));
  }
}
