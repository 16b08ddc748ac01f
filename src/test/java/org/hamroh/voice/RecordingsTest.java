package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hamroh.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingsTest {

  private static final Set<String> SOUNDS = Set.of("welcome", "digits/1");

  @TempDir private Path folder;

  @Test
  void goodRecordingIsFound() throws IOException {
    TestSounds.write(folder.resolve("tg/welcome.wav"), 16_000, 1);
    TestSounds.write(folder.resolve("tg/digits/1.wav"), 16_000, 1);
    Recordings recordings = new Recordings(folder, new TakenVoices(folder.resolve("takes")));

    assertThat(recordings.find("tg", "welcome", "words"))
        .contains(folder.resolve("tg/welcome.wav"));
    assertThat(recordings.find("tg", "digits/1", "words")).isPresent();
    assertThat(recordings.find("ru", "welcome", "words")).isEmpty();
    assertThat(recordings.check("tg", SOUNDS)).isEmpty();
  }

  @Test
  void recordingOfAnotherFormatIsNotUsedAndToldHowToConvert() throws IOException {
    TestSounds.write(folder.resolve("tg/welcome.wav"), 44_100, 2);
    Recordings recordings = new Recordings(folder, new TakenVoices(folder.resolve("takes")));

    assertThat(recordings.find("tg", "welcome", "words")).isEmpty();
    assertThat(recordings.check("tg", SOUNDS))
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains("44100 Hz", "2 channel(s)", "sox in.wav -r 16000 -c 1 -b 16");
  }

  @Test
  void fileThatIsNoSoundIsNotUsed() throws IOException {
    Files.createDirectories(folder.resolve("tg"));
    Files.writeString(folder.resolve("tg/welcome.wav"), "not a sound");
    Recordings recordings = new Recordings(folder, new TakenVoices(folder.resolve("takes")));

    assertThat(recordings.find("tg", "welcome", "words")).isEmpty();
    assertThat(recordings.check("tg", SOUNDS)).hasSize(1);
  }

  @Test
  void recordingThatNoPromptNamesIsReported() throws IOException {
    TestSounds.write(folder.resolve("tg/wellcome.wav"), 16_000, 1);

    List<Problem> problems =
        new Recordings(folder, new TakenVoices(folder.resolve("takes"))).check("tg", SOUNDS);

    assertThat(problems).singleElement().asString().contains("no prompt is called wellcome");
  }
}
