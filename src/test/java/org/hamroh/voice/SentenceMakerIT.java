package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamroh.say.Kind;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hotline's own prompts with values in them, spoken by the real espeak-ng.
final class SentenceMakerIT {

  private static final PromptBook BOOK =
      PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

  @TempDir private Path folder;
  private VoicePlaces places;
  private SentenceMaker maker;

  @BeforeEach
  void start() {
    VoicePrograms.ensure(what -> {});
    places =
        new VoicePlaces(
            folder.resolve("recordings"), Path.of("deploy/voices"), folder.resolve("data"));
    maker = new SentenceMaker(() -> BOOK, places, Clock.systemUTC());
    places.openVoices().prepare("tg");
  }

  @AfterEach
  void stop() {
    maker.close();
  }

  @Test
  void sentenceIsMadeWhileTheCallerWaitsAndIsAsLoudAsThePrompts() throws IOException {
    warmUp();

    List<String> sounds = maker.sounds("ru", "queue-wait", minutes(25));

    assertThat(sounds).hasSize(1);
    short[] pcm = wide("ru", sounds.getFirst());
    assertThat(SpeechLevel.of(pcm, 16_000).dbfs()).isCloseTo(-20, within(1.0));
    for (SoundShaper.Format format : SoundShaper.Format.values()) {
      assertThat(file("ru", sounds.getFirst(), format)).isNotEmptyFile();
    }
  }

  @Test
  void freshSentencesTakeLessThanACallerWaits() {
    warmUp();
    List<Long> millis = new ArrayList<>();

    for (int i = 31; i < 61; i++) {
      for (String language : List.of("tg", "ru")) {
        long before = System.nanoTime();
        maker.sounds(language, "queue-wait", minutes(i));
        millis.add((System.nanoTime() - before) / 1_000_000);
      }
    }

    millis.sort(null);
    long median = millis.get(millis.size() / 2);
    long p95 = millis.get(millis.size() * 95 / 100);
    System.out.printf("fresh sentence: p50 %d ms, p95 %d ms%n", median, p95);
    assertThat(median).isLessThan(SentenceMaker.CALLER_PATIENCE.toMillis());
    assertThat(p95).isLessThan(SentenceMaker.CALLER_PATIENCE.toMillis());
  }

  private void warmUp() {
    for (int i = 61; i < 81; i++) {
      for (String language : List.of("tg", "ru")) {
        maker.sounds(language, "queue-wait", minutes(i));
      }
    }
  }

  private static Map<String, Spoken> minutes(int count) {
    return Map.of("minutes", new Spoken.Of(Kind.COUNT_MINUTE, Integer.toString(count)));
  }

  private short[] wide(String language, String sound) throws IOException {
    return Pcm.samples(Files.readAllBytes(file(language, sound, SoundShaper.Format.SLN16)));
  }

  private Path file(String language, String sound, SoundShaper.Format format) {
    return places.sounds().resolve(language).resolve(sound + "." + format.ending());
  }
}
