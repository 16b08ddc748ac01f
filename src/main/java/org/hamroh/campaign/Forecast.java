package org.hamroh.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a campaign would go, by the gate's hours, the day's caps and what the routes bear, as if
/// nothing else were sent.
///
/// @param from     the first moment of the picture
/// @param until    the last one
/// @param cost     of all, by the prices of the settings
/// @param finish   when the last one has left; absent: not within the days that are looked at
/// @param expired  people whom it would not reach in time
/// @param capped   whether the day's caps make it slower
/// @param unpaid   people for whom the budget is not enough
public record Forecast(
    Instant from,
    Instant until,
    long people,
    long segments,
    BigDecimal cost,
    @Nullable Instant finish,
    long expired,
    boolean capped,
    long unpaid,
    List<Line> lines) {

  public Forecast {
    lines = List.copyOf(lines);
  }

  /// People for whom the same hours are right.
  ///
  /// @param zones  in which they may be: the hour has to be right in all of them
  /// @param place  with hours of electricity; empty: none
  /// @param open   when something may leave for them
  /// @param busy   when something does
  /// @param finish absent: not all of them are reached
  public record Line(
      List<String> zones,
      String place,
      long people,
      long segments,
      List<Span> open,
      List<Span> busy,
      @Nullable Instant finish) {}

  /// @param until the moment after
  public record Span(Instant from, Instant until) {}
}
