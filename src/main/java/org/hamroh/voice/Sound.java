package org.hamroh.voice;

import java.nio.file.Path;

/// One sound that the PBX must be able to play: `<data>/sounds/<folder>/<name>`.
///
/// @param folder a language, `moh` for hold music, or `ring` for the ring tone
/// @param name   as Asterisk names it, without an ending: `main-menu`, `queue-position.1`
/// @param goesOn whether the sentence goes on in the sound that is played next
record Sound(String folder, String name, Origin origin, boolean goesOn) {

  /// Where the sound comes from.
  sealed interface Origin {
    /// A human voice, 16 kHz mono 16 bit.
    record Recorded(Path file) implements Origin {}

    /// @param text what the prompt says, not yet cleaned for the voice
    record Spoken(String text) implements Origin {}

    /// Made of nothing but figures.
    record Generated(Tone tone) implements Origin {}
  }

  /// The sounds that need no voice.
  enum Tone {
    /// "Speak now": short, clear on any telephone.
    BEEP,
    /// A pause; also stands for a queue announcement that shall not be heard.
    SILENCE,
    /// What a waiting caller hears between announcements.
    HOLD_MUSIC,
    /// What an operator hears while the telephone of a person rings, whom they call.
    RING
  }

  /// `tg/main-menu`
  String path() {
    return folder + "/" + name;
  }
}
