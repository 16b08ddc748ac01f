package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;

/// Asks whether no campaign shall write to this number or ring it any more, and keeps to it. Only
/// START, or an operator, undoes it.
/// ```yaml
/// - optout: stop
///   question: stop-ask           # 1 agrees, 2 does not
///   done: stop-done              # says that it holds, and how to come back
///   then: hotline/goodbye
///   otherwise: hotline/operator  # the number is withheld: a person helps
/// ```
/// Only key 1 is a stop; silence leaves all as it is.
public record StopBroadcasts(
    String name, List<Prompt> question, List<Prompt> done, Target then, Target otherwise)
    implements Step {

  static StopBroadcasts from(Fields fields) {
    return new StopBroadcasts(
        fields.name(),
        fields.prompts("question"),
        fields.prompts("done"),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    if (!SendSms.agrees(call, question)) {
      return new Next.To(then);
    }
    if (!call.services().campaigns().stop(call.id(), call.language())) {
      return new Next.To(otherwise);
    }
    call.sayIfPossible(done, Set.of());
    return new Next.To(then);
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, true), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("question", question));
    said.addAll(Step.said("done", done));
    return said;
  }
}
