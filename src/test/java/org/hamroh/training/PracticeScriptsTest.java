package org.hamroh.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PracticeScriptsTest {

  private static final String GOOD =
      """
      title: {tg: a, ru: b, en: c}
      about: {tg: a, ru: b, en: c}
      start: hello
      scenes:
        hello:
          says: {tg: Салом, ru: Привет}
          silence: {seconds: 5, to: bye}
        bye:
          says: {tg: Хайр, ru: Пока}
          end: true
      """;

  @TempDir private Path home;

  private List<String> problems(String script) throws Exception {
    Path folder = Files.createDirectories(home.resolve(PracticeScripts.FOLDER));
    Files.writeString(folder.resolve("one.yaml"), script);
    Problems problems = new Problems();
    PracticeScripts.read(home, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void shippedCallsHaveNoMistakesAndSpeakBothLanguages() {
    Problems problems = new Problems();

    Map<String, PracticeScript> scripts = PracticeScripts.read(Path.of("."), problems);

    assertThat(problems.list()).isEmpty();
    assertThat(scripts.keySet())
        .contains("unpaid-wages", "passport-taken", "angry-caller", "yes-or-no");
    assertThat(scripts.values())
        .allSatisfy(script -> assertThat(script.languages()).contains("tg", "ru"));
  }

  @Test
  void goodCallIsRead() throws Exception {
    assertThat(problems(GOOD)).isEmpty();
  }

  @Test
  void everyMistakeIsNamedWithItsLine() throws Exception {
    assertThat(problems(GOOD.replace("to: bye", "to: nowhere")))
        .anySatisfy(one -> assertThat(one).contains("one.yaml:5").contains("nowhere"));
    assertThat(problems(GOOD.replace("start: hello", "start: other")))
        .anySatisfy(one -> assertThat(one).contains("is no scene"));
    assertThat(problems(GOOD.replace("    end: true\n", "")))
        .anySatisfy(one -> assertThat(one).contains("waits for ever"));
    assertThat(problems(GOOD.replace("start: hello", "start: bye")))
        .anySatisfy(one -> assertThat(one).contains("never reached"));
    assertThat(problems(GOOD.replace("Салом, ru: Привет", "Салом").replace("tg: Хайр, ru", "ru")))
        .anySatisfy(one -> assertThat(one).contains("no language"));
  }
}
