package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptEarTest {

  @TempDir private Path sounds;

  @Test
  void fileInTheCallsOwnCodecIsPreferred() throws IOException {
    Prompts.write(sounds, "tg/menu", Codec.ULAW, 1600);
    byte[] alaw = Prompts.speech(Codec.ALAW, 7, 1600);
    Files.write(sounds.resolve("tg/menu.alaw"), alaw);

    PromptEar ear = PromptEar.of(sounds, Codec.ALAW);

    assertThat(ear.size()).isEqualTo(1);
    assertThat(ear.placesOf(Arrays.copyOf(alaw, Codec.FRAME))).hasSize(1);
  }

  @Test
  void fileInTheOtherCodecIsTakenWhenThereIsNoBetterOne() throws IOException {
    byte[] ulaw = Prompts.write(sounds, "tg/menu", Codec.ULAW, 1600);

    PromptEar ear = PromptEar.of(sounds, Codec.ALAW);

    byte[] first = Arrays.copyOf(Codec.ALAW.from(Codec.ULAW, ulaw), Codec.FRAME);
    assertThat(ear.placesOf(first)).containsExactly(0);
  }

  @Test
  void filesThatAreNoTelephoneSoundAreLeftOut() throws IOException {
    Files.writeString(sounds.resolve("readme.txt"), "no sound");
    Files.write(sounds.resolve("menu.sln16"), new byte[6400]);
    Files.write(sounds.resolve("menu.wav"), new byte[] {1, 2, 3});

    PromptEar ear = PromptEar.of(sounds, Codec.ALAW);

    assertThat(ear.placesOf(Codec.ALAW.silence(Codec.FRAME))).isEmpty();
    assertThat(ear.size()).isZero();
  }

  @Test
  void wavThatTheTelephoneRecordedReadsBackAsItWasHeard() throws IOException {
    byte[] heard = Prompts.speech(Codec.ULAW, 5, 1600);
    Path wav = sounds.resolve("heard.wav");
    try (WavWriter writer = new WavWriter(wav, Codec.ULAW, 0)) {
      writer.write(Arrays.copyOf(heard, 800), 0);
      writer.write(Arrays.copyOfRange(heard, 800, 1600), 100_000_000);
    }

    assertThat(SoundFile.read(wav, Codec.ULAW))
        .hasValueSatisfying(s -> assertThat(s).isEqualTo(heard));
  }

  @Test
  void gapInWhatWasHeardIsSilenceInTheRecording() throws IOException {
    byte[] heard = Prompts.speech(Codec.ULAW, 5, 160);
    Path wav = sounds.resolve("heard.wav");
    try (WavWriter writer = new WavWriter(wav, Codec.ULAW, 0)) {
      writer.write(heard, 1_000_000_000);
    }

    byte[] read = SoundFile.read(wav, Codec.ULAW).orElseThrow();

    assertThat(read).hasSize(8000 + 160);
    assertThat(Arrays.copyOfRange(read, 8000, 8160)).isEqualTo(heard);
  }
}
