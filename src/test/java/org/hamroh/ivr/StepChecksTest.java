package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// The mistakes that only one kind of step can make, and the sentence that tells each.
final class StepChecksTest {

  private static final String HEAD =
      """
      everywhere:
        0: hotline/operator
        "#": hotline/front
        8: [tg, ru]
        9: hotline/cover
        otherwise: hotline/lost
      steps:
      """;

  @Test
  void hoursByAScheduleThatIsNotThere() {
    assertThat(
            mistakes(
                """
                  - hours: open
                    schedule: lawyers
                    open: hotline/main
                    closed: hotline/closed
                """))
        .containsExactly(
            "try.yaml:9: open.schedule: is lawyers, which is no schedule; name one of hours.yaml:"
                + " [operators, union]");
  }

  @Test
  void hoursThatWouldSayNothingWhenTheVoiceIsAway() {
    assertThat(
            mistakes(
                """
                  - hours: open
                    schedule: union
                    open: hotline/main
                    closed: hotline/closed
                    sayClosed: closed
                """))
        .containsExactly(
            "try.yaml:8: open: says nothing when the hour cannot be spoken; give it sayPlain, a"
                + " prompt without values");
  }

  @Test
  void promptWithValuesThatTheStepDoesNotFill() {
    assertThat(
            mistakes(
                """
                  - hours: open
                    schedule: union
                    open: hotline/main
                    closed: hotline/closed
                    sayClosed: callback-check
                    sayPlain: closed-now
                """))
        .containsExactly(
            "try.yaml:12: open.sayClosed: the prompt callback-check speaks [digits]; this step"
                + " fills in [close, date, open]; see ivr-scripts/prompts for the names and texts");
  }

  @Test
  void branchOnADayThatNoCalendarHasAndALanguageThatNobodySpeaks() {
    assertThat(
            mistakes(
                """
                  - branch: when
                    cases:
                      - {from: 2026-02-30, to: hotline/main}
                      - {language: uz, to: hotline/main}
                    otherwise: hotline/topics
                """))
        .containsExactly(
            "try.yaml:10: when.cases.0.from: is 2026-02-30, which no calendar has; give a day such"
                + " as 2026-12-30",
            "try.yaml:11: when.cases.1.language: is uz, which this site does not speak; name one of"
                + " [tg, ru]");
  }

  @Test
  void branchWithoutACondition() {
    assertThat(
            mistakes(
                """
                  - branch: when
                    cases:
                      - {to: hotline/main}
                    otherwise: hotline/topics
                """))
        .singleElement()
        .asString()
        .startsWith("try.yaml:10: steps.0.cases.0: ");
  }

  @Test
  void branchThatCanTurnInACircleByItself() {
    assertThat(
            mistakes(
                """
                  - branch: a
                    cases:
                      - {language: ru, to: b}
                    otherwise: hotline/operator
                  - go: b
                    to: a
                """))
        .containsExactly(
            "try.yaml:11: a.otherwise: leads a caller who presses nothing round in a circle; let it"
                + " end at a queue, or at a hangup",
            "try.yaml:13: b.to: leads a caller who presses nothing round in a circle; let it end at"
                + " a queue, or at a hangup");
  }

  @Test
  void digitsThatCanNeverBeEnough() {
    assertThat(
            mistakes(
                """
                  - ask: number
                    prompts: case-enter
                    answer: number
                    min: 5
                    max: 4
                    then: hotline/operator
                """))
        .containsExactly(
            "try.yaml:11: number.min: is 5, more than max, which is 4; turn them round");
  }

  @Test
  void surveyWithAKeyThatMeansSomethingEverywhere() {
    assertThat(
            mistakes(
                """
                  - survey: again
                    questions:
                      - {question: helped, prompt: survey-helped, keys: {1: "yes", 8: "no"}}
                    then: hotline/goodbye
                """))
        .containsExactly(
            "try.yaml:10: again.questions.0.keys.8: cannot have a meaning of its own: it means the"
                + " same everywhere; use 1 to 7");
  }

  @Test
  void callbackAtATimeThatThereIsNot() {
    assertThat(
            mistakes(
                """
                  - callback: book
                    keys: {1: soonest, 2: midnight}
                    then: hotline/goodbye
                """))
        .singleElement()
        .asString()
        .startsWith("try.yaml:9: steps.0.keys.2: ")
        .contains("tomorrow");
  }

  @Test
  void scriptInWhichTheLanguageCannotBeChanged() {
    List<String> mistakes =
        mistakes(
            Map.of(
                "try.yaml",
                HEAD.replace("  8: [tg, ru]\n", "") + "  - go: on\n    to: hotline/main\n"));

    assertThat(mistakes)
        .containsExactly(
            "try.yaml:1: everywhere: does not lead to [tg, ru], which this site speaks; write 8:"
                + " [tg, ru]");
  }

  @Test
  void languageOfKey8ThatTheSiteDoesNotSpeak() {
    List<String> mistakes =
        mistakes(
            Map.of(
                "try.yaml",
                HEAD.replace("[tg, ru]", "[tg, ru, uz]") + "  - go: on\n    to: hotline/main\n"));

    assertThat(mistakes)
        .containsExactly(
            "try.yaml:4: everywhere.8.2: is uz, which this site does not speak; name one of [tg,"
                + " ru], or add it to site.languages");
  }

  @Test
  void closedMenuWithoutDangerFirst() {
    String hotline = shipped().texts().get("hotline.yaml");
    List<String> mistakes =
        mistakes(
            Map.of(
                "hotline.yaml",
                hotline.replace(
                    "1: danger/danger\n      2: topics", "1: topics\n      2: danger/danger")));

    assertThat(mistakes)
        .contains(
            "hotline.yaml:8: everywhere.#: leads to the menu closed, where key 1 does not mean"
                + " danger; let key 1 of the main menu lead to an urgent queue");
  }

  private static List<String> mistakes(String steps) {
    return mistakes(Map.of("try.yaml", HEAD + steps));
  }

  private static List<String> mistakes(Map<String, String> changed) {
    Map<String, String> texts = new TreeMap<>(shipped().texts());
    texts.putAll(changed);
    return ScriptReading.of(
            YamlFiles.of("", texts), SiteRules.of(TestCall.LANGUAGES, Map.of("700", "hotline")))
        .problems()
        .stream()
        .filter(Problem::isError)
        .map(Problem::toString)
        .toList();
  }

  private static YamlFiles shipped() {
    return YamlFiles.readFolder(TestCall.SCRIPTS, new Problems());
  }
}
