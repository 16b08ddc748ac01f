package org.hamroh.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The shipped rules, what they say of answers, and what is said of rules with mistakes.
final class ScreeningRulesTest {

  @TempDir private Path folder;

  private static String shipped() throws IOException {
    return Files.readString(RulesReader.FILE);
  }

  private static ScreeningRules rules() throws IOException {
    return RulesReader.parse("screening.json", shipped(), new Problems()).orElseThrow();
  }

  private static List<String> problemsOf(String text) {
    Problems problems = new Problems();
    RulesReader.parse("screening.json", text, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static Map<String, Answer> yes(String... questions) {
    Map<String, Answer> answers = new HashMap<>();
    answers.put("safe-to-talk", Answer.YES);
    List.of(questions).forEach(question -> answers.put(question, Answer.YES));
    return answers;
  }

  @Test
  void theShippedRulesAreThoseOfTheTaxonomy() throws IOException {
    JsonNode taxonomy =
        YamlFile.parse(
                "taxonomy.yaml",
                Files.readString(Path.of("forms/taxonomy.yaml")),
                UnaryOperator.identity(),
                new Problems())
            .orElseThrow()
            .root()
            .path("screening_forced_labour");

    ScreeningRules rules = rules();

    List<String> wanted = new ArrayList<>();
    taxonomy.path("indicators").forEach(sign -> wanted.add(line(sign)));
    assertThat(wanted).hasSize(11);
    assertThat(
            rules.indicators().stream()
                .map(
                    one ->
                        String.join(
                            "|",
                            one.id(),
                            one.name().en(),
                            one.question().tg(),
                            one.question().ru(),
                            one.question().en(),
                            String.valueOf(one.weight()),
                            String.valueOf(one.strong())))
                .toList())
        .isEqualTo(wanted);
    assertThat(rules.opening().getFirst().means()).isEqualTo(ScreeningRules.Meaning.SAFE);
  }

  private static String line(JsonNode sign) {
    JsonNode question = sign.path("question");
    return String.join(
        "|",
        sign.path("id").asString(),
        sign.path("indicator").asString(),
        question.path("tg").asString(),
        question.path("ru").asString(),
        question.path("en").asString(),
        sign.path("weight").asString(),
        sign.path("strong").asString());
  }

  @Test
  void everySetOfAnswersIsWeighedAsTheTaxonomySays() throws IOException {
    ScreeningRules rules = rules();
    List<ScreeningRules.Indicator> signs = rules.indicators();

    for (int set = 0; set < 1 << signs.size(); set++) {
      Map<String, Answer> answers = new HashMap<>();
      int points = 0;
      boolean strong = false;
      for (int i = 0; i < signs.size(); i++) {
        boolean yes = (set & 1 << i) != 0;
        answers.put(signs.get(i).id(), yes ? Answer.YES : Answer.NO);
        points += yes ? signs.get(i).weight() : 0;
        strong |= yes && signs.get(i).strong();
      }
      Level wanted = strong || points >= 5 ? Level.HIGH : points >= 2 ? Level.MEDIUM : Level.LOW;

      assertThat(rules.judge(answers).level()).isEqualTo(wanted);
      assertThat(rules.judge(answers).points()).isEqualTo(points);

      answers.put("person-under-18", Answer.YES);
      assertThat(rules.judge(answers).level()).isEqualTo(set == 0 ? Level.LOW : Level.HIGH);

      answers.put("danger-now", Answer.YES);
      assertThat(rules.judge(answers).level()).isEqualTo(Level.EMERGENCY);
    }
  }

  @Test
  void whatWasNotAskedIsNoNoAndMakesTheResultIncomplete() throws IOException {
    ScreeningRules rules = rules();
    Map<String, Answer> answers = yes("deception");
    rules.indicators().stream().skip(2).limit(6).forEach(one -> answers.put(one.id(), Answer.NO));

    Result fourOpen = rules.judge(answers);
    answers.put("excessive-overtime", Answer.NO);
    Result threeOpen = rules.judge(answers);
    answers.put("debt-bondage", Answer.UNSURE);
    Result unsure = rules.judge(answers);

    assertThat(fourOpen.open()).isEqualTo(4);
    assertThat(fourOpen.incomplete()).isTrue();
    assertThat(threeOpen.incomplete()).isFalse();
    assertThat(unsure.level()).isEqualTo(Level.MEDIUM);
    assertThat(unsure.open()).isEqualTo(3);
  }

  @Test
  void everyReasonOfAResultIsNamed() throws IOException {
    Result result = rules().judge(yes("deception", "isolation", "person-under-18"));

    assertThat(result.signs()).containsExactly("deception", "isolation");
    assertThat(result.minor()).isTrue();
    assertThat(result.danger()).isFalse();
  }

  @Test
  void mistakesAreNamedWithTheirPlace() throws IOException {
    assertThat(problemsOf(shipped().replace("\"id\": \"deception\"", "\"id\": \"isolation\"")))
        .singleElement()
        .asString()
        .contains("screening.json:", "isolation", "stands twice");
    assertThat(problemsOf(shipped().replace("\"means\": \"minor\"", "\"means\": \"danger\"")))
        .singleElement()
        .asString()
        .contains("one of safe, danger and minor is missing");
    assertThat(problemsOf(shipped().replace("\"mediumFrom\": 2", "\"mediumFrom\": 9")))
        .singleElement()
        .asString()
        .contains("high begins at 5");
    assertThat(problemsOf(shipped().replace("\"level\": \"low\"", "\"level\": \"high\"")))
        .singleElement()
        .asString()
        .contains("low", "is missing");
    assertThat(problemsOf(shipped().replace("\"weight\": 2", "\"weight\": -2"))).isNotEmpty();
  }

  @Test
  void aNewVersionIsAskedByAndTheOldOneStays() throws IOException {
    Files.createDirectories(folder.resolve("forms"));
    Path file = folder.resolve(RulesReader.FILE);
    Files.writeString(file, shipped());
    try (ScreeningHouse first = new ScreeningHouse(folder, folder)) {
      assertThat(first.shelf.current().version()).isEqualTo(1);
    }

    Files.writeString(
        file,
        shipped()
            .replace("\"version\": 1", "\"version\": 2")
            .replace("\"highFrom\": 5", "\"highFrom\": 4"));
    try (ScreeningHouse next = new ScreeningHouse(folder, folder)) {
      assertThat(next.shelf.current().rule().highFrom()).isEqualTo(4);
      assertThat(next.shelf.of(1).orElseThrow().rule().highFrom()).isEqualTo(5);
    }

    Files.writeString(file, "{ broken");
    try (ScreeningHouse broken = new ScreeningHouse(folder, folder)) {
      assertThat(broken.shelf.current().version()).isEqualTo(2);
    }
  }
}
