package org.hamroh.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.voice.Sound.Origin.Generated;
import org.hamroh.voice.Sound.Origin.Recorded;
import org.hamroh.voice.Sound.Origin.Spoken;
import org.hamroh.voice.Sound.Tone;

/// Every sound that a call may need, with where it comes from.
final class SoundList {

  private SoundList() {}

  static List<Sound> of(PromptBook book, Recordings recordings) {
    List<Sound> sounds = new ArrayList<>();
    for (String language : book.languages()) {
      for (String name : book.names()) {
        book.text(language, name).ifPresent(text -> sounds.addAll(ofPrompt(text, recordings)));
      }
      // Asterisk looks for these two by name in the channel's own language.
      sounds.add(new Sound(language, "beep", new Generated(Tone.BEEP)));
      sounds.add(new Sound(language, "silence/1", new Generated(Tone.SILENCE)));
    }
    sounds.add(new Sound("moh", "hold", new Generated(Tone.HOLD_MUSIC)));
    return List.copyOf(sounds);
  }

  /// The sounds of one prompt: one, or one a piece of words around its values.
  static List<Sound> ofPrompt(PromptText text, Recordings recordings) {
    List<Sound> sounds = new ArrayList<>();
    for (PromptText.Piece piece : text.pieces()) {
      if (piece instanceof PromptText.Piece.Words words) {
        Optional<Sound.Origin> recorded =
            recordings.find(text.language(), words.sound()).map(Recorded::new);
        sounds.add(
            new Sound(
                text.language(),
                words.sound(),
                recorded.orElseGet(() -> new Spoken(words.text()))));
      }
    }
    return List.copyOf(sounds);
  }
}
