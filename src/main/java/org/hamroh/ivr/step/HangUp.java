package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.ivr.Conversation;

/// Says good-bye and ends the call.
/// ```yaml
/// - hangup: goodbye
///   prompts: goodbye
/// - hangup: cover
///   bySeason: [winter-weather, spring-weather, summer-weather, autumn-weather]
///   prompts: [exchange-rates, goodbye]
/// ```
/// @param bySeason said first: in winter, spring, summer, autumn; empty, or one for each
/// @param prompts  the last words; what cannot be played is left out
public record HangUp(String name, List<Prompt> bySeason, List<Prompt> prompts) implements Step {

  private static final int SEASONS = 4;

  static HangUp from(Fields fields) {
    return new HangUp(fields.name(), fields.prompts("bySeason"), fields.prompts("prompts"));
  }

  @Override
  public Next take(Conversation call) {
    List<Prompt> now = new ArrayList<>();
    if (!bySeason.isEmpty()) {
      // December is winter: 0; March to May are 1.
      now.add(bySeason.get(call.today().getMonthValue() % 12 / 3 % bySeason.size()));
    }
    now.addAll(prompts);
    call.sayIfPossible(now, Set.of());
    return new Next.End();
  }

  @Override
  public void check(StepCheck check) {
    if (!bySeason.isEmpty() && bySeason.size() != SEASONS) {
      check.wrong("bySeason", "has " + bySeason.size() + " prompts", "name one for each season");
    }
  }

  @Override
  public List<Way> ways() {
    return List.of();
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("bySeason", bySeason));
    said.addAll(Step.said("prompts", prompts));
    return said;
  }
}
