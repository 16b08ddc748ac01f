package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.SystemPrompt;

/// Asks in which tongue to go on. Each prompt is said in every language that can be chosen, one
/// after another, for the caller may know only one of them.
/// ```yaml
/// - language: start
///   intro: welcome               # in Tajik, then in Russian
///   prompt: language-choice      # each option in its own tongue
///   keys: {1: tg, 2: ru}
///   default: tg                  # when nothing is pressed
///   hint: {prompt: language-hint, foreign: true}   # for those who are not asked
///   then: main
/// ```
/// Who has chosen already, in this call or an earlier one, hears the first words in that language
/// and is not asked again. The telephone may be shared: nothing is said that shows an earlier call,
/// and the hint tells in the other tongues how to change.
///
/// @param intro     said first, and not again
/// @param prompt    the options, said again after silence or a wrong key
/// @param keys      which language each key chooses, in the order in which they are said
/// @param otherwise the language of those who choose none
/// @param hint      said after the first words to those whose language an earlier call told
/// @param timeout   silence allowed after the prompts
/// @param silences  how many such silences are taken for "the default will do"
/// @param wrongKeys the same for keys that choose nothing
public record ChooseLanguage(
    String name,
    List<Prompt> intro,
    List<Prompt> prompt,
    SortedMap<Character, String> keys,
    String otherwise,
    List<Prompt> hint,
    Duration timeout,
    int silences,
    int wrongKeys,
    Target then)
    implements Step {

  static ChooseLanguage from(Fields fields) {
    return new ChooseLanguage(
        fields.name(),
        fields.prompts("intro"),
        fields.prompts("prompt"),
        fields.keys("keys"),
        fields.text("default"),
        fields.prompts("hint"),
        fields.duration("timeout", Menu.TIMEOUT),
        fields.number("silences", Menu.SILENCES),
        fields.number("wrongKeys", Menu.WRONG_KEYS),
        fields.target("then"));
  }

  @Override
  public Next take(Conversation call) {
    if (call.languageIsChosen()) {
      call.say(intro, Set.of());
      return new Next.To(then);
    }
    Optional<String> known =
        call.services().callers().of(call.id()).language().filter(keys::containsValue);
    if (known.isPresent()) {
      call.recall(known.get());
      List<Prompt> first = new ArrayList<>(intro);
      first.addAll(hint);
      call.say(first, Set.of());
      return new Next.To(then);
    }
    List<String> languages = List.copyOf(keys.values());
    List<Prompt> now = new ArrayList<>(intro);
    now.addAll(prompt);
    int silent = 0;
    int wrong = 0;
    while (silent < silences && wrong < wrongKeys) {
      Optional<Character> key =
          call.sayIn(languages, now, Conversation.CHOICES)
              .or(() -> call.awaitKey(timeout, Conversation.CHOICES));
      now = new ArrayList<>();
      if (key.isEmpty()) {
        silent++;
        now.add(SystemPrompt.NO_INPUT.prompt());
      } else {
        String chosen = keys.get(key.get());
        if (chosen != null) {
          call.pressed(key.get());
          call.choose(chosen, true);
          return new Next.To(then);
        }
        wrong++;
        call.pressedWrong(key.get());
        now.add(SystemPrompt.INVALID.prompt());
        now.add(SystemPrompt.RETRY.prompt());
      }
      now.addAll(prompt);
    }
    call.choose(otherwise, false);
    call.unanswered();
    return new Next.To(then);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("intro", intro));
    said.addAll(Step.said("prompt", prompt));
    said.addAll(Step.said("hint", hint));
    return said;
  }

  /// Every language that this step can lead to.
  public Set<String> languages() {
    Set<String> languages = new java.util.LinkedHashSet<>(keys.values());
    languages.add(otherwise);
    return languages;
  }
}
