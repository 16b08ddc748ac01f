package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each mistake that an editor of scripts can make, and the sentence that tells it.
final class ScriptCheckTest {

  @TempDir Path folder;

  @BeforeEach
  void copyTheShippedScripts() throws IOException {
    try (Stream<Path> files = Files.list(TestCall.SCRIPTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void theCopyItselfHasNoMistake() {
    assertThat(mistakes()).isEmpty();
  }

  @Test
  void siteThatRingsPeopleNeedsAScriptForThoseWhoAnswer() throws IOException {
    Files.delete(folder.resolve("callback.yaml"));
    SiteRules quiet = SiteRules.of(List.of("tg", "ru"), Map.of());
    assertThat(callbackMistakes(quiet)).isEmpty();

    assertThat(callbackMistakes(quiet.callingBack(true)))
        .singleElement()
        .asString()
        .contains("callback is missing, which speaks to those whom we ring");
  }

  private List<String> callbackMistakes(SiteRules rules) {
    return ScriptReading.ofFolder(folder, rules).problems().stream()
        .map(Object::toString)
        .filter(one -> one.contains("those whom we ring"))
        .toList();
  }

  @Test
  void unknownPrompt() throws IOException {
    int line = edit("work.yaml", "    prompt: work-menu", "    prompt: wrok-menu");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "work.prompt.0: there is no prompt wrok-menu; see ivr-scripts/prompts for the"
                + " names and texts");
  }

  @Test
  void unknownTarget() throws IOException {
    int line = edit("hotline.yaml", "      2: operator", "      2: opperator");

    assertThat(mistakes())
        .containsExactly(
            at("hotline.yaml", line)
                + "main.keys.2: leads to opperator, which is no step; name a step of this script,"
                + " or script/step");
  }

  @Test
  void unknownTargetInAnotherScript() throws IOException {
    int line = edit("hotline.yaml", "      1: danger/danger", "      1: danger/now");

    assertThat(mistakes())
        .containsExactly(
            at("hotline.yaml", line)
                + "main.keys.1: leads to danger/now, which is no step; name a step of this"
                + " script, or script/step");
  }

  @Test
  void unknownTargetOfAKeyThatWorksEverywhere() throws IOException {
    int line = edit("work.yaml", "  9: hotline/cover", "  9: hotline/cower");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "everywhere.9: leads to hotline/cower, which is no step; name a step of this"
                + " script, or script/step");
  }

  @Test
  void unknownQueue() throws IOException {
    int line = edit("work.yaml", "    to: queue-wages", "    to: queue-wage");

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith(
            at("work.yaml", line)
                + "wages-operator.to: is queue-wage, which is no queue; name one of [");
  }

  @Test
  void languageThatTheSiteDoesNotSpeak() throws IOException {
    int line = edit("hotline.yaml", "    keys: {1: tg, 2: ru}", "    keys: {1: tg, 2: ru, 3: uz}");

    assertThat(mistakes())
        .containsExactly(
            at("hotline.yaml", line)
                + "start.keys.3: is uz, which this site does not speak; name one of [tg, ru], or"
                + " add it to site.languages");
  }

  @Test
  void languageThatCannotBeChosen() throws IOException {
    int line = edit("hotline.yaml", "    keys: {1: tg, 2: ru}", "    keys: {1: tg}");

    assertThat(mistakes())
        .containsExactly(
            at("hotline.yaml", line)
                + "start.keys: offers no ru, which this site speaks; give it a key, or take it out"
                + " of site.languages");
  }

  @Test
  void promptThatLacksALanguage() throws IOException {
    Vocabulary three =
        new Vocabulary(TestCall.prompts(), List.of("tg", "ru", "uz"), Vocabulary.QUEUES);

    assertThat(mistakes(three, Map.of()))
        .anyMatch(
            line ->
                line.startsWith(folder.resolve("work.yaml").toString())
                    && line.contains("the prompt work-menu has no text in uz"));
  }

  @Test
  void promptWithAValueThatNobodyFillsIn() throws IOException {
    int line = edit("queue-left.yaml", "    prompt: closed-menu", "    prompt: closed");

    assertThat(mistakes())
        .containsExactly(
            at("queue-left.yaml", line)
                + "choices.prompt.0: the prompt closed speaks [close, open], which no step fills"
                + " in; see ivr-scripts/prompts for the names and texts");
  }

  @Test
  void stepThatIsNeverReached() throws IOException {
    int line = append("work.yaml", "  - play: forgotten\n    prompts: back\n    then: work\n");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "forgotten: is never reached; let a step lead here, or take it out");
  }

