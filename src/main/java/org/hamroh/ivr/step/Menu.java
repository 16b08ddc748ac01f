package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.SystemPrompt;

/// Says something, waits for one key and goes where the key leads. A key pressed while it still
/// speaks counts at once.
/// ```yaml
/// - menu: wages
///   intro: [wages-info-1, wages-info-2]   # said on coming here, not again after a wrong key
///   prompt: wages-menu                    # the choices
///   keys: {1: wages-operator, 3: wages, 4: work}
///   timeout: 6s                           # these three lines may be left out: so they are anyway
///   silences: 2
///   wrongKeys: 3
///   otherwise: lost                       # may be left out when the script has one for all
/// ```
/// @param intro     information before the choices
/// @param prompt    the choices, each with its key named after it
/// @param keys      where each key leads; at most four, and none of those that work everywhere
/// @param timeout   silence allowed after the prompt, 1 to 30 s
/// @param silences  how many such silences before `otherwise`, 1 to 5; one when the caller seems to
///                  have no keys at all
/// @param wrongKeys how many keys that lead nowhere before `otherwise`, 1 to 5
/// @param otherwise where those go who could not choose: to people, in the end
public record Menu(
    String name,
    List<Prompt> intro,
    List<Prompt> prompt,
    SortedMap<Character, Target> keys,
    Duration timeout,
    int silences,
    int wrongKeys,
    Target otherwise)
    implements Step {

  /// More choices than this nobody remembers to the end.
  public static final int MAX_CHOICES = 4;

  /// Long enough to find the key on a phone held to the ear, short enough not to seem dead.
  static final Duration TIMEOUT = Duration.ofSeconds(6);

  /// The second silence is a phone that sends no keys, or a caller who cannot use them.
  static final int SILENCES = 2;

  /// The third wrong key is a caller who needs a person.
  static final int WRONG_KEYS = 3;

  static Menu from(Fields fields) {
    SortedMap<Character, Target> keys = new java.util.TreeMap<>();
    fields.keys("keys").forEach((key, text) -> keys.put(key, Target.of(text, fields.script())));
    return new Menu(
        fields.name(),
        fields.prompts("intro"),
        fields.prompts("prompt"),
        java.util.Collections.unmodifiableSortedMap(keys),
        fields.duration("timeout", TIMEOUT),
        fields.number("silences", SILENCES),
        fields.number("wrongKeys", WRONG_KEYS),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    List<Prompt> now = new ArrayList<>(intro);
    now.addAll(prompt);
    int silent = 0;
    int wrong = 0;
    while (true) {
      Optional<Character> key =
          call.say(now, Conversation.CHOICES)
              .or(() -> call.awaitKey(timeout, Conversation.CHOICES));
      now = new ArrayList<>();
      if (key.isEmpty()) {
        silent++;
        now.add(SystemPrompt.NO_INPUT.prompt());
      } else {
        Target chosen = keys.get(key.get());
        if (chosen != null) {
          call.pressed(key.get());
          return new Next.To(chosen);
        }
        wrong++;
        call.pressedWrong(key.get());
        now.add(SystemPrompt.INVALID.prompt());
        now.add(SystemPrompt.RETRY.prompt());
      }
      if (silent >= (call.isWithoutKeys() ? 1 : silences) || wrong >= wrongKeys) {
        call.unanswered();
        return new Next.To(otherwise);
      }
      now.addAll(prompt);
    }
  }

  /// Who hears no choices is served as one who could not choose.
  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    keys.forEach((key, to) -> ways.add(new Way("keys/" + key, to, true)));
    ways.add(new Way("otherwise", otherwise, false));
    return ways;
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    said.addAll(Step.said("prompt", prompt));
    return said;
  }
}
