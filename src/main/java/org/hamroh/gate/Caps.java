package org.hamroh.gate;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// How much is too much in one day of the site.
///
/// @param callsPerNumber   attempts to ring one person
/// @param textsPerNumber   segments to one person
/// @param callsPerDay      attempts in all
/// @param textsPerDay      segments in all
/// @param moneyPerDay      in the currency of the prices
/// @param prices           of one segment or minute, by prefix (`+992`); what none names is free
public record Caps(
    int callsPerNumber,
    int textsPerNumber,
    int callsPerDay,
    int textsPerDay,
    BigDecimal moneyPerDay,
    Map<String, Price> prices) {

  /// @param call a minute
  /// @param text a segment
  public record Price(BigDecimal call, BigDecimal text) {}

  int perNumber(Kind kind) {
    return kind == Kind.CALL ? callsPerNumber : textsPerNumber;
  }

  int perDay(Kind kind) {
    return kind == Kind.CALL ? callsPerDay : textsPerDay;
  }

  /// In millionths, so that sums are exact.
  long cost(Errand errand) {
    Optional<Map.Entry<String, Price>> price =
        prices.entrySet().stream()
            .filter(entry -> errand.number().e164().startsWith(entry.getKey()))
            .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()));
    return price
        .map(Map.Entry::getValue)
        .map(one -> errand.kind() == Kind.CALL ? one.call() : one.text())
        .map(one -> millionths(one.multiply(BigDecimal.valueOf(errand.units()))))
        .orElse(0L);
  }

  long moneyMillionths() {
    return millionths(moneyPerDay);
  }

  private static long millionths(BigDecimal amount) {
    return amount.movePointRight(6).setScale(0, java.math.RoundingMode.UP).longValueExact();
  }
}
