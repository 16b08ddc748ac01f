package org.hamroh.voice;

import org.hamroh.yaml.ProblemsException;

/// Lets a person hear how a text would sound on the line.
public final class Speaker {

  private final Voices voices;

  public Speaker(VoicePlaces places) {
    this.voices = places.openVoices();
  }

  /// @return a WAV file, 16 kHz, as loud as the prompts
  /// @throws ProblemsException when a program is missing, or nobody can speak the language
  public byte[] wav(String language, String text) {
    VoicePrograms.ensure(installed -> {});
    voices.prepare(language);
    Pcm sound = voices.speak(language, Utterance.of(text, false)).sound();
    short[] level = new SoundShaper().levelWide(sound, Leveller.Treatment.SPEECH);
    return new Pcm(level, Band.wide().rate()).wav();
  }
}
