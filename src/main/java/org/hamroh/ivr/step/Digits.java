package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.SystemPrompt;
import org.hamroh.ivr.Values;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Hears a row of digits, for the steps that ask for one.
///
/// While digits are keyed every figure is a digit, 0, 8 and 9 too: telephone numbers begin so. The
/// row ends when it is long enough, by star or hash, or by a pause. Before the first digit star and
/// hash mean what they mean everywhere; and a single 0 or 9 followed by a pause is no row but the
/// wish for a person, or the cover key. (`9 *` is the row 9.)
///
/// @param min shortest row
/// @param max longest row: when it is reached, the row is over
record Digits(int min, int max) {

  /// Longer than from one key to the next, shorter than it takes to wonder.
  static final Duration PAUSE = Duration.ofSeconds(3);

  /// Time to find the paper on which the number stands.
  static final Duration FIRST = Duration.ofSeconds(10);

  /// Stars before the first digit: "say it again". More are a game.
  private static final int MAX_REPEATS = 10;

  private static final char RIGHT = '1';
  private static final char WRONG = '2';

  /// Silence counts as wrong: a number that nobody confirms may be somebody else's.
  private static final Question RIGHT_OR_WRONG =
      new Question(Set.of(RIGHT, WRONG), Menu.TIMEOUT, Menu.SILENCES, Menu.WRONG_KEYS);

  private static final char STAR = '*';
  private static final char HASH = '#';

  private static final Set<Character> FIGURES =
      Set.of('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
  private static final Set<Character> FIGURES_AND_STAR = with(STAR);
  private static final Set<Character> ALL = with(STAR, HASH);

  private static Set<Character> with(Character... ends) {
    Set<Character> keys = new java.util.HashSet<>(FIGURES);
    keys.addAll(List.of(ends));
    return Set.copyOf(keys);
  }

  /// What came of asking.
  sealed interface Heard {
    record Row(String digits) implements Heard {}

    record TooShort() implements Heard {}

    record Nothing() implements Heard {}
  }

  /// Says the prompts and hears a row. The journal is told how long it was, and nothing else.
  ///
  /// @throws DetourException for hash before the first digit, and for a single 0 or 9
  Heard hear(Conversation call, List<Prompt> prompts) {
    Optional<Character> first = Optional.of(STAR);
    for (int said = 0; said < MAX_REPEATS && first.filter(key -> key == STAR).isPresent(); said++) {
      first = call.say(prompts, FIGURES_AND_STAR).or(() -> call.awaitKey(FIRST, FIGURES_AND_STAR));
    }
    if (first.isEmpty() || first.get() == STAR) {
      return new Heard.Nothing();
    }
    StringBuilder row = new StringBuilder().append(first.get());
    Optional<Character> end = Optional.empty();
    while (row.length() < max && end.isEmpty()) {
      Optional<Character> next = call.awaitMore(PAUSE, ALL);
      if (next.isEmpty()) {
        break;
      }
      if (FIGURES.contains(next.get())) {
        row.append(next.get());
      } else {
        end = next;
      }
    }
    char only = row.charAt(0);
    if (row.length() == 1
        && end.isEmpty()
        && max > 1
        && (only == DetourException.OPERATOR || only == DetourException.COVER)) {
      call.detour(only);
    }
    call.keyed(row.length());
    return row.length() < min ? new Heard.TooShort() : new Heard.Row(row.toString());
  }

  /// Says what was not good about an answer, before the question is asked again.
  static List<Prompt> again(Heard heard, List<Prompt> question) {
    List<Prompt> now = new ArrayList<>();
    switch (heard) {
      case Heard.Nothing nothing -> now.add(SystemPrompt.NO_INPUT.prompt());
      case Heard.TooShort few -> now.add(SystemPrompt.DIGITS_INCOMPLETE.prompt());
      case Heard.Row wrong -> {
        // the caller has just said so
      }
    }
    now.addAll(question);
    return now;
  }

  /// Reads a row back and asks whether it is right. When it cannot be read back, only asks.
  ///
  /// @param check a prompt with `{digits}`: "right: 1, wrong: 2"
  static boolean confirmed(Conversation call, Prompt check, String digits) {
    Values values = Values.of(Map.of("digits", new Spoken.Of(Kind.DIGITS, digits)));
    List<Prompt> plain = List.of(SystemPrompt.DIGITS_SURE.prompt());
    return RIGHT_OR_WRONG
        .ask(
            call,
            (before, own) ->
                call.say(before, own).or(() -> call.sayFilled(check, values, plain, own)))
        .filter(key -> key == RIGHT)
        .isPresent();
  }
}
