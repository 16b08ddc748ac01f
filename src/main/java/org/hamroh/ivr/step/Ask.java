package org.hamroh.ivr.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.Conversation;

/// Asks for a number that is keyed in, and keeps it for the steps that come after.
/// ```yaml
/// - ask: permit-number
///   prompts: permit-enter        # "Key in the number. At the end press star."
///   answer: permit               # under this name other steps find it
///   min: 4
///   max: 10                      # when as many are keyed, it is over without a star
///   check: digits-check          # reads it back: right 1, wrong 2; may be left out
///   tries: 3                     # may be left out
///   then: permit-lookup
///   otherwise: hotline/operator  # may be left out
/// ```
/// Which keys are digits, and when a row ends, is told at [Digits]. What is keyed is never written
/// down: neither the journal nor a log is told more than how many digits there were.
///
/// @param check reads the digits back, with `{digits}`
/// @param tries how often it is asked: after silence, too few digits, or "wrong"
public record Ask(
    String name,
    List<Prompt> prompts,
    String answer,
    int min,
    int max,
    List<Prompt> check,
    int tries,
    Target then,
    Target otherwise)
    implements Step {

  /// The third time somebody else should help.
  static final int TRIES = 3;

  static Ask from(Fields fields) {
    return new Ask(
        fields.name(),
        fields.prompts("prompts"),
        fields.text("answer"),
        fields.number("min", 1),
        fields.number("max", 1),
        fields.prompts("check"),
        fields.number("tries", TRIES),
        fields.target("then"),
        fields.otherwise("otherwise"));
  }

  @Override
  public Next take(Conversation call) {
    Digits digits = new Digits(min, max);
    List<Prompt> now = prompts;
    for (int i = 0; i < tries; i++) {
      Digits.Heard heard = digits.hear(call, now);
      if (heard instanceof Digits.Heard.Row row
          && check.stream().allMatch(one -> Digits.confirmed(call, one, row.digits()))) {
        call.answers().put(answer, row.digits());
        return new Next.To(then);
      }
      now = Digits.again(heard, prompts);
    }
    return new Next.To(otherwise);
  }

  @Override
  public Optional<Target> ifBroken() {
    return Optional.of(otherwise);
  }

  @Override
  public void check(StepCheck check) {
    if (min > max) {
      check.wrong("min", "is " + min + ", more than max, which is " + max, "turn them round");
    }
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("then", then, true), new Way("otherwise", otherwise, false));
  }

  @Override
  public List<Said> said() {
    List<Said> said = new ArrayList<>(Step.said("prompts", prompts));
    check.forEach(one -> said.add(new Said("check", one, Set.of("digits"))));
    return said;
  }
}
