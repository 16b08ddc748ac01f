package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BandTest {

  /// What comes out is half as loud, to leave room.
  private static final double HALF = -6.02;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
  void speechPassesWhateverTheRateItComesWith(int rate) {
    assertThat(passed(Band.narrow(), rate, 1_000)).isCloseTo(HALF, within(0.2));
    assertThat(passed(Band.wide(), rate, 1_000)).isCloseTo(HALF, within(0.2));
  }

  @Test
  void humIsTakenAway() {
    assertThat(passed(Band.narrow(), 22_050, 50)).isLessThan(-50);
    assertThat(passed(Band.wide(), 22_050, 20)).isLessThan(-45);
  }

  @Test
  void telephoneCarriesItsBandAndNothingFoldsBackIntoIt() {
    assertThat(passed(Band.narrow(), 22_050, 3_300)).isCloseTo(HALF, within(1.0));
    assertThat(passed(Band.narrow(), 22_050, 4_600)).isLessThan(-60);
    assertThat(passed(Band.wide(), 22_050, 7_000)).isCloseTo(HALF, within(1.0));
    assertThat(passed(Band.wide(), 22_050, 9_000)).isLessThan(-60);
  }

  @Test
  void soundLastsAsLongAsBefore() {
    short[] second = new short[22_050];

    assertThat(Band.wide().of(new Pcm(second, 22_050))).hasSize(16_000);
    assertThat(Band.narrow().of(new Pcm(second, 22_050))).hasSize(8_000);
  }

  /// How loud a tone comes out, against what went in; its ends do not count.
  private static double passed(Band band, int rate, double hertz) {
    short[] in = TestSounds.tone(2.0, hertz, 10_000, rate);

    short[] out = band.of(new Pcm(in, rate));

    short[] middle = Arrays.copyOfRange(out, out.length / 4, out.length * 3 / 4);
    return 20 * Math.log10(Math.max(1e-3, rms(middle)) / rms(in));
  }

  private static double rms(short[] sound) {
    double sum = 0;
    for (short sample : sound) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / sound.length);
  }
}
