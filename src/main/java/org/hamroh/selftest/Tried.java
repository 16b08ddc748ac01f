package org.hamroh.selftest;

import java.util.Optional;

/// What a test of one number came to.
///
/// @param trouble what went wrong; empty when the number is proven
public record Tried(Reach reach, Optional<String> trouble) {

  public static Tried inside(Optional<String> trouble) {
    return new Tried(Reach.INSIDE, trouble);
  }

  static Tried outside(Optional<String> trouble) {
    return new Tried(Reach.OUTSIDE, trouble);
  }
}
