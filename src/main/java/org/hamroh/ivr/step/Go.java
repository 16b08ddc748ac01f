package org.hamroh.ivr.step;

import java.util.List;
import org.hamroh.ivr.Conversation;

/// Leads on without a word: a name in the tree whose work another step does.
/// ```yaml
/// - go: nearest-office           # until the directory can be asked
///   to: union-operator
/// - go: talk
///   to: hotline/operator         # a step of another script
/// ```
public record Go(String name, Target to) implements Step {

  static Go from(Fields fields) {
    return new Go(fields.name(), fields.target("to"));
  }

  @Override
  public Next take(Conversation call) {
    return new Next.To(to);
  }

  @Override
  public List<Way> ways() {
    return List.of(new Way("to", to, false));
  }

  @Override
  public List<Said> said() {
    return List.of();
  }
}
