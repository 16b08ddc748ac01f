package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.ivr.Conversation;

/// Says one or several prompts in one breath and goes on. Only the keys that work everywhere are
/// heard meanwhile.
/// ```yaml
/// - play: lesson
///   prompts: lesson-russian-1
///   pause: 5s                    # time for the star, "hear it again"; may be left out
///   then: stories
/// - play: announcement
///   ofTheDay: [psa-wages, psa-legal-travel]   # one of these, another each day
///   then: goodbye
/// ```
/// @param prompts  said in this order
/// @param ofTheDay one of these is said after them, by the day of the year
/// @param pause    silence after it, in which the keys that work everywhere still count
public record Play(
    String name, List<Prompt> prompts, List<Prompt> ofTheDay, Duration pause, Target then)
    implements Step {

  static Play from(Fields fields) {
    return new Play(
        fields.name(),
        fields.prompts("prompts"),
        fields.prompts("ofTheDay"),
        fields.duration("pause", Duration.ZERO),
        fields.target("then"));
  }

  @Override
  public Next take(Conversation call) {
    List<Prompt> now = new ArrayList<>(prompts);
    if (!ofTheDay.isEmpty()) {
      now.add(ofTheDay.get(call.today().getDayOfYear() % ofTheDay.size()));
    }
    call.say(now, Set.of());
    if (pause.isPositive()) {
      call.pause(pause);
    }
    return new Next.To(then);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("prompts", prompts));
    said.addAll(Step.said("ofTheDay", ofTheDay));
    return said;
  }
}
