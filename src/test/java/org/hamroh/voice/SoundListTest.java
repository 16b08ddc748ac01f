package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hamroh.voice.Sound.Origin.Recorded;
import org.hamroh.voice.Sound.Origin.Spoken;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoundListTest {

  @TempDir private Path folder;

  @BeforeEach
  void writePrompts() throws IOException {
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(
        folder.resolve("prompts/tg.yaml"),
        """
        hello: {text: Салом}
        place: {text: "Навбати шумо {ordinal} аст."}
        digits/1: {text: якум, continues: true}
        """);
  }

  @Test
  void promptWithAValueIsTwoSoundsAndTheFirstGoesOn() {
    assertThat(list())
        .contains(
            new Sound("tg", "hello", new Spoken("Салом"), false),
            new Sound("tg", "place.1", new Spoken("Навбати шумо"), true),
            new Sound("tg", "place.2", new Spoken("аст."), false),
            new Sound("tg", "digits/1", new Spoken("якум"), true));
  }

  @Test
  void recordingWinsOverTheVoicePieceByPiece() throws IOException {
    Path recording = folder.resolve("sounds/tg/place.2.wav");
    TestSounds.write(recording, 16_000, 1);

    assertThat(list())
        .contains(
            new Sound("tg", "place.1", new Spoken("Навбати шумо"), true),
            new Sound("tg", "place.2", new Recorded(recording), false));
  }

  @Test
  void eachLanguageHasItsBeepAndSilenceAndAllShareTheHoldMusicAndTheRingTone() {
    assertThat(list())
        .extracting(Sound::path)
        .contains("tg/beep", "tg/silence/1", "moh/hold", "ring/tone")
        .doesNotHaveDuplicates();
  }

  private List<Sound> list() {
    Problems problems = new Problems();
    PromptBook book = PromptBook.read(folder, List.of("tg"), problems);
    assertThat(problems.list()).isEmpty();
    return SoundList.of(
        book, new Recordings(folder.resolve("sounds"), new TakenVoices(folder.resolve("takes"))));
  }
}
