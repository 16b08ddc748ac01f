package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.DetourException;
import org.hamroh.ivr.outside.Callbacks.Reached;

/// We rang, and somebody or something has answered: says who calls and asks for a key. Any key will
/// do, for no machine presses one; then the call goes where it was wanted, to a queue or to the
/// menu. Without a key nobody of ours is bound.
/// ```yaml
/// - reach: missed
///   prompt: callback-hello-missed   # who calls, and which key to press
///   languages: [tg, ru]             # said in each to whom we know no language of
///   timeout: 6s                     # these two lines may be left out: so they are anyway
///   silences: 2
///   reason: callback                # the contact reason, where people are wanted
///   then: hotline/front             # where the menu is wanted
///   unknown: hotline/start          # the same without a known language
///   otherwise: nobody
/// ```
///
/// @param silences how often it is said before `otherwise`
public record Reach(
    String name,
    List<Prompt> prompt,
    List<String> languages,
    Duration timeout,
    int silences,
    String reason,
    Target then,
    Target unknown,
    Target otherwise)
    implements Step {

  /// Every key that a telephone has, but the cover key: that one is no greeting.
  private static final Set<Character> KEYS = keys();

  private static Set<Character> keys() {
    Set<Character> keys = new HashSet<>(Conversation.CHOICES);
    keys.addAll(Set.of('0', '#'));
    return Set.copyOf(keys);
  }

  static Reach from(Fields fields) {
    return new Reach(
        fields.name(),
        fields.prompts("prompt"),
        fields.texts("languages"),
        fields.duration("timeout", Menu.TIMEOUT),
        fields.number("silences", Menu.SILENCES),
        fields.text("reason"),
        fields.target("then"),
        fields.target("unknown"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    try {
      for (int i = 0; i < silences; i++) {
        Optional<Character> key = hello(call).or(() -> call.awaitKey(timeout, KEYS));
        if (key.isPresent()) {
          call.pressed(key.get());
          return next(call);
        }
      }
    } catch (DetourException pressed) {
      if (pressed.key() != DetourException.REPEAT) {
        call.services().callbacks().reached(call.id()); // the cover key, too, is somebody's
      }
      throw pressed;
    }
    return new Next.To(otherwise);
  }

  private Optional<Character> hello(Conversation call) {
    return call.languageIsChosen() ? call.say(prompt, KEYS) : call.sayIn(languages, prompt, KEYS);
  }

  private Next next(Conversation call) {
    Reached reached = call.services().callbacks().reached(call.id());
    if (!reached.queue().isEmpty()) {
      return new Next.Queue(reached.queue(), reached.priority(), reason);
    }
    return new Next.To(call.languageIsChosen() ? then : unknown);
  }

  /// Who has not been greeted has pressed no key.
  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    for (String language : languages) {
      if (!check.vocabulary().languages().contains(language)) {
        check.wrong(
            "languages",
            "has " + language + ", which this site does not speak",
            "name some of " + check.vocabulary().languages());
      }
    }
  }

  @Override
  public List<Way> ways() {
    return List.of(
        new Way("then", then, true),
        new Way("unknown", unknown, true),
        new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    return Step.said("prompt", prompt);
  }
}
