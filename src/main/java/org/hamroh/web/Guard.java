package org.hamroh.web;

/// What stands between a visitor and the rooms, beside the password.
///
/// @param codes asked for after the password
/// @param rules who may open what
public record Guard(SecondFactor codes, Rules rules) {

  /// A password alone, and doors as open as the rooms made them.
  public static final Guard PLAIN = new Guard(new NoSecondFactor(), Rules.asMade());
}
