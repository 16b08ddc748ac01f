package org.hamroh.claims;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What was claimed, agreed and recovered in one currency.
public record Sums(Money claimed, Money agreed, Money recovered) {

  /// @throws IllegalArgumentException when the kind is no sum
  static Sums of(LineKind kind, Money sum) {
    Money none = Money.zero(sum.getCurrencyUnit());
    return switch (kind) {
      case CLAIMED -> new Sums(sum, none, none);
      case AGREED -> new Sums(none, sum, none);
      case RECOVERED -> new Sums(none, none, sum);
      default -> throw new IllegalArgumentException(kind + " is no sum");
    };
  }

  Sums plus(Sums other) {
    return new Sums(
        claimed.plus(other.claimed), agreed.plus(other.agreed), recovered.plus(other.recovered));
  }

  public CurrencyUnit currency() {
    return claimed.getCurrencyUnit();
  }
}
