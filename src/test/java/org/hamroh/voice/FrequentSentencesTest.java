package org.hamroh.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamroh.say.Kind;
import org.hamroh.voice.FrequentSentences.Frequent;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;

final class FrequentSentencesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 12, 25);
  private static final PromptBook BOOK =
      PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), new Problems());

  private final List<Frequent> frequent = FrequentSentences.of(BOOK, TODAY);

  @Test
  void placesWaitsAndComingDaysAreMadeAheadInEachLanguage() {
    assertThat(frequent)
        .contains(
            one("tg", "queue-position", "ordinal", Kind.ORDINAL, "20"),
            one("ru", "queue-position", "ordinal", Kind.ORDINAL_NEUTER, "1"),
            one("ru", "queue-wait", "minutes", Kind.COUNT_MINUTE_GENITIVE, "30"),
            one("tg", "case-open", "date", Kind.DATE, "2026-12-25"),
            one("ru", "holiday", "date", Kind.DATE_GENITIVE, "2027-01-08"));
  }

  @Test
  void whatEachCallerHearsForHimselfIsNot() {
    assertThat(frequent).noneMatch(one -> one.prompt().equals("callback-check"));
    assertThat(frequent).noneMatch(one -> one.prompt().equals("job-item"));
  }

  @Test
  void allOfThemCanBeSaidAndFitOnASmallDisk() {
    ValueWords words = new ValueWords(new WrittenWords(Path.of("deploy/voices")));

    assertThat(frequent)
        .hasSizeBetween(100, 500)
        .allSatisfy(
            one ->
                Sentence.of(
                    BOOK.text(one.language(), one.prompt()).orElseThrow(), one.values(), words));
  }

  private static Frequent one(
      String language, String prompt, String value, Kind kind, String input) {
    return new Frequent(language, prompt, Map.of(value, new Spoken.Of(kind, input)));
  }
}
