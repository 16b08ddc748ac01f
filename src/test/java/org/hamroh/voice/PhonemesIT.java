package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.hamroh.csv.CsvTable;
import org.hamroh.directory.Organisation;
import org.hamroh.directory.Place;
import org.hamroh.directory.SourceDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real espeak-ng says the words that were thought through one by one, and every name of the
/// product's lists.
final class PhonemesIT {

  /// `(en)`: espeak-ng has left its language, because it does not know a letter.
  private static final Pattern OTHER_LANGUAGE = Pattern.compile("\\([a-z]{2,3}\\)");

  private static final Path EXPECTED = Path.of("src/test/resources/voice");

  @TempDir private Path data;
  private EspeakVoices voices;

  @BeforeEach
  void prepare() {
    VoicePrograms.ensure(what -> {});
    voices = new EspeakVoices(Path.of("deploy/voices"), data.resolve("voices"));
    voices.prepare("tg");
  }

  @Test
  void tajikWordsSoundAsTheyShould() throws IOException {
    List<CsvTable.Row> rows = rows("tg-phonemes.csv");

    SoftAssertions softly = new SoftAssertions();
    for (CsvTable.Row row : rows) {
      String text = row.cells().get(0);
      softly.assertThat(sounds("tg", text)).as(text).isEqualTo(row.cells().get(1));
    }

    assertThat(rows).hasSizeGreaterThan(150);
    softly.assertAll();
  }

  @Test
  void russianNamesSoundAsTheyShould() throws IOException {
    List<CsvTable.Row> rows = rows("ru-phonemes.csv");

    SoftAssertions softly = new SoftAssertions();
    for (CsvTable.Row row : rows) {
      String text = row.cells().get(0);
      softly
          .assertThat(anyUnstressedA(sounds("ru", text)))
          .as(text)
          .isEqualTo(anyUnstressedA(row.cells().get(1)));
    }

    softly.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void everyNameOfTheListsIsReadAndNoneIsSpelled(String language) {
    ValueWords words = new ValueWords(new WrittenWords(Path.of("deploy/voices")));
    List<String> names =
        Stream.concat(
                SourceDirectory.organisations().stream().map(one -> name(one, language)),
                SourceDirectory.places().stream().map(one -> name(one, language)))
            .map(name -> words.of(language, Optional.empty(), new Spoken.Words(name)))
            .toList();

    SoftAssertions softly = new SoftAssertions();
    for (String name : names) {
      assertThat(Speakable.faults(name)).as(name).isEmpty();
      String sounds = sounds(language, name);
      softly.assertThat(sounds).as(name).doesNotContainPattern(OTHER_LANGUAGE);
      softly.assertThat(stresses(sounds)).as(name + ": " + sounds).isPositive();
    }

    assertThat(names).hasSizeGreaterThan(130);
    softly.assertAll();
  }

  @Test
  void lettersThatNobodyCanReadAsAWordAreSpelledInTajik() {
    assertThat(sounds("tg", "б б к")).doesNotContainPattern(OTHER_LANGUAGE);
    assertThat(sounds("tg", "СММ-ҷ")).doesNotContainPattern(OTHER_LANGUAGE);
  }

  private static long stresses(String sounds) {
    return sounds.chars().filter(one -> one == '\'').count();
  }

  private static String name(Organisation one, String language) {
    return language.equals("tg") ? one.nameTg() : one.nameRu();
  }

  private static String name(Place one, String language) {
    return language.equals("tg") ? one.nameTg() : one.nameRu();
  }

  /// Without the stresses that are weaker than the main one.
  private String sounds(String language, String text) {
    return voices.of(language).phonemes(text).replace(",", "").strip();
  }

  /// espeak-ng has three ways to weaken a Russian a, and parts a first r from what follows; which,
  /// depends on its neighbours.
  private static String anyUnstressedA(String sounds) {
    return sounds.replace("@-r", "r").replaceAll("[#_]", "").replaceAll("[Va@]", "A");
  }

  private static List<CsvTable.Row> rows(String file) throws IOException {
    return CsvTable.read(file, Files.readAllBytes(EXPECTED.resolve(file))).rows();
  }
}
