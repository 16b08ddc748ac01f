package org.hamroh.voice;

import java.nio.file.Path;

/// Where the voices' things lie.
///
/// @param recordings human voices, `sounds/<language>/<prompt>.wav` of the checkout
/// @param sources    `deploy/voices` of the checkout
/// @param data       the data folder; sounds go to `<data>/sounds`, a compiled voice to
///                   `<data>/voices`
public record VoicePlaces(Path recordings, Path sources, Path data) {

  /// @param home the checkout
  public static VoicePlaces of(Path home, Path data) {
    return new VoicePlaces(home.resolve("sounds"), home.resolve("deploy/voices"), data);
  }

  Path sounds() {
    return data.resolve("sounds");
  }

  Voices openVoices() {
    return new Voices(sources, data.resolve("voices"));
  }

  SoundStore openStore(Voices voices) {
    return new SoundStore(sounds(), voices);
  }
}
