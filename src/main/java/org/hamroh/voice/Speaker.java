package org.hamroh.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.hamroh.yaml.ProblemsException;

/// Lets a person hear how a text would sound on the line.
public final class Speaker {

  private final Voices voices;
  private final ValueWords words;

  public Speaker(VoicePlaces places) {
    this.voices = places.openVoices();
    this.words = new ValueWords(new WrittenWords(places.sources()));
  }

  /// What a person wrote to be read, in words that a voice can say: figures and abbreviations in
  /// full.
  public String sayable(String language, String text) {
    return words.written(language, text);
  }

  /// Keeps a text as a telephone line carries it, in every format that the PBX may want.
  ///
  /// @param folder where it goes, `<name>.{sln16,alaw,ulaw,g722}`
  /// @throws ProblemsException when a program is missing, or nobody can speak the language
  public void keep(String language, String text, Path folder, String name) throws IOException {
    VoicePrograms.ensure(installed -> {});
    voices.prepare(language);
    keep(voices.speak(language, Utterance.of(text, false)).sound(), folder, name);
  }

  /// Keeps what somebody has spoken, as loud as the prompts, in the same formats.
  public static void keep(Pcm sound, Path folder, String name) throws IOException {
    SoundShaper.Encoded encoded = new SoundShaper().encode(sound, Leveller.Treatment.SPEECH);
    Files.createDirectories(folder);
    for (Map.Entry<SoundShaper.Format, byte[]> one : encoded.formats().entrySet()) {
      Path file = folder.resolve(name + "." + one.getKey().ending());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, one.getValue());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
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
