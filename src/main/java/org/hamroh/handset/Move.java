package org.hamroh.handset;

/// What the person at the page does, or what their browser reports. Those with a turn are passed
/// over when another turn has begun meanwhile.
sealed interface Move {

  /// One of `0-9 * #`.
  record Press(char key) implements Move {}

  /// The browser has played everything to the end.
  record Ended(int turn) implements Move {}

  /// The person does not want to hear, or to wait, to the end: time passes as if they had.
  record Skip(int turn) implements Move {}

  /// The caller would have spoken for a while.
  record Speak(int turn) implements Move {}

  record HangUp() implements Move {}
}
