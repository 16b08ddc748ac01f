package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.Values;
import org.hamroh.say.Kind;
import org.hamroh.voice.Spoken;

/// Digits that name what has been kept, read to the caller. It stands whether they are heard or
/// not: star says them again and leads nowhere, and what cannot be spoken is left out.
///
/// @param prompt with `{digits}` in it
record Receipt(Prompt prompt, String digits) {

  /// How often they are said; more is a game with the star.
  private static final int MOST = 5;

  /// Time to press star for them once more.
  private static final Duration AFTER = Duration.ofSeconds(3);

  private static final Set<Character> STAR = Set.of(DetourException.REPEAT);

  private Values values() {
    return Values.of(Map.of("digits", new Spoken.Of(Kind.DIGITS, digits)));
  }

  /// Begins to make the sentence; what is said before it is time for that.
  void prepare(Conversation call) {
    call.prepare(prompt, values());
  }

  void say(Conversation call) {
    for (int i = 0; i < MOST; i++) {
      Optional<Character> key =
          call.sayFilled(prompt, values(), List.of(), STAR)
              .or(() -> call.isWithoutKeys() ? Optional.empty() : call.awaitMore(AFTER, STAR));
      if (key.filter(STAR::contains).isEmpty()) {
        return;
      }
      call.pressed(DetourException.REPEAT);
    }
  }
}
