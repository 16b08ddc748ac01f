package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;
import org.hamroh.ivr.outside.TextSender;
import org.hamroh.ivr.outside.TextSender.Outcome;

/// Asks whether the caller wants texts on a subject, and keeps the number with that consent.
/// ```yaml
/// - subscribe: jobs-by-sms
///   group: vacancies             # the group of contacts that the number joins
///   ask: sms-subscribe           # left out: so too; 1 agrees, 2 does not
///   done: sms-subscribed         # left out: so too; says how to stop
///   then: jobs                   # agreed, or not wanted
///   otherwise: jobs-operator     # the number is withheld, or cannot be written to
/// ```
/// Only key 1 is consent; silence is none.
public record Subscribe(
    String name, String group, List<Prompt> ask, List<Prompt> done, Target then, Target otherwise)
    implements Step {

  static Subscribe from(Fields fields) {
    List<Prompt> ask = fields.prompts("ask");
    List<Prompt> done = fields.prompts("done");
    return new Subscribe(
        fields.name(),
        fields.text("group"),
        ask.isEmpty() ? List.of(Prompt.of("sms-subscribe")) : ask,
        done.isEmpty() ? List.of(Prompt.of("sms-subscribed")) : done,
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    TextSender texts = call.services().texts();
    if (!texts.canSend(call.id())) {
      call.told().subscribed(group, Outcome.NO_NUMBER);
      return new Next.To(otherwise);
    }
    if (!SendSms.agrees(call, ask)) {
      return new Next.To(then);
    }
    Outcome outcome = texts.subscribe(call.id(), group, call.language());
    call.told().subscribed(group, outcome);
    if (outcome != Outcome.ACCEPTED) {
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
    List<Said> said = new ArrayList<>(Step.said("ask", ask));
    said.addAll(Step.said("done", done));
    return said;
  }
}
