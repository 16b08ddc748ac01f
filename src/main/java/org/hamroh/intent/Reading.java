package org.hamroh.intent;

/// What a text was taken for.
///
/// @param why       in English, for whoever asks `./hamroh intent`: which words decided
/// @param whole     whether that is all the text says; else a person reads it besides
/// @param maybeStop whether a word of silence is in it that did not decide
/// @param language  `tg`, `ru`, or empty when its words tell nothing
public record Reading(
    Intent intent, String why, boolean whole, boolean maybeStop, String language) {

  /// Whether a person has to see it at once.
  public boolean urgent() {
    return intent.equals(Intent.DANGER);
  }
}
