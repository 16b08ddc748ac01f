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
      sounds.add(new Sound(language, "beep", new Generated(Tone.BEEP), false));
      sounds.add(new Sound(language, "silence/1", new Generated(Tone.SILENCE), false));
    }
    sounds.add(new Sound("moh", "hold", new Generated(Tone.HOLD_MUSIC), false));
    sounds.add(new Sound("ring", "tone", new Generated(Tone.RING), false));
    return List.copyOf(sounds);
  }

  /// The sounds of one prompt: one, or one a piece of words around its values.
  static List<Sound> ofPrompt(PromptText text, Recordings recordings) {
    List<PromptText.Piece> pieces = text.pieces();
    List<Sound> sounds = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof PromptText.Piece.Words(String name, String words)) {
        Optional<Sound.Origin> recorded =
            recordings.find(text.language(), name, words).map(Recorded::new);
        boolean goesOn = text.continues() || i + 1 < pieces.size();
        sounds.add(
            new Sound(text.language(), name, recorded.orElseGet(() -> new Spoken(words)), goesOn));
      }
    }
    return List.copyOf(sounds);
  }
}
