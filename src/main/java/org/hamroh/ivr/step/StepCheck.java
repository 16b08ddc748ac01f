package org.hamroh.ivr.step;

import java.util.Optional;
import org.hamroh.ivr.Vocabulary;

/// What a step sees when it is checked before use: what it may name, and where it tells a mistake
/// that only its own kind can make.
public interface StepCheck {

  Vocabulary vocabulary();

  /// The step that a name leads to, in whichever script.
  Optional<Step> step(Target target);

  /// Tells a mistake.
  ///
  /// @param field   inside the step, `keys/3`; empty when it is the step as a whole
  /// @param message what is wrong, in one clause
  /// @param remedy  what to do about it, in one clause
  void wrong(String field, String message, String remedy);
}