  @Test
  void menuThatNobodyRemembers() throws IOException {
    int line =
        edit(
            "work.yaml",
            "    keys: {1: wages, 2: forced, 3: injury, 4: other}",
            "    keys: {1: wages, 2: forced, 3: injury, 4: other, 5: back}");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "work.keys: has 5 choices; offer at most 4; nobody remembers more");
  }

  @Test
  void keyThatMeansTheSameEverywhere() throws IOException {
    int line = edit("hotline.yaml", "      4: message/message", "      9: message/message");

    assertThat(mistakes())
        .contains(
            at("hotline.yaml", line)
                + "main.keys.9: cannot have a meaning of its own: 0, *, #, 8 and 9 mean the same"
                + " everywhere; use 1 to 7");
  }

  @Test
  void mainMenuWithoutDangerFirst() throws IOException {
    edit("hotline.yaml", "      1: danger/danger", "      1: topics");
    edit("hotline.yaml", "      3: topics", "      3: danger/danger");

    assertThat(mistakes())
        .contains(
            at("hotline.yaml", lineOf("hotline.yaml", "  \"#\": front "))
                + "everywhere.#: leads to the menu main, where key 1 does not mean danger; let key"
                + " 1 of the main menu lead to an urgent queue");
  }

  @Test
  void circleThatNeedsNoKey() throws IOException {
    int line =
        edit(
            "hotline.yaml",
            "    prompts: {prompt: too-many-errors, everyLanguage: true}\n    then: operator",
            "    prompts: {prompt: too-many-errors, everyLanguage: true}\n    then: main");

    assertThat(mistakes())
        .contains(
            at("hotline.yaml", line + 1)
                + "put-through.then: leads a caller who presses nothing round in a circle; let it end at a"
                + " queue, or at a hangup");
  }

  @Test
  void deadEnd() throws IOException {
    edit(
        "family.yaml",
        "    keys: {1: story, 2: lesson, 3: announcements}",
        "    keys: {1: story, 2: lesson, 3: announcements}\n    otherwise: story");

    assertThat(mistakes())
        .anyMatch(line -> line.contains("audio.") && line.contains("is a dead end"));
  }

  @Test
  void noWayToAPerson() throws IOException {
    int line = edit("work.yaml", "  0: hotline/operator", "  0: hotline/goodbye");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "everywhere.0: leads to no person: nothing there hands the caller to a queue; let"
                + " it lead to a queue step");
  }

  @Test
  void coverKeyThatLeadsToPeople() throws IOException {
    int line = edit("work.yaml", "  9: hotline/cover", "  9: hotline/operator");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "everywhere.9: does not end the call: who came near could hear what it is about;"
                + " let it lead to a hangup step");
  }

  @Test
  void brokenYaml() throws IOException {
    int line = edit("work.yaml", "    prompt: work-menu", "    prompt: [work-menu");

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith(folder.resolve("work.yaml") + ":")
        .contains("is not good YAML")
        .contains("work.yaml:" + (line + 1));
  }

  @Test
  void keyThatStandsTwice() throws IOException {
    int line = edit("hotline.yaml", "      2: operator\n", "      1: operator\n");

    assertThat(mistakes()).singleElement().asString().startsWith(at("hotline.yaml", line));
  }

  @Test
  void stepNameThatStandsTwice() throws IOException {
    int line = edit("work.yaml", "  - menu: injury", "  - menu: wages");

    assertThat(mistakes())
        .contains(
            at("work.yaml", line)
                + "wages: is also the name of the step on line "
                + lineOf("work.yaml", "  - menu: wages")
                + "; give each step a name of its own");
  }

  @Test
  void stepOfNoKnownKind() throws IOException {
    int line = edit("work.yaml", "  - menu: injury", "  - menue: injury");

    assertThat(mistakes())
        .containsExactly(
            at("work.yaml", line)
                + "steps.10: is of no known kind; begin it with one of language, resume, menu, play,"
                + " go, hours, branch, ask, lookup, list, sms, subscribe, queue, message,"
                + " callback, reach, case, survey, charge, hangup");
  }

  @Test
  void fieldThatIsMisspelt() throws IOException {
    int line = edit("danger.yaml", "    timeout: 2s ", "    timeuot: 2s ");

    assertThat(mistakes())
        .singleElement()
        .asString()
        .contains("timeuot")
        .startsWith(folder.resolve("danger.yaml") + ":");
    assertThat(line).isPositive();
  }

  @Test
  void timeThatIsNoTime() throws IOException {
    int line = edit("danger.yaml", "    timeout: 2s ", "    timeout: 2 minutes ");

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith(at("danger.yaml", line) + "steps.0.timeout: ");
  }

  @Test
  void scriptThatAQueueNeedsIsMissing() throws IOException {
    Files.delete(folder.resolve("queue-key.yaml"));

    assertThat(mistakes())
        .containsExactly(
            folder.resolve("queue-key.yaml")
                + ": queue-key/key-1 is missing, which takes callers back whom a queue could not"
                + " serve; write it",
            folder.resolve("queue-key.yaml")
                + ": queue-key/key-2 is missing, which takes callers back whom a queue could not"
                + " serve; write it");
  }

  @Test
  void numberWithoutItsScript() {
    assertThat(mistakes(TestCall.vocabulary(), Map.of("701", "missed-call")))
        .singleElement()
        .asString()
        .startsWith("numbers.701: names the script missed-call, which is not in " + folder);
  }

  @Test
  void queueOfLastResortIsMissing() {
    Vocabulary poor =
        new Vocabulary(TestCall.prompts(), TestCall.LANGUAGES, Set.of("queue-danger"));

    assertThat(mistakes(poor, Map.of()))
        .contains(
            "the PBX's queues: lack queue-general, where callers go when all else fails; add it");
  }

  @Test
  void folderWithoutScripts(@TempDir Path empty) {
    folder = empty;

    assertThat(mistakes())
        .containsExactly(empty + ": holds no script; give the folder with hotline.yaml");
  }

  @Test
  void allMistakesOfAFileAreToldAtOnce() throws IOException {
    edit("work.yaml", "    prompt: work-menu", "    prompt: wrok-menu");
    edit("work.yaml", "    to: queue-wages", "    to: queue-wage");
    edit("prepare.yaml", "    prompt: jobs-menu", "    prompt: jobbs");

    assertThat(mistakes()).hasSize(3);
  }

  private List<String> mistakes() {
    return mistakes(TestCall.vocabulary(), Map.of());
  }

  private List<String> mistakes(Vocabulary vocabulary, Map<String, String> numbers) {
    try {
      ScriptBook.read(folder, vocabulary, numbers);
      return List.of();
    } catch (ProblemsException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }

  private String at(String file, int line) {
    return folder.resolve(file) + ":" + line + ": ";
  }

  /// @return the line on which the change begins
  private int edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    int at = text.indexOf(from);
    assertThat(at).as("%s in %s", from, file).isNotNegative();
    Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    return line(text, at);
  }

  private int append(String file, String step) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    Files.writeString(path, text + "\n" + step);
    return line(text, text.length()) + 1;
  }

  private int lineOf(String file, String start) throws IOException {
    String text = Files.readString(folder.resolve(file));
    int at = text.indexOf(start);
    assertThat(at).isNotNegative();
    return line(text, at);
  }

  private static int line(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }
}
