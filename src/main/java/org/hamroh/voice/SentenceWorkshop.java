package org.hamroh.voice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.yaml.ProblemsException;

/// Makes the sounds of sentences and keeps them. Used by many threads at once.
final class SentenceWorkshop {

  /// Asked for again, a server answers again; what it said is worth keeping, not hoarding.
  private static final Duration SERVER_ANSWERS_KEPT = Duration.ofDays(90);

  private final Voices voices;
  private final SaidSounds said;
  private final SoundShaper shaper = new SoundShaper();
  private final Joiner joiner = new Joiner(shaper);

  SentenceWorkshop(Voices voices, SaidSounds said) {
    this.voices = voices;
    this.said = said;
  }

  boolean has(SentencePlan plan) {
    return said.has(plan.language(), plan.best());
  }

  /// Removes what nobody hears any more.
  ///
  /// @return how many sounds went
  int clean(List<String> languages, Instant now) throws IOException {
    return said.clean(languages) + voices.forget(now.minus(SERVER_ANSWERS_KEPT));
  }

  /// Makes ready what can speak this language.
  ///
  /// @throws ProblemsException when nobody can
  void prepare(String language) {
    voices.prepare(language);
  }

  /// Makes it with patience, on this thread.
  ///
  /// @throws ProblemsException when nobody can speak it
  void make(SentencePlan plan) throws IOException {
    switch (plan) {
      case SentencePlan.Joined joined -> join(joined);
      case SentencePlan.Spoken spoken -> {
        voices.prepare(spoken.language());
        Voices.Speech speech = voices.speak(spoken.language(), spoken.utterance());
        keep(spoken, speech.standIn() ? spoken.names().getLast() : spoken.best(), speech.sound());
      }
    }
  }

  /// @return the sound's name
  String join(SentencePlan.Joined plan) throws IOException {
    said.keep(plan.language(), plan.best(), joiner.join(plan.fragments(), plan.goesOn()));
    return plan.best();
  }

  /// @return the sound's name
  String keep(SentencePlan.Spoken plan, String name, Pcm sound) throws IOException {
    Leveller.Treatment treatment =
        plan.utterance().goesOn() ? Leveller.Treatment.GOES_ON : Leveller.Treatment.SPEECH;
    said.keep(plan.language(), name, shaper.encode(sound, treatment));
    return name;
  }
}
