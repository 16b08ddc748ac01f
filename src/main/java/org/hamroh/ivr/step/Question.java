package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.SystemPrompt;

/// A question inside a step that is answered by one key. Star says the question again, and only
/// that: what the caller has answered before it stands.
///
/// @param keys      the answers
/// @param timeout   silence allowed
/// @param silences  how many such silences until there is no answer
/// @param wrongKeys the same for keys that are none
record Question(Set<Character> keys, Duration timeout, int silences, int wrongKeys) {

  /// Stars at one question; more are a game.
  private static final int MAX_REPEATS = 10;

  /// Says the question.
  interface Words {

    /// @param before what was not good about the last answer, to be said first
    Optional<Character> say(List<Prompt> before, Set<Character> ownKeys);
  }

  static Words words(Conversation call, List<Prompt> question) {
    return (before, ownKeys) -> {
      List<Prompt> all = new ArrayList<>(before);
      all.addAll(question);
      return call.say(all, ownKeys);
    };
  }

  /// @return one of the keys; nothing when the caller did not answer
  Optional<Character> ask(Conversation call, Words words) {
    Set<Character> own = new HashSet<>(Conversation.CHOICES);
    own.add(DetourException.REPEAT);
    List<Prompt> before = List.of();
    int silent = 0;
    int wrong = 0;
    int repeats = 0;
    while (silent < silences && wrong < wrongKeys && repeats < MAX_REPEATS) {
      Optional<Character> key = words.say(before, own).or(() -> call.awaitKey(timeout, own));
      before = List.of();
      if (key.isEmpty()) {
        silent++;
        before = List.of(SystemPrompt.NO_INPUT.prompt());
      } else if (key.get() == DetourException.REPEAT) {
        repeats++;
        call.pressed(DetourException.REPEAT);
      } else if (keys.contains(key.get())) {
        call.pressed(key.get());
        return key;
      } else {
        wrong++;
        call.pressedWrong(key.get());
        before = List.of(SystemPrompt.INVALID.prompt(), SystemPrompt.RETRY.prompt());
      }
    }
    return Optional.empty();
  }
}
