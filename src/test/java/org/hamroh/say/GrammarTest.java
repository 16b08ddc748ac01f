package org.hamroh.say;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrammarTest {

  private static final TajikGrammar TAJIK = new TajikGrammar();
  private static final RussianGrammar RUSSIAN = new RussianGrammar();
  private static final RuleBasedNumberFormat RUSSIAN_READER =
      new RuleBasedNumberFormat(new ULocale("ru"), RuleBasedNumberFormat.SPELLOUT);

  static {
    RUSSIAN_READER.setDefaultRuleSet("%spellout-cardinal-masculine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void everyVectorIsSaidAsExpected(String language) throws IOException {
    Grammar grammar = Grammar.of(language).orElseThrow();
    List<String> wrong = new ArrayList<>();
    int count = 0;

    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(Path.of("src/test/resources/say", language + ".csv"))) {
      for (NamedCsvRecord row : rows) {
        count++;
        String said =
            grammar.say(Kind.of(row.getField("kind")).orElseThrow(), row.getField("input"));
        if (!said.equals(row.getField("expected"))) {
          wrong.add(row.getFields() + " but was: " + said);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(150);
  }

  @Property(tries = 3000)
  void everyTajikNumberIsReadBackAsItself(@ForAll @IntRange(max = 999_999_999) int number)
      throws Exception {
    String said = TAJIK.say(Kind.CARDINAL, Integer.toString(number));

    assertThat(TajikReading.of(said)).isEqualTo(number);
    assertThat(said).doesNotContain("  ").doesNotContainPattern("[0-9]");
  }

  @Property(tries = 3000)
  void everyRussianNumberIsReadBackAsItself(@ForAll @IntRange(max = 999_999_999) int number)
      throws Exception {
    String said = RUSSIAN.say(Kind.CARDINAL, Integer.toString(number));

    assertThat(RUSSIAN_READER.parse(said).longValue()).isEqualTo(number);
    assertThat(said).doesNotContainPattern("[0-9\\u00ad]");
  }

  @Property(tries = 2000)
  void aTajikOrdinalDiffersFromItsNumberInTheLastWordAlone(
      @ForAll @IntRange(max = 999_999_999) int number) {
    String[] cardinal = TAJIK.say(Kind.CARDINAL, Integer.toString(number)).split(" ");
    String[] ordinal = TAJIK.say(Kind.ORDINAL, Integer.toString(number)).split(" ");

    int last = cardinal.length - 1;
    assertThat(ordinal).hasSameSizeAs(cardinal);
    assertThat(List.of(ordinal).subList(0, last)).isEqualTo(List.of(cardinal).subList(0, last));
    assertThat(ordinal[last]).matches(".*[ую]м").isNotEqualTo(cardinal[last]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void whatIsNoValueIsRefusedWithTheReason(String language) {
    Grammar grammar = Grammar.of(language).orElseThrow();

    assertThatThrownBy(() -> grammar.say(Kind.CARDINAL, "1000000000"))
        .hasMessageContaining("999999999");
    assertThatThrownBy(() -> grammar.say(Kind.CARDINAL, "-1")).hasMessageContaining("'-1'");
    assertThatThrownBy(() -> grammar.say(Kind.DATE, "02-30")).hasMessageContaining("'02-30'");
    assertThatThrownBy(() -> grammar.say(Kind.TIME24, "25:00")).hasMessageContaining("17:45");
    assertThatThrownBy(() -> grammar.say(Kind.MONEY_TJS, "5,20")).hasMessageContaining("sum");
    assertThatThrownBy(() -> grammar.say(Kind.PRESS_KEY, "#")).hasMessageContaining("'#'");
  }

  @ParameterizedTest
  @CsvSource({
    "ru, count-minute-genitive, 1, одной минуты",
    "ru, count-minute-genitive, 2, двух минут",
    "ru, count-minute-genitive, 21, двадцати одной минуты",
    "ru, time24-accusative, 08:01, восемь часов одну минуту",
    "ru, time24-accusative, 21:22, двадцать один час двадцать две минуты",
    "ru, date-genitive, 2026-03-15, пятнадцатого марта",
    "tg, date, 2026-03-15, понздаҳуми март",
  })
  void sentenceWantsItsValueInACase(String language, String kind, String input, String words) {
    assertThat(Grammar.of(language).orElseThrow().say(Kind.of(kind).orElseThrow(), input))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tg", "ru"})
  void grammarKnowsWhatItCanSay(String language) {
    Grammar grammar = Grammar.of(language).orElseThrow();
    for (Kind kind : Kind.values()) {
      if (!grammar.knows(kind)) {
        assertThatThrownBy(() -> grammar.say(kind, "1")).hasMessageContaining("has no kind");
      }
    }
    assertThat(grammar.knows(Kind.CARDINAL)).isTrue();
  }
}
