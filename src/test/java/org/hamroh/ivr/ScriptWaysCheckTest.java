package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each mistake that an editor can make in the ways that lead callers from step to step, and the
/// sentence that tells it.
final class ScriptWaysCheckTest {

  @TempDir private Path folder;
  private CopiedScripts scripts;

  @BeforeEach
  void copyTheShippedScripts() throws IOException {
    scripts = CopiedScripts.in(folder);
  }

  @Test
  void unknownTarget() throws IOException {
    int line = scripts.edit("hotline.yaml", "      2: operator", "      2: opperator");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("hotline.yaml", line)
                + "main.keys.2: leads to opperator, which is no step; name a step of this script,"
                + " or script/step");
  }

  @Test
  void unknownTargetInAnotherScript() throws IOException {
    int line = scripts.edit("hotline.yaml", "      1: danger/danger", "      1: danger/now");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("hotline.yaml", line)
                + "main.keys.1: leads to danger/now, which is no step; name a step of this"
                + " script, or script/step");
  }

  @Test
  void unknownTargetOfAKeyThatWorksEverywhere() throws IOException {
    int line = scripts.edit("work.yaml", "  9: hotline/cover", "  9: hotline/cower");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "everywhere.9: leads to hotline/cower, which is no step; name a step of this"
                + " script, or script/step");
  }

  @Test
  void stepThatIsNeverReached() throws IOException {
    int line =
        scripts.append("work.yaml", "  - play: forgotten\n    prompts: back\n    then: work\n");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "forgotten: is never reached; let a step lead here, or take it out");
  }

  @Test
  void mainMenuWithoutDangerFirst() throws IOException {
    scripts.edit("hotline.yaml", "      1: danger/danger", "      1: topics");
    scripts.edit("hotline.yaml", "      3: topics", "      3: danger/danger");

    assertThat(scripts.mistakes())
        .contains(
            scripts.at("hotline.yaml", scripts.lineOf("hotline.yaml", "  \"#\": front "))
                + "everywhere.#: leads to the menu main, where key 1 does not mean danger; let key"
                + " 1 of the main menu lead to an urgent queue");
  }

  @Test
  void circleThatNeedsNoKey() throws IOException {
    int line =
        scripts.edit(
            "hotline.yaml",
            "    prompts: {prompt: too-many-errors, everyLanguage: true}\n    then: operator",
            "    prompts: {prompt: too-many-errors, everyLanguage: true}\n    then: main");

    assertThat(scripts.mistakes())
        .contains(
            scripts.at("hotline.yaml", line + 1)
                + "put-through.then: leads a caller who presses nothing round in a circle; let it end at a"
                + " queue, or at a hangup");
  }

  @Test
  void deadEnd() throws IOException {
    scripts.edit(
        "family.yaml",
        "    keys: {1: story, 2: lesson, 3: announcements}",
        "    keys: {1: story, 2: lesson, 3: announcements}\n    otherwise: story");

    assertThat(scripts.mistakes())
        .anyMatch(line -> line.contains("audio.") && line.contains("is a dead end"));
  }

  @Test
  void noWayToAPerson() throws IOException {
    int line = scripts.edit("work.yaml", "  0: hotline/operator", "  0: hotline/goodbye");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "everywhere.0: leads to no person: nothing there hands the caller to a queue; let"
                + " it lead to a queue step");
  }

  @Test
  void coverKeyThatLeadsToPeople() throws IOException {
    int line = scripts.edit("work.yaml", "  9: hotline/cover", "  9: hotline/operator");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "everywhere.9: does not end the call: who came near could hear what it is about;"
                + " let it lead to a hangup step");
  }
}
