package org.hamroh.claims;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Reads a sum as people type it: `12 500,50`.
final class SumReader {

  /// What people are paid in, the commonest first.
  static final List<String> CURRENCIES = List.of("TJS", "RUB", "KZT", "USD", "EUR", "UZS", "BYN");

  /// A slip of the finger rather than wages: a billion.
  private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000_000);

  private SumReader() {}

  /// Nothing when it is no sum: more than nothing, at most a billion, two digits after the comma.
  static Optional<Money> read(String typed, String currency) {
    String bare = typed.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
    if (!bare.matches("[0-9]{1,10}(\\.[0-9]{1,2})?") || !CURRENCIES.contains(currency)) {
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(bare);
    if (amount.signum() <= 0 || amount.compareTo(HIGHEST) > 0) {
      return Optional.empty();
    }
    return Optional.of(Money.of(CurrencyUnit.of(currency), amount));
  }
}
