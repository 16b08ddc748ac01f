package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.outside.KnownCallers.Dropped;

/// Offers a caller whose last call broke a short while ago to go on from there: at the step, or
/// with an operator. Says nothing to anybody else, and never what the last call was about:
/// telephones are shared.
/// ```yaml
/// - resume: again
///   prompt: resume-offer         # "if your last call broke, press 5 to go on from there"
///   key: 5
///   otherwise: front
/// ```
/// Every other key is for what comes next: danger stays where it is in the menu that follows, for
/// those who know it by heart.
///
/// @param key goes on; one that the menu after it does not use
public record Resume(String name, List<Prompt> prompt, char key, Target otherwise) implements Step {

  /// Ahead of those who wait for the first time, behind those in danger.
  private static final int PRIORITY = 5;

  /// Time enough to press; the menu comes by itself.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Resume from(Fields fields) {
    return new Resume(
        fields.name(),
        fields.prompts("prompt"),
        fields.text("key").charAt(0),
        fields.target("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    Optional<Dropped> last =
        call.services()
            .callers()
            .dropped(call.id())
            .filter(one -> one.place().isEmpty() || call.has(one.place()));
    if (last.isEmpty()) {
      return new Next.To(otherwise);
    }
    Optional<Character> pressed =
        call.say(prompt, Conversation.CHOICES)
            .or(() -> call.awaitMore(PATIENCE, Conversation.CHOICES));
    if (pressed.filter(one -> one == key).isEmpty()) {
      pressed.ifPresent(call::carryOn);
      return new Next.To(otherwise);
    }
    call.pressed(key);
    return last.get().place().isEmpty()
        ? new Next.Queue(last.get().queue(), PRIORITY, "line-broke")
        : new Next.To(Target.of(last.get().place(), ""));
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    return Step.said("prompt", prompt);
  }
}
