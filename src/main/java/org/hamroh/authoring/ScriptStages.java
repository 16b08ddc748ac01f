package org.hamroh.authoring;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hamroh.handset.Stage;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.voice.PromptText;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.SoundBook;
import org.hamroh.voice.SoundBook.Playable;
import org.hamroh.web.Refusal;
import org.hamroh.yaml.ProblemsException;

/// The states of the scripts, for a telephone on a page: what is on the line, the draft, or an
/// earlier version, each with its texts and with the sounds that are made.
public final class ScriptStages implements Stage.Stages {

  private final Readings readings;
  private final SoundWorks voices;
  private final Path sounds;
  private final Sentences sentences;

  /// @param sounds `<data>/sounds`: sentences with values, the beep
  public ScriptStages(Readings readings, SoundWorks voices, Path sounds, Sentences sentences) {
    this.readings = readings;
    this.voices = voices;
    this.sounds = sounds;
    this.sentences = sentences;
  }

  @Override
  public Stage of(String word) {
    Of of = ScriptRoutes.of(word);
    ScriptReading reading =
        readings.of(of).orElseThrow(() -> Refusal.notFound("version " + of.word()));
    return new OneState(
        of, reading, reading.orThrow(), voices, voices.find(reading.prompts()), sounds, sentences);
  }

  private record OneState(
      Of of,
      ScriptReading reading,
      ScriptBook book,
      SoundWorks voices,
      SoundBook made,
      Path sounds,
      Sentences sentences)
      implements Stage {

    /// Of the 16 kHz 16 bit files that a browser is given.
    private static final int BYTES_PER_MILLI = 32;

    @Override
    public Optional<String> text(Sound sound) {
      return reading.prompts().text(sound.language(), sound.name()).map(PromptText::text);
    }

    @Override
    public Optional<Duration> length(Sound sound) {
      return made.find(sound.language(), sound.name())
          .map(Playable::length)
          .or(() -> spokenNow(sound))
          .or(() -> plain(sound));
    }

    /// Nobody has heard the words of a draft yet.
    private Optional<Duration> spokenNow(Sound sound) {
      if (text(sound).isEmpty()) {
        return Optional.empty();
      }
      try {
        return voices.pieces(reading.prompts(), sound.language(), sound.name()).stream()
            .map(Playable::length)
            .reduce(Duration::plus);
      } catch (ProblemsException e) {
        return Optional.empty(); // as missing as on the line
      }
    }

    private Optional<Duration> plain(Sound sound) {
      File file = sounds.resolve(sound.language()).resolve(sound.name() + ".sln16").toFile();
      long bytes = file.length(); // 0 when it is not there
      return bytes == 0
          ? Optional.empty()
          : Optional.of(Duration.ofMillis(bytes / BYTES_PER_MILLI));
    }

    @Override
    public String address(Sound sound) {
      return "/api/v1/sounds/%s?prompt=%s&of=%s"
          .formatted(sound.language(), sound.name(), of.word());
    }
  }
}
