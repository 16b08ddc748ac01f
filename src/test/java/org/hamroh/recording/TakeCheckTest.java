package org.hamroh.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hamroh.recording.Finding.What;
import org.hamroh.voice.Pcm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is measured of a recording, and what is said about it.
final class TakeCheckTest {

  /// Takes about three seconds to read.
  private static final String WORDS = "Шуморо ҳозир ба оператор пайваст мекунем.";

  private static List<What> findings(Speech speech) {
    return TakeCheck.findings(TakeMeter.measure(speech.pcm()), WORDS).stream()
        .map(Finding::what)
        .toList();
  }

  @Test
  void aGoodTakeIsMeasuredAndNothingIsSaid() {
    TakeFigures figures = TakeMeter.measure(Speech.of(3).at(-20).inNoise(-70).pcm());

    assertThat(figures.speech()).isCloseTo(-20, within(1.5));
    assertThat(figures.noise()).isCloseTo(-70, within(2.0));
    assertThat(figures.begins().toMillis()).isBetween(460L, 520L);
    assertThat(figures.ends().toMillis()).isBetween(3_300L, 3_540L);
    assertThat(figures.clipped()).isZero();
    assertThat(TakeCheck.findings(figures, WORDS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-42, QUIET, false", "-52, VERY_QUIET, true"})
  void aLowVoiceIsSaidAndTooLowOneRefused(double dbfs, What what, boolean refuses) {
    List<What> findings = findings(Speech.of(3).at(dbfs).inNoise(-90));

    assertThat(findings).containsExactly(what);
    assertThat(what.refuses()).isEqualTo(refuses);
  }

  @Test
  void cutOffWavesAreRefusedAndASingleOneIsSaid() {
    assertThat(findings(Speech.of(3).at(-3).overdriven(2))).contains(What.CLIPPED);

    Pcm sound = Speech.of(3).pcm();
    Arrays.fill(sound.samples(), 20_000, 20_004, Short.MAX_VALUE);
    List<Finding> few = TakeCheck.findings(TakeMeter.measure(sound), WORDS);

    assertThat(few).extracting(Finding::what).containsExactly(What.A_LITTLE_CLIPPED);
  }

  @ParameterizedTest
  @CsvSource({"-39, NOISY", "-29.5, VERY_NOISY"})
  void aRoomThatIsHeardIsSaid(double noise, What what) {
    assertThat(findings(Speech.of(3).at(-20).inNoise(noise))).contains(what);
  }

  @ParameterizedTest
  @CsvSource({"0.7, SHORT", "8.5, LONG", "16, FAR_TOO_LONG"})
  void theLengthMustFitTheText(double seconds, What what) {
    assertThat(findings(Speech.of(seconds))).containsExactly(what);
  }

  @Test
  void aWordInThePlaceOfALongTextIsRefused() {
    String text = WORDS.repeat(5);

    List<Finding> findings = TakeCheck.findings(TakeMeter.measure(Speech.of(2).pcm()), text);

    assertThat(findings).extracting(Finding::what).containsExactly(What.FAR_TOO_SHORT);
    assertThat(findings.getFirst().values()).containsExactly("2", "17");
  }

  @Test
  void silenceAClickAndSteadyNoiseAreNobodysVoice() {
    assertThat(findings(Speech.of(0))).containsExactly(What.SILENT);
    assertThat(findings(Speech.of(0).inNoise(-25))).containsExactly(What.SILENT);

    Pcm click = Speech.of(0).pcm();
    Arrays.fill(click.samples(), 4_000, 4_300, (short) 20_000);

    assertThat(TakeMeter.measure(click).somebodySpeaks()).isFalse();
  }

  @Test
  void aClickAfterTheLastWordIsNotTakenForSpeech() {
    Pcm sound = Speech.of(3).pcm();
    Arrays.fill(
        sound.samples(), sound.samples().length - 500, sound.samples().length, (short) 9_000);

    assertThat(TakeMeter.measure(sound).ends().toMillis()).isLessThan(3_560);
  }
}
