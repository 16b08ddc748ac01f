package org.hamroh.surge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Draws a send over the hours in which it may leave, adds the calls that it will cause to those
/// that come anyway, and holds them against the roster.
///
/// @param curve    how many calls texts cause, and when
/// @param handling of a call
/// @param open     whether texts leave at a moment
/// @param usual    calls in the half hour that begins then, without the send
/// @param planned  operators at that time
public record SurgeForecast(
    EchoCurve curve,
    Duration handling,
    Predicate<Instant> open,
    ToDoubleFunction<Instant> usual,
    ToIntFunction<Instant> planned) {

  static final Duration HALF_HOUR = Duration.ofMinutes(30);

  /// An assumption: nobody has measured our callers. Cautious, for many pay each minute.
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /// More callers who hang up than one of ten is no service.
  static final double MAY_ABANDON = 0.10;

  private static final int MOST_OPERATORS = 500;

  /// Two days of calls after a send that may take two weeks itself.
  private static final int MOST_SLICES = 16 * 48;

  private static final int ECHO_SLICES = 96;

  /// Hours that a slower send is tried with.
  private static final List<Integer> SLOWER =
      List.of(1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 36, 48, 72, 96);

  /// A half hour in which the line is busy.
  ///
  /// @param calls    that are expected, usual ones included
  /// @param operators planned
  /// @param needed   so that no more than [#MAY_ABANDON] hang up
  public record Slice(Instant from, double calls, int operators, int needed) {

    public boolean isTooBusy() {
      return needed > operators;
    }
  }

  /// @param texts    that leave
  /// @param hours    of sending at full rate, half hours counted whole
  /// @param busiest  half hour: the one that lacks most operators, else the one with most calls
  /// @param shortOf  half hours with too few operators
  /// @param better   hours over which it can be spread without a half hour that lacks more
  ///                 operators than it does without the send; empty: none was found, or none is
  ///                 needed
  public record Result(
      long texts, double hours, Slice busiest, int shortOf, OptionalInt better, EchoCurve curve) {}

  /// @param perHour texts that can leave
  public Result of(long texts, double perHour, Instant start) {
    List<Slice> full = slices(sent(texts, perHour, start), start);
    int lacking = (int) full.stream().filter(this::isWorse).count();
    OptionalInt better = OptionalInt.empty();
    if (lacking > 0) {
      better =
          SLOWER.stream()
              .mapToInt(Integer::intValue)
              .filter(hours -> texts / (double) hours < perHour)
              .filter(
                  hours ->
                      slices(sent(texts, texts / (double) hours, start), start).stream()
                          .noneMatch(this::isWorse))
              .findFirst();
    }
    Slice busiest =
        full.stream()
            .max(
                Comparator.comparingInt((Slice one) -> Math.max(0, one.needed - one.operators))
                    .thenComparingDouble(Slice::calls))
            .orElseThrow();
    return new Result(texts, texts / perHour, busiest, lacking, better, curve);
  }

  /// Too busy, and not so without the send.
  private boolean isWorse(Slice one) {
    return one.isTooBusy() && needed(usual.applyAsDouble(one.from)) < one.needed;
  }

  /// Texts by half hour; none while it is not open.
  private List<Double> sent(long texts, double perHour, Instant start) {
    List<Double> sent = new ArrayList<>();
    double left = texts;
    for (int at = 0; at < MOST_SLICES && left > 0; at++) {
      boolean leaves = open.test(start.plus(HALF_HOUR.multipliedBy(at)));
      double now = leaves ? Math.min(left, perHour / 2) : 0;
      sent.add(now);
      left -= now;
    }
    return sent;
  }

  private List<Slice> slices(List<Double> sent, Instant start) {
    List<Slice> slices = new ArrayList<>();
    for (int at = 0; at < sent.size() + ECHO_SLICES; at++) {
      double caused = 0;
      for (int after = 0; after < ECHO_SLICES && after <= at; after++) {
        if (at - after < sent.size()) {
          caused += sent.get(at - after) / 1000 * curve.inHalfHour(after);
        }
      }
      Instant from = start.plus(HALF_HOUR.multipliedBy(at));
      double calls = caused + usual.applyAsDouble(from);
      int operators = planned.applyAsInt(from);
      // While nobody is planned the line takes messages; that is no queue.
      int needed = operators == 0 ? 0 : needed(calls);
      slices.add(new Slice(from, calls, operators, needed));
    }
    return slices;
  }

  private int needed(double inHalfHour) {
    return ErlangA.needed(inHalfHour * 2, handling, PATIENCE, MAY_ABANDON, MOST_OPERATORS);
  }
}
