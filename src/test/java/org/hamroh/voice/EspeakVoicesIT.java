package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the real espeak-ng makes of our texts.
final class EspeakVoicesIT {

  /// `(en)`: espeak-ng has left its language, because it does not know a letter.
  private static final Pattern OTHER_LANGUAGE = Pattern.compile("\\([a-z]{2,3}\\)");

  @TempDir private Path data;
  private EspeakVoices voices;

  @BeforeEach
  void prepare() {
    VoicePrograms.ensure(what -> {});
    voices = new EspeakVoices(Path.of("deploy/voices"), data.resolve("voices"));
    voices.prepare("tg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void everyWordOfEveryPromptIsSpokenInItsOwnLanguage(String language) {
    PromptBook book = PromptBook.read(Path.of("ivr-scripts"), List.of(language), new Problems());
    List<String> words = new ArrayList<>();
    for (String name : book.names()) {
      for (PromptText.Piece piece : book.text(language, name).orElseThrow().pieces()) {
        if (piece instanceof PromptText.Piece.Words(String sound, String text)) {
          words.add(text);
        }
      }
    }

    String phonemes = voices.of(language).phonemes(String.join("\n\n", words));

    assertThat(words).hasSizeGreaterThan(150);
    assertThat(phonemes.split("\\s+")).hasSizeGreaterThan(2_000);
    assertThat(OTHER_LANGUAGE.matcher(phonemes).results())
        .map(found -> phonemes.substring(Math.max(0, found.start() - 40), found.end()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void wordOfAnotherAlphabetWouldBeNoticed(String language) {
    assertThat(voices.of(language).phonemes("online")).containsPattern(OTHER_LANGUAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "забони тоҷикӣ, zab'Ani t", // the izofa is not stressed, a word's own last vowel is
    "дуро, d'urA", // nor is the object's -ро
    "занед, z'aned",
    "касе, k'ase",
    "вале, val'e",
    "бародар, b,arAd'ar",
  })
  void tajikStressesTheLastSyllableThatIsNotAnEnding(String text, String phonemes) {
    String said = voices.of("tg").phonemes(text);

    assertThat(said).contains(phonemes);
  }

  @Test
  void russianExceptionsSoundAsWritten() {
    assertThat(voices.of("ru").phonemes("Это «Хамрох», мы вам перезвоним."))
        .contains("xam@-r'ox")
        .contains("p;ir;izvan;'im");
  }
}
