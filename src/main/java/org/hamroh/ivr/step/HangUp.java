package org.hamroh.ivr.step;

import java.util.List;
import java.util.Set;
import org.hamroh.ivr.Conversation;

/// Says good-bye and ends the call.
/// ```yaml
/// - hangup: goodbye
///   prompts: goodbye
/// ```
/// @param prompts the last words; what cannot be played is left out
public record HangUp(String name, List<Prompt> prompts) implements Step {

  static HangUp from(Fields fields) {
    return new HangUp(fields.name(), fields.prompts("prompts"));
  }

  @Override
  public Next take(Conversation call) {
    call.sayIfPossible(prompts, Set.of());
    return new Next.End();
  }

  @Override
  public List<Way> ways() {
    return List.of();
  }

  @Override
  public List<Said> said() {
    return Step.said("prompts", prompts);
  }
}
