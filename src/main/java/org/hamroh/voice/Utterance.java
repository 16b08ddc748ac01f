package org.hamroh.voice;

/// Something to be said by a voice.
///
/// @param text    as it stands in a prompt, values filled in; the voice cleans it for itself
/// @param goesOn  whether the sentence goes on in the sound that is played next
/// @param passing whether it holds what belongs to one caller, a number keyed in for one, and must
///                not be kept longer than the call needs
record Utterance(String text, boolean goesOn, boolean passing) {

  static Utterance of(String text, boolean goesOn) {
    return new Utterance(text, goesOn, false);
  }
}
