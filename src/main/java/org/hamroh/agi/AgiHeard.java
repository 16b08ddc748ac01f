package org.hamroh.agi;

/// What came of playing a file or waiting for a key.
public sealed interface AgiHeard {

  /// One of `0-9 * #`.
  record Key(char key) implements AgiHeard {}

  /// Played to the end, or waited in vain.
  record Ended() implements AgiHeard {}

  /// Asterisk answered `-1` on a leg that is still up: there is no such file in any format that it
  /// can read.
  record Missing() implements AgiHeard {}
}
