package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// A text past its day is not heard any more, whoever forgot it.
final class ExpiryTest {

  /// In the first minutes of the day after, at the site.
  private static final Instant DAY_AFTER = Instant.parse("2026-11-30T19:01:00Z");

  /// The shipped scripts, where some texts are valid until the end of November in one language.
  private static ScriptBook book() {
    YamlFiles shipped = YamlFiles.readFolder(TestCall.SCRIPTS, new Problems());
    Map<String, String> texts = new TreeMap<>(shipped.texts());
    for (String prompt : List.of("wages-info-1", "wages-info-3", "wages-info-4")) {
      texts.computeIfPresent(
          "prompts/ru.yaml",
          (path, text) ->
              text.replace("\n" + prompt + ":\n", "\n" + prompt + ":\n  validUntil: 2026-11-30\n"));
    }
    return ScriptReading.of(
            YamlFiles.of("", texts), SiteRules.of(TestCall.LANGUAGES, Map.of("700", "hotline")))
        .orThrow();
  }

  @Test
  void onItsLastDayATextIsStillHeard() {
    TestCall.Told told =
        new TestCall(book(), DAY_AFTER.minus(Duration.ofMinutes(2)))
            .at("work/wages")
            .speaking("ru")
            .caller("x x");

    assertThat(told.story())
        .anyMatch(line -> line.contains("wages-info-1 wages-info-2 wages-info-3 wages-info-4"));
  }

  @Test
  void theDayAfterAnOperatorTellsItInEveryLanguageWithoutARestart() {
    ScriptBook book = book();
    for (String language : TestCall.LANGUAGES) {
      TestCall.Told told =
          new TestCall(book, DAY_AFTER).at("work/wages").speaking(language).caller("1");

      assertThat(told.story())
          .anyMatch(
              line ->
                  line.startsWith("hears ask-operator wages-info-2 ask-operator wages-menu")
                      && line.contains("(" + language));
      assertThat(told.story().toString()).doesNotContain("wages-info-1", "wages-info-3");
    }
  }
}
