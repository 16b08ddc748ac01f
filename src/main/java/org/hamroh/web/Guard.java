package org.hamroh.web;

import java.util.function.UnaryOperator;

/// What stands between a visitor and the rooms, beside the password.
///
/// @param codes asked for after the password
/// @param rules who may open what
/// @param watch stands beside each room's doors and writes down who looks at what
public record Guard(SecondFactor codes, Rules rules, UnaryOperator<Routes> watch) {

  /// A password alone, and doors as open as the rooms made them.
  public static final Guard PLAIN = new Guard(new NoSecondFactor(), Rules.asMade());

  /// Nobody watches.
  public Guard(SecondFactor codes, Rules rules) {
    this(codes, rules, UnaryOperator.identity());
  }
}
