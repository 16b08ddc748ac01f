package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each mistake that an editor of scripts can make in the words and fields of a step, and the
/// sentence that tells it.
final class ScriptCheckTest {

  @TempDir private Path folder;
  private CopiedScripts scripts;

  @BeforeEach
  void copyTheShippedScripts() throws IOException {
    scripts = CopiedScripts.in(folder);
  }

  @Test
  void theCopyItselfHasNoMistake() {
    assertThat(scripts.mistakes()).isEmpty();
  }

  @Test
  void unknownPrompt() throws IOException {
    int line = scripts.edit("work.yaml", "    prompt: work-menu", "    prompt: wrok-menu");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "work.prompt.0: there is no prompt wrok-menu; see ivr-scripts/prompts for the"
                + " names and texts");
  }

  @Test
  void promptWithAValueThatNobodyFillsIn() throws IOException {
    int line = scripts.edit("queue-left.yaml", "    prompt: closed-menu", "    prompt: closed");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("queue-left.yaml", line)
                + "choices.prompt.0: the prompt closed speaks [close, open], which no step fills"
                + " in; see ivr-scripts/prompts for the names and texts");
  }

  @Test
  void menuThatNobodyRemembers() throws IOException {
    int line =
        scripts.edit(
            "work.yaml",
            "    keys: {1: wages, 2: forced, 3: injury, 4: other}",
            "    keys: {1: wages, 2: forced, 3: injury, 4: other, 5: back}");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "work.keys: has 5 choices; offer at most 4; nobody remembers more");
  }

  @Test
  void keyThatMeansTheSameEverywhere() throws IOException {
    int line = scripts.edit("hotline.yaml", "      4: message/message", "      9: message/message");

    assertThat(scripts.mistakes())
        .contains(
            scripts.at("hotline.yaml", line)
                + "main.keys.9: cannot have a meaning of its own: 0, *, #, 8 and 9 mean the same"
                + " everywhere; use 1 to 7");
  }

  @Test
  void brokenYaml() throws IOException {
    int line = scripts.edit("work.yaml", "    prompt: work-menu", "    prompt: [work-menu");

    assertThat(scripts.mistakes())
        .singleElement()
        .asString()
        .startsWith(scripts.file("work.yaml") + ":")
        .contains("is not good YAML")
        .contains("work.yaml:" + (line + 1));
  }

  @Test
  void keyThatStandsTwice() throws IOException {
    int line = scripts.edit("hotline.yaml", "      2: operator\n", "      1: operator\n");

    assertThat(scripts.mistakes())
        .singleElement()
        .asString()
        .startsWith(scripts.at("hotline.yaml", line));
  }

  @Test
  void stepNameThatStandsTwice() throws IOException {
    int line = scripts.edit("work.yaml", "  - menu: injury", "  - menu: wages");

    assertThat(scripts.mistakes())
        .contains(
            scripts.at("work.yaml", line)
                + "wages: is also the name of the step on line "
                + scripts.lineOf("work.yaml", "  - menu: wages")
                + "; give each step a name of its own");
  }

  @Test
  void stepOfNoKnownKind() throws IOException {
    int line = scripts.edit("work.yaml", "  - menu: injury", "  - menue: injury");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("work.yaml", line)
                + "steps.10: is of no known kind; begin it with one of language, resume, menu, play,"
                + " go, hours, branch, ask, lookup, list, sms, subscribe, hear, optout, queue,"
                + " message, callback, reach, case, survey, charge, hangup");
  }

  @Test
  void fieldThatIsMisspelt() throws IOException {
    int line = scripts.edit("danger.yaml", "    timeout: 2s ", "    timeuot: 2s ");

    assertThat(scripts.mistakes())
        .singleElement()
        .asString()
        .contains("timeuot")
        .startsWith(scripts.file("danger.yaml") + ":");
    assertThat(line).isPositive();
  }

  @Test
  void timeThatIsNoTime() throws IOException {
    int line = scripts.edit("danger.yaml", "    timeout: 2s ", "    timeout: 2 minutes ");

    assertThat(scripts.mistakes())
        .singleElement()
        .asString()
        .startsWith(scripts.at("danger.yaml", line) + "steps.0.timeout: ");
  }

  @Test
  void allMistakesOfAFileAreToldAtOnce() throws IOException {
    scripts.edit("work.yaml", "    prompt: work-menu", "    prompt: wrok-menu");
    scripts.edit("work.yaml", "    to: queue-wages", "    to: queue-wage");
    scripts.edit("prepare.yaml", "    prompt: jobs-menu", "    prompt: jobbs");

    assertThat(scripts.mistakes()).hasSize(3);
  }
}
