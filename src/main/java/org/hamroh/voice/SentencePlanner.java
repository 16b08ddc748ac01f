package org.hamroh.voice;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamroh.voice.RecordedWords.Fragment;

/// Decides whose voice says a sentence, and what its sound is called: by a digest of all that it is
/// made from, so that the same sentence is made once. Used by many threads at once.
final class SentencePlanner {

  private static final int DIGEST_LETTERS = 40;

  private final Supplier<PromptBook> prompts;
  private final Voices voices;
  private final RecordedWords recorded;
  private final ValueWords words;

  SentencePlanner(Supplier<PromptBook> prompts, VoicePlaces places, Voices voices) {
    this.prompts = prompts;
    this.voices = voices;
    this.recorded = new RecordedWords(places.openRecordings());
    this.words = new ValueWords(new WrittenWords(places.sources()));
  }

  PromptBook prompts() {
    return prompts.get();
  }

  /// Empty when no prompt has this name.
  ///
  /// @throws IllegalArgumentException when a value is missing, or is none of its kind. The message
  ///                                  may hold what a caller keyed in: not for a log
  Optional<SentencePlan> plan(String language, String prompt, Map<String, Spoken> values) {
    return plan(prompts.get(), language, prompt, values);
  }

  /// The same from other texts than those in force.
  Optional<SentencePlan> plan(
      PromptBook texts, String language, String prompt, Map<String, Spoken> values) {
    return texts.text(language, prompt).map(text -> plan(text, values));
  }

  private SentencePlan plan(PromptText text, Map<String, Spoken> values) {
    Sentence sentence = Sentence.of(text, values, words);
    Optional<List<Fragment>> fragments = recorded.of(sentence);
    if (fragments.isPresent()) {
      String name = name(sentence, identity(fragments.get(), sentence.goesOn()));
      return new SentencePlan.Joined(
          sentence.language(), List.of(name), fragments.get(), sentence.goesOn());
    }
    Utterance utterance = sentence.utterance();
    List<SpeechEngine> engines = voices.of(sentence.language());
    List<String> names =
        engines.stream().map(engine -> name(sentence, engine.identity(utterance))).toList();
    return new SentencePlan.Spoken(sentence.language(), names, engines, utterance);
  }

  private static String name(Sentence sentence, String identity) {
    String digest =
        Digests.of(SoundShaper.VERSION, identity, Boolean.toString(sentence.goesOn()))
            .substring(0, DIGEST_LETTERS);
    return (sentence.passing() ? SaidSounds.PASSING : SaidSounds.FOLDER) + digest;
  }

  private static String identity(List<Fragment> fragments, boolean goesOn) {
    List<String> parts = new ArrayList<>(List.of("joined", Boolean.toString(goesOn)));
    for (Fragment fragment : fragments) {
      File file = fragment.file().toFile();
      parts.add(file.getPath() + ":" + file.length() + ":" + file.lastModified());
      parts.add(Boolean.toString(fragment.breath()));
    }
    return Digests.of(parts.toArray(String[]::new));
  }
}
