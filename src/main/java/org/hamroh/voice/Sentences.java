package org.hamroh.voice;

import java.util.List;
import java.util.Map;

/// Makes sounds of prompts that hold values: "your place is {ordinal}", "your number is {digits}".
public interface Sentences {

  /// Begins to make the sentence, so that it is there when it is wanted. Returns at once; what goes
  /// wrong shows in [#sounds].
  void prepare(String language, String prompt, Map<String, Spoken> values);

  /// The sentence as sounds below the language's folder, played one after another without a gap.
  /// Waits for what is being made, 150 ms at the most.
  ///
  /// @param values one for each placeholder of the prompt
  /// @return nothing when it could not be made in time; a step then says something that is there
  List<String> sounds(String language, String prompt, Map<String, Spoken> values);

  /// The same from the texts of one version: a call hears those that it began with, whatever is
  /// published meanwhile.
  default Sentences from(PromptBook texts) {
    return this;
  }

  /// Where no voice is at hand.
  static Sentences none() {
    return new Sentences() {
      @Override
      public void prepare(String language, String prompt, Map<String, Spoken> values) {}

      @Override
      public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
        return List.of();
      }
    };
  }
}
