package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.voice.SoundBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineFilesTest {

  @TempDir private Path folder;
  private LineFiles files;

  @BeforeEach
  void makeTheFolders() throws IOException {
    Files.createDirectories(folder.resolve("sounds/tg/say"));
    Files.createDirectories(folder.resolve("messages"));
    files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));
  }

  @ParameterizedTest
  @CsvSource({"alaw, 8000", "ulaw, 8000", "g722, 8000", "sln16, 32000", "wav, 16044"})
  void lengthOfASoundFollowsFromItsFormat(String ending, int bytesOfASecond) throws Exception {
    Files.write(folder.resolve("sounds/tg/say/five." + ending), new byte[bytesOfASecond]);

    SoundBook.Playable five = files.find(new Sound("tg", "say/five")).orElseThrow();

    assertThat(five.length()).isEqualTo(Duration.ofSeconds(1));
    assertThat(five.path()).isEqualTo(folder.resolve("sounds/tg/say/five").toString());
  }

  @ParameterizedTest
  @CsvSource({"tg, ../../messages/m", ".., tg/welcome", "tg, welcome.alaw", "tg, ''"})
  void nameThatLeadsOutOfTheFolderIsNoSound(String language, String name) throws Exception {
    Files.write(folder.resolve("messages/m.wav"), new byte[1_000]);
    Files.write(folder.resolve("sounds/tg/welcome.alaw"), new byte[1_000]);

    assertThat(files.find(new Sound(language, name))).isEmpty();
  }

  @Test
  void strangeMessageIdIsRefused() {
    assertThatThrownBy(() -> files.message("../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "20, 0", "100, 0", "2000, 3000"})
  void messageCountsWhenSomebodySpoke(int amplitude, int millis) throws Exception {
    recording("m-1", amplitude, 3_000);

    assertThat(files.messageLength("m-1")).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void messageOfABreathIsNone() throws Exception {
    recording("m-1", 2_000, 200);

    assertThat(files.messageLength("m-1")).isZero();
  }

  @Test
  void recordingCutInItsHeaderIsNone() throws Exception {
    Files.write(folder.resolve("messages/m-1.wav"), new byte[17]);

    assertThat(files.messageLength("m-1")).isZero();
    assertThat(files.messageLength("m-2")).isZero();
  }

  @Test
  void toneIsMadeOnce() throws Exception {
    SoundBook.Playable tone = files.tone("tg");
    byte[] first = Files.readAllBytes(Path.of(tone.path() + ".wav"));

    assertThat(tone.length()).isEqualTo(Duration.ofMillis(300));
    assertThat(files.tone("tg")).isEqualTo(tone);
    assertThat(Files.readAllBytes(Path.of(tone.path() + ".wav"))).isEqualTo(first);
    try (var all = Files.list(folder.resolve("sounds"))) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("tg", "tone.wav");
    }
  }

  @Test
  void voicesOwnToneIsTakenWhereItIsBuilt() throws Exception {
    Files.write(folder.resolve("sounds/tg/beep.alaw"), new byte[4_000]);

    assertThat(files.tone("tg").path()).endsWith("/sounds/tg/beep");
    assertThat(files.tone("ru").path()).endsWith("/sounds/tone");
  }

  private void recording(String message, int amplitude, int millis) throws IOException {
    byte[] pcm = new byte[16 * millis];
    for (int i = 0; i < pcm.length / 2; i++) {
      int sample = (int) (amplitude * Math.sin(i * 0.3));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(pcm), format, pcm.length / 2)) {
      AudioSystem.write(
          in, AudioFileFormat.Type.WAVE, folder.resolve("messages/" + message + ".wav").toFile());
    }
  }
}
