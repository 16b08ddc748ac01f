package org.hamroh.ivr;

import java.util.Map;
import org.hamroh.voice.Spoken;

/// The values of a prompt, in the language that is asked for: Russian bends a date where Tajik
/// does not.
public interface Values {
  Map<String, Spoken> in(String language);

  /// The same in every language.
  static Values of(Map<String, Spoken> values) {
    return language -> values;
  }
}
