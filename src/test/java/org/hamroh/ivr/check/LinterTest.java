package org.hamroh.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// What the linter says of words, depth and days: each mistake with its place and remedy.
final class LinterTest {

  private static final SiteRules RULES =
      SiteRules.of(List.of("tg", "ru"), Map.of("700", "hotline"));

  private final Map<String, String> texts =
      new TreeMap<>(YamlFiles.readFolder(Path.of("ivr-scripts"), new Problems()).texts());

  private void edit(String path, String from, String to) {
    String text = texts.getOrDefault(path, "");
    assertThat(text).contains(from);
    texts.put(path, text.replace(from, to));
  }

  private ScriptReading reading() {
    return ScriptReading.of(YamlFiles.of("", texts), RULES);
  }

  private List<String> problems() {
    return reading().problems().stream().map(Problem::toString).toList();
  }

  /// Of the offices one is chosen by its region: a level more than the rest of the tree has.
  @Test
  void theShippedScriptsHaveNoErrorAndOneWarning() {
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("warning: nearest-office: lies 4 keys below the main menu");
  }

  @Test
  void aKeyThatIsSaidButLeadsNowhereIsAnError() {
    edit(
        "prompts/tg.yaml",
        "тугмаи чорро пахш кунед.\n  source: S1 VIII.C 3.2.1",
        "тугмаи панҷро пахш кунед.\n  source: S1 VIII.C 3.2.1");

    assertThat(problems())
        .anyMatch(
            line ->
                line.startsWith("hotline.yaml:")
                    && line.endsWith(
                        "main.prompt: says key 5 ([main-menu] in tg), which leads nowhere; take it"
                            + " out of the text, or give the key a way"));
    assertThat(reading().hasErrors()).isTrue();
  }

  @Test
  void aKeyThatLeadsSomewhereUnsaidIsAWarning() {
    edit(
        "prompts/ru.yaml",
        "Чтобы прослушать ещё раз, нажмите три. Чтобы вернуться",
        "Чтобы вернуться");

    assertThat(problems())
        .filteredOn(line -> line.contains("does not say key 3 ([info-menu] in ru)"))
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.contains(": warning: "));
    assertThat(reading().hasErrors()).isFalse();
  }

  @Test
  void aKeyNamedBeforeItsOptionIsAWarningWithTheLineOfTheText() {
    edit(
        "prompts/ru.yaml",
        "Если вам сейчас угрожает опасность, нажмите один.",
        "Нажмите один, если вам сейчас угрожает опасность.");

    assertThat(problems())
        .anyMatch(
            line ->
                line.matches(
                    "prompts/ru.yaml:[0-9]+: warning: main-menu: names key 1 before what it is"
                        + " for; say the choice first, then its key"));
  }

  @Test
  void theSameInTajik() {
    edit(
        "prompts/tg.yaml",
        "Агар ҳозир ҷони шумо дар хатар бошад, тугмаи якро пахш кунед.",
        "Тугмаи якро пахш кунед, агар ҷони шумо дар хатар бошад.");

    assertThat(problems()).anyMatch(line -> line.contains("main-menu: names key 1 before"));
  }

  @Test
  void aMenuThatLiesTooDeepIsAWarning() {
    edit("work.yaml", "    intro: injury-info\n    prompt: info-menu", "    prompt: info-menu");
    edit("work.yaml", "      1: injury-operator", "      1: deeper");
    texts.computeIfPresent(
        "work.yaml",
        (path, text) ->
            text
                + """

                  - menu: deeper
                    prompt: info-menu
                    keys: {1: injury-operator, 2: injury-operator, 3: deeper, 4: back}
                """);

    assertThat(problems())
        .anyMatch(
            line ->
                line.contains("warning: deeper: lies 4 keys below the main menu; bring it within"));
  }

  @Test
  void aTextIsAnnouncedThirtyDaysBeforeItsLastDayAndNeverStopsPublishing() {
    edit("prompts/ru.yaml", "\nwages-info-1:\n", "\nwages-info-1:\n  validUntil: 2026-11-30\n");
    ScriptReading reading = reading();

    assertThat(ValidityCheck.problems(reading, LocalDate.parse("2026-10-30"))).isEmpty();
    assertThat(ValidityCheck.problems(reading, LocalDate.parse("2026-11-01")))
        .singleElement()
        .asString()
        .matches("prompts/ru.yaml:[0-9]+: warning: wages-info-1: is valid until 2026-11-30 only.*");
    assertThat(ValidityCheck.problems(reading, LocalDate.parse("2026-12-01")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isFalse())
        .asString()
        .contains("callers hear \"ask the operator\" instead");
  }

  @Test
  void theTableTellsSecondsAndKeysToAPersonOnEveryWay() {
    List<CallPaths.Path> paths =
        CallPaths.of(reading(), RULES, (language, prompt) -> Optional.of(Duration.ofSeconds(3)));

    CallPaths.Path danger =
        paths.stream().filter(path -> path.keys().equals("1/2 1")).findFirst().orElseThrow();
    assertThat(danger.queue()).isEqualTo("queue-danger");
    assertThat(danger.urgent()).isTrue();
    assertThat(danger.steps()).startsWith("hotline/start").endsWith("danger/help-now");
    assertThat(paths).anyMatch(path -> path.keys().endsWith(" 0"));
    assertThat(paths).allSatisfy(path -> assertThat(path.seconds()).containsKeys("tg", "ru"));
    assertThat(paths.stream().map(CallPaths.Path::queue))
        .contains("queue-general", "queue-wages", "queue-rights", "queue-family");
  }

  @Test
  void withoutSoundsTheLengthOfTheTextsIsTakenForIt() {
    assertThat(CallPaths.of(reading(), RULES, (language, prompt) -> Optional.empty()))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path.seconds().values()).allMatch(seconds -> seconds > 5));
  }
}
