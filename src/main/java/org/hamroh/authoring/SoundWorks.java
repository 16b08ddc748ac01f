package org.hamroh.authoring;

import java.time.Instant;
import java.util.List;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.VoiceBuilder;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.ProblemsException;

/// What publishing needs of the voices.
public interface SoundWorks {

  /// Makes every sound that these texts lack.
  ///
  /// @throws ProblemsException when one cannot be made
  void make(PromptBook texts, VoiceProgress progress);

  /// The sounds that are there.
  SoundBook find(PromptBook texts);

  /// Prompts without a sound, `tg/welcome`.
  List<String> missing(PromptBook texts);

  /// The sounds of one prompt, made now when they are not there.
  ///
  /// @return in the order in which they are heard; none when there is no such text
  /// @throws ProblemsException when one cannot be made
  List<SoundBook.Playable> pieces(PromptBook texts, String language, String prompt);

  /// Lets what the PBX plays by itself mean these texts.
  ///
  /// @throws ProblemsException when somebody else is at work on the sounds
  void link(PromptBook texts);

  /// Removes sounds that none of these texts needs, when they are old.
  ///
  /// @return how many
  int clean(List<PromptBook> inUse, Instant olderThan);

  /// The voices of this installation.
  static SoundWorks at(VoicePlaces places) {
    return new SoundWorks() {
      @Override
      public void make(PromptBook texts, VoiceProgress progress) {
        new VoiceBuilder(texts, places).make(progress);
      }

      @Override
      public SoundBook find(PromptBook texts) {
        return new VoiceBuilder(texts, places).sounds();
      }

      @Override
      public List<String> missing(PromptBook texts) {
        return new VoiceBuilder(texts, places).missing();
      }

      @Override
      public List<SoundBook.Playable> pieces(PromptBook texts, String language, String prompt) {
        return new VoiceBuilder(texts, places).pieces(language, prompt, VoiceProgress.silent());
      }

      @Override
      public void link(PromptBook texts) {
        new VoiceBuilder(texts, places).link();
      }

      @Override
      public int clean(List<PromptBook> inUse, Instant olderThan) {
        return VoiceBuilder.clean(inUse, places, olderThan);
      }
    };
  }
}
