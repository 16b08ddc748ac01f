package org.hamroh.recording;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.voice.VoiceCoverage.Voice;

/// A line of the recording sheet: something that one person says in one go.
///
/// @param number      of the text, as it is keyed in on the telephone
/// @param sound       `main-menu`, or a piece of a prompt with values: `queue-position.1`
/// @param prompt      that it belongs to
/// @param words       what is said
/// @param whole       the whole prompt with its `{values}`, when this is a piece of it
/// @param others      the same prompt in the site's other languages, by language
/// @param gloss       what it says, in English
/// @param voice       whose is heard now
/// @param outdated    whether there is a take of an earlier text
/// @param seconds     as it is heard now
/// @param legalReview whether a lawyer still has to read it
public record Recordable(
    int number,
    String language,
    String sound,
    String prompt,
    String words,
    Optional<String> whole,
    Map<String, String> others,
    Optional<String> gloss,
    Voice voice,
    boolean outdated,
    double seconds,
    boolean legalReview) {

  /// What there is to do about it.
  public enum State {
    HUMAN,
    STAND_IN,
    /// The stand-in is heard, for the take says an earlier text.
    OUTDATED,
    MISSING;

    /// `stand-in`
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<State> of(String word) {
      return List.of(values()).stream().filter(state -> state.word().equals(word)).findFirst();
    }
  }

  public State state() {
    return switch (voice) {
      case TAKE, SHIPPED -> State.HUMAN;
      case STAND_IN -> outdated ? State.OUTDATED : State.STAND_IN;
      case MISSING -> outdated ? State.OUTDATED : State.MISSING;
    };
  }

  /// Whether somebody should record it.
  public boolean wantsAVoice() {
    return state() != State.HUMAN;
  }
}
