package org.hamroh.voice;

import java.util.List;
import org.hamroh.voice.RecordedWords.Fragment;

/// How a sentence comes to be a sound.
sealed interface SentencePlan {

  String language();

  /// The sounds that will do, below the language's folder, the best first.
  List<String> names();

  default String best() {
    return names().getFirst();
  }

  /// From recordings of all its parts.
  record Joined(String language, List<String> names, List<Fragment> fragments, boolean goesOn)
      implements SentencePlan {}

  /// By a voice.
  ///
  /// @param engines first choice first, each with its own name in `names`
  record Spoken(
      String language, List<String> names, List<SpeechEngine> engines, Utterance utterance)
      implements SentencePlan {}
}
