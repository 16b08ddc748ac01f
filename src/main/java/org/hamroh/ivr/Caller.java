package org.hamroh.ivr;

import java.time.Duration;
import java.util.List;

/// Somebody with a telephone, as [ScriptedCallLine] needs them: a list of keys, or a person at the
/// terminal.
public interface Caller {

  /// One thing that a caller does.
  sealed interface Move {
    /// Presses a key as soon as the line listens for it, cutting what it says.
    record Press(char key) implements Move {}

    /// Hears what is said to the end, then presses the key.
    record PressLate(char key) implements Move {}

    /// Lets one waiting for a key, or one recording, pass.
    record Silence() implements Move {}

    /// Speaks after the tone.
    record Speak(Duration length) implements Move {}

    /// Hangs up, in the middle of whatever comes next.
    record HangUp() implements Move {}

    /// `5` presses, `~5` presses late, `-` is silent, `say7` speaks for 7 seconds, `x` hangs up.
    ///
    /// @throws IllegalArgumentException for any other word
    static Move of(String word) {
      if (word.matches("[0-9*#]")) {
        return new Press(word.charAt(0));
      }
      if (word.matches("~[0-9*#]")) {
        return new PressLate(word.charAt(1));
      }
      if (word.matches("say[1-9][0-9]{0,2}")) {
        return new Speak(Duration.ofSeconds(Integer.parseInt(word.substring(3))));
      }
      return switch (word) {
        case "-" -> new Silence();
        case "x" -> new HangUp();
        default ->
            throw new IllegalArgumentException(
                word + " is no move of a caller; use 0-9, *, #, ~5, -, say7 or x");
      };
    }
  }

  /// What the caller does now that the line waits.
  ///
  /// @param forSpeech whether it records, rather than waits for a key
  /// @return at least one move; those after the first are done when the line waits again
  List<Move> moves(boolean forSpeech);

  /// A caller who says and presses nothing more.
  static Caller silent() {
    return forSpeech -> List.of(new Move.Silence());
  }
}
