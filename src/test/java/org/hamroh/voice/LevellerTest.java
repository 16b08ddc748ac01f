package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.hamroh.voice.Leveller.Treatment;
import org.junit.jupiter.api.Test;

final class LevellerTest {

  private static final int RATE = 8_000;

  @Test
  void quietAndLoudSoundsComeOutEquallyLoud() {
    short[] quiet = Leveller.level(tone(500, 1.0), RATE, Treatment.SPEECH);
    short[] loud = Leveller.level(tone(20_000, 1.0), RATE, Treatment.SPEECH);

    assertThat(SpeechLevel.of(quiet, RATE).dbfs()).isCloseTo(-20, within(0.3));
    assertThat(SpeechLevel.of(loud, RATE).dbfs()).isCloseTo(-20, within(0.3));
  }

  @Test
  void silenceAtBothEndsIsCutToWhatIsWanted() {
    short[] sound = join(new short[2 * RATE], tone(8_000, 1.0), new short[3 * RATE]);

    short[] levelled = Leveller.level(sound, RATE, Treatment.SPEECH);

    assertThat(levelled.length / (double) RATE).isCloseTo(0.08 + 1.0 + 0.2, within(0.021));
  }

  @Test
  void soundThatBeginsAtOnceGetsTheSilenceItLacks() {
    short[] levelled = Leveller.level(tone(8_000, 1.0), RATE, Treatment.SPEECH);

    assertThat(levelled.length / (double) RATE).isCloseTo(0.08 + 1.0 + 0.2, within(0.021));
    assertThat(Arrays.copyOf(levelled, RATE * 7 / 100)).containsOnly(0);
  }

  @Test
  void partOfASentenceIsFollowedAtOnce() {
    short[] levelled = Leveller.level(tone(8_000, 1.0), RATE, Treatment.GOES_ON);

    assertThat(levelled.length / (double) RATE).isCloseTo(0.03 + 1.0 + 0.05, within(0.021));
  }

  @Test
  void pausesDoNotMakeASentenceLouder() {
    short[] slow = join(tone(8_000, 0.5), new short[2 * RATE], tone(8_000, 0.5));

    short[] levelled = Leveller.level(slow, RATE, Treatment.SPEECH);

    assertThat(SpeechLevel.of(Arrays.copyOf(levelled, RATE / 2), RATE).dbfs())
        .isCloseTo(-20, within(0.5));
  }

  @Test
  void highPeakIsTurnedDownAndTheRestIsLeftAlone() {
    short[] sound = tone(1_000, 1.0);
    sound[RATE / 2] = 32_000;

    short[] levelled = Leveller.level(sound, RATE, Treatment.SPEECH);

    assertThat(peakDbfs(levelled)).isCloseTo(Leveller.PEAK_DBFS, within(0.05));
    assertThat(SpeechLevel.of(Arrays.copyOf(levelled, RATE / 3), RATE).dbfs())
        .isCloseTo(-20, within(1.5));
  }

  @Test
  void noPeakEverPassesTheLimitWhateverTheSound() {
    Random random = new Random(7);
    short[] sound = new short[RATE];
    for (int i = 0; i < sound.length; i++) {
      double burst = random.nextInt(100) == 0 ? 32_000 : 300;
      sound[i] = (short) (random.nextGaussian() * burst / 3);
    }

    short[] levelled = Leveller.level(sound, RATE, Treatment.SPEECH);

    assertThat(peakDbfs(levelled)).isLessThanOrEqualTo(Leveller.PEAK_DBFS + 0.01);
  }

  @Test
  void silenceStaysSilenceOfItsLength() {
    short[] levelled = Leveller.level(new short[RATE], RATE, Treatment.SPEECH);

    assertThat(levelled).hasSize(RATE).containsOnly(0);
  }

  private static double peakDbfs(short[] sound) {
    int peak = 0;
    for (short sample : sound) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return 20 * Math.log10(peak / 32_768.0);
  }

  private static short[] tone(int amplitude, double seconds) {
    short[] tone = new short[(int) (seconds * RATE)];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return tone;
  }

  private static short[] join(short[]... parts) {
    short[] joined = new short[0];
    for (short[] part : parts) {
      int at = joined.length;
      joined = Arrays.copyOf(joined, at + part.length);
      System.arraycopy(part, 0, joined, at, part.length);
    }
    return joined;
  }
}
