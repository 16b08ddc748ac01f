package org.hamroh.voice;

import java.nio.file.Path;

/// Where the voices' things lie, and who speaks.
///
/// @param recordings shipped human voices, `sounds/<language>/<prompt>.wav` of the checkout
/// @param sources    `deploy/voices` of the checkout
/// @param data       the data folder; sounds go to `<data>/voice`, their plain names to
///                   `<data>/sounds`, a compiled voice to `<data>/voices`
/// @param config     who speaks which language
public record VoicePlaces(Path recordings, Path sources, Path data, VoiceConfig config) {

  /// Spoken on this machine.
  public VoicePlaces(Path recordings, Path sources, Path data) {
    this(recordings, sources, data, VoiceConfig.onThisMachine());
  }

  /// @param home the checkout
  public static VoicePlaces of(Path home, Path data, VoiceConfig config) {
    return new VoicePlaces(home.resolve("sounds"), home.resolve("deploy/voices"), data, config);
  }

  /// @param home the checkout; spoken on this machine
  public static VoicePlaces of(Path home, Path data) {
    return of(home, data, VoiceConfig.onThisMachine());
  }

  Path sounds() {
    return data.resolve("sounds");
  }

  /// The human voices of this site.
  public TakenVoices takes() {
    return new TakenVoices(data.resolve("takes"));
  }

  Recordings openRecordings() {
    return new Recordings(recordings, takes());
  }

  Voices openVoices() {
    return new Voices(new EspeakVoices(sources, data.resolve("voices")), config, data);
  }

  SoundStore openStore(Voices voices) {
    return new SoundStore(sounds(), data.resolve("voice"), voices);
  }
}
