package org.hamroh.gate;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How much is too much in one day of the site.
///
/// @param callsPerNumber   attempts to ring one person
/// @param textsPerNumber   segments to one person
/// @param callsPerDay      attempts in all
/// @param textsPerDay      segments in all
/// @param moneyPerDay      in the currency of the prices
/// @param minutes          price of one minute, by prefix (`+992`); what none names is free
/// @param segments         price of one segment, in the same way
public record Caps(
    int callsPerNumber,
    int textsPerNumber,
    int callsPerDay,
    int textsPerDay,
    BigDecimal moneyPerDay,
    Map<String, BigDecimal> minutes,
    Map<String, BigDecimal> segments) {

  /// @param call a minute
  /// @param text a segment
  public record Price(BigDecimal call, BigDecimal text) {}

  /// With prices as the settings have them.
  public Caps(
      int callsPerNumber,
      int textsPerNumber,
      int callsPerDay,
      int textsPerDay,
      BigDecimal moneyPerDay,
      Map<String, Price> prices) {
    this(
        callsPerNumber,
        textsPerNumber,
        callsPerDay,
        textsPerDay,
        moneyPerDay,
        of(prices, Price::call),
        of(prices, Price::text));
  }

  static Map<String, BigDecimal> of(Map<String, Price> prices, Function<Price, BigDecimal> which) {
    return prices.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> which.apply(one.getValue())));
  }

  int perNumber(Kind kind) {
    return kind == Kind.CALL ? callsPerNumber : textsPerNumber;
  }

  int perDay(Kind kind) {
    return kind == Kind.CALL ? callsPerDay : textsPerDay;
  }

  /// In millionths, so that sums are exact.
  long cost(Errand errand) {
    Map<String, BigDecimal> prices = errand.kind() == Kind.CALL ? minutes : segments;
    return prices.entrySet().stream()
        .filter(entry -> errand.number().e164().startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(entry -> millionths(entry.getValue().multiply(BigDecimal.valueOf(errand.units()))))
        .orElse(0L);
  }

  long moneyMillionths() {
    return millionths(moneyPerDay);
  }

  private static long millionths(BigDecimal amount) {
    return amount.movePointRight(6).setScale(0, java.math.RoundingMode.UP).longValueExact();
  }
}
