package org.hamroh.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.hamroh.sip.Codec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With made voices: syllables of three tones each, at random times.
final class GreetingEarTest {

  private static final int SECOND = Codec.RATE;

  @TempDir private Path folder;
  private final short[] greeting = voice(1, 6 * SECOND);
  private GreetingEar ear;

  private static short[] voice(long seed, int samples) {
    Random chance = new Random(seed);
    double[] sound = new double[samples];
    int at = chance.nextInt(SECOND / 10);
    while (at < samples) {
      int length = SECOND / 12 + chance.nextInt(SECOND / 5);
      for (int tone = 0; tone < 3; tone++) {
        double turn = 2 * Math.PI * (300 + chance.nextInt(3_000)) / SECOND;
        double loudness = 500 + chance.nextInt(3_500);
        for (int i = 0; i < length && at + i < samples; i++) {
          double swell = Math.sin(Math.PI * i / length);
          sound[at + i] += loudness * swell * Math.sin(turn * i);
        }
      }
      at += length + chance.nextInt(SECOND / 8);
    }
    short[] spoken = new short[samples];
    for (int i = 0; i < samples; i++) {
      spoken[i] = (short) sound[i];
    }
    return spoken;
  }

  @BeforeEach
  void learn() throws IOException {
    Path file = Files.write(folder.resolve("welcome.alaw"), Codec.ALAW.encode(greeting));
    ear = new GreetingEar(Map.of("tg/welcome", file));
  }

  /// As a carrier hands it on: another codec, a fifth of the loudness, noise.
  private static short[] carried(short[] said) {
    Random noise = new Random(3);
    short[] heard = new short[said.length];
    for (int i = 0; i < said.length; i++) {
      short quiet = (short) (said[i] * 0.2 + noise.nextGaussian() * 20);
      heard[i] = Codec.ULAW.decode(Codec.ULAW.encode(quiet));
    }
    return heard;
  }

  private static short[] after(int silence, short[] said) {
    short[] heard = new short[silence + said.length];
    System.arraycopy(said, 0, heard, silence, said.length);
    return heard;
  }

  @Test
  void greetingIsKnownAfterACarrierHasHadIt() {
    assertThat(ear.recognise(carried(greeting))).contains("tg/welcome");
  }

  @Test
  void greetingIsKnownWhenItComesLateOrIsCutInto() {
    short[] late = after(2 * SECOND + 77, greeting);
    short[] cut = Arrays.copyOfRange(greeting, 7_003, greeting.length);

    assertThat(ear.recognise(late)).contains("tg/welcome");
    assertThat(ear.recognise(cut)).contains("tg/welcome");
  }

  @Test
  void greetingIsKnownWithPacketsLost() {
    short[] holes = carried(greeting);
    for (int at = SECOND / 2; at + 160 < holes.length; at += SECOND / 2) {
      Arrays.fill(holes, at, at + 160, (short) 0);
    }

    assertThat(ear.recognise(holes)).contains("tg/welcome");
  }

  @Test
  void otherVoicesToneAndSilenceAreNotTheGreeting() {
    for (int seed = 2; seed < 22; seed++) {
      assertThat(ear.recognise(voice(seed, 9 * SECOND))).as("seed " + seed).isEmpty();
    }
    short[] tone = new short[9 * SECOND];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 425 * i / SECOND));
    }
    assertThat(ear.recognise(tone)).isEmpty();
    assertThat(ear.recognise(new short[9 * SECOND])).isEmpty();
    assertThat(ear.recognise(new short[0])).isEmpty();
  }

  @Test
  void halfOfTheGreetingIsNotEnough() {
    assertThat(ear.recognise(Arrays.copyOf(greeting, 2 * SECOND))).isEmpty();
  }

  @Test
  void silenceIsToldFromNoise() {
    assertThat(GreetingEar.isSilent(new short[SECOND])).isTrue();
    assertThat(GreetingEar.isSilent(new short[0])).isTrue();
    assertThat(GreetingEar.isSilent(carried(greeting))).isFalse();
  }
}
