package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each mistake between the scripts and their site (its languages, queues, numbers and files), and
/// the sentence that tells it.
final class ScriptSiteCheckTest {

  @TempDir private Path folder;
  private CopiedScripts scripts;

  @BeforeEach
  void copyTheShippedScripts() throws IOException {
    scripts = CopiedScripts.in(folder);
  }

  @Test
  void siteThatRingsPeopleNeedsAScriptForThoseWhoAnswer() throws IOException {
    Files.delete(scripts.file("callback.yaml"));
    SiteRules quiet = SiteRules.of(List.of("tg", "ru"), Map.of());
    assertThat(callbackMistakes(quiet)).isEmpty();

    assertThat(callbackMistakes(quiet.callingBack(true)))
        .singleElement()
        .asString()
        .contains("callback is missing, which speaks to those whom we ring");
  }

  @Test
  void unknownQueue() throws IOException {
    int line = scripts.edit("work.yaml", "    to: queue-wages", "    to: queue-wage");

    assertThat(scripts.mistakes())
        .singleElement()
        .asString()
        .startsWith(
            scripts.at("work.yaml", line)
                + "wages-operator.to: is queue-wage, which is no queue; name one of [");
  }

  @Test
  void languageThatTheSiteDoesNotSpeak() throws IOException {
    int line =
        scripts.edit("hotline.yaml", "    keys: {1: tg, 2: ru}", "    keys: {1: tg, 2: ru, 3: uz}");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("hotline.yaml", line)
                + "start.keys.3: is uz, which this site does not speak; name one of [tg, ru], or"
                + " add it to site.languages");
  }

  @Test
  void languageThatCannotBeChosen() throws IOException {
    int line = scripts.edit("hotline.yaml", "    keys: {1: tg, 2: ru}", "    keys: {1: tg}");

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.at("hotline.yaml", line)
                + "start.keys: offers no ru, which this site speaks; give it a key, or take it out"
                + " of site.languages");
  }

  @Test
  void promptThatLacksALanguage() throws IOException {
    Vocabulary three =
        new Vocabulary(TestCall.prompts(), List.of("tg", "ru", "uz"), Vocabulary.QUEUES);

    assertThat(scripts.mistakes(three, Map.of()))
        .anyMatch(
            line ->
                line.startsWith(scripts.file("work.yaml").toString())
                    && line.contains("the prompt work-menu has no text in uz"));
  }

  @Test
  void scriptThatAQueueNeedsIsMissing() throws IOException {
    Files.delete(scripts.file("queue-key.yaml"));

    assertThat(scripts.mistakes())
        .containsExactly(
            scripts.file("queue-key.yaml")
                + ": queue-key/key-1 is missing, which takes callers back whom a queue could not"
                + " serve; write it",
            scripts.file("queue-key.yaml")
                + ": queue-key/key-2 is missing, which takes callers back whom a queue could not"
                + " serve; write it");
  }

  @Test
  void numberWithoutItsScript() {
    assertThat(scripts.mistakes(TestCall.vocabulary(), Map.of("701", "missed-call")))
        .singleElement()
        .asString()
        .startsWith("numbers.701: names the script missed-call, which is not in " + folder);
  }

  @Test
  void queueOfLastResortIsMissing() {
    Vocabulary poor =
        new Vocabulary(TestCall.prompts(), TestCall.LANGUAGES, Set.of("queue-danger"));

    assertThat(scripts.mistakes(poor, Map.of()))
        .contains(
            "the PBX's queues: lack queue-general, where callers go when all else fails; add it");
  }

  @Test
  void folderWithoutScripts(@TempDir Path empty) {
    CopiedScripts none = new CopiedScripts(empty);

    assertThat(none.mistakes())
        .containsExactly(empty + ": holds no script; give the folder with hotline.yaml");
  }

  private List<String> callbackMistakes(SiteRules rules) {
    return ScriptReading.ofFolder(folder, rules).problems().stream()
        .map(Object::toString)
        .filter(one -> one.contains("those whom we ring"))
        .toList();
  }
}
