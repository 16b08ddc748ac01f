package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.call.CallEvent;
import org.hamroh.ivr.step.Step;
import org.junit.jupiter.api.Test;

/// The scripts that callers hear today.
final class ShippedScriptsTest {

  /// Where nobody answered, a promise and a message are all that is left.
  private static final Set<String> DANGER_UNANSWERED =
      Set.of("no-operator", "first-in-line", "local-help", "tell-us");

  private static final ScriptBook BOOK = TestCall.shipped();

  @Test
  void everyScriptFitsTheSchemaAndPassesTheCheck() {
    ScriptReading reading =
        ScriptReading.ofFolder(
            TestCall.SCRIPTS, SiteRules.of(TestCall.LANGUAGES, java.util.Map.of("700", "hotline")));

    assertThat(reading.problems()).noneMatch(org.hamroh.yaml.Problem::isError);
    assertThat(reading.scripts()).hasSize(13);
  }

  @Test
  void everyPromptIsSaidByAScriptOrListedAsSaidElsewhere() throws IOException {
    Set<String> said = new TreeSet<>();
    for (String name : BOOK.names()) {
      for (Step step : BOOK.script(name).orElseThrow().steps().values()) {
        step.said().forEach(one -> said.add(one.prompt().name()));
      }
    }
    for (SystemPrompt prompt : SystemPrompt.values()) {
      said.add(prompt.prompt().name());
    }
    Set<String> elsewhere = listedElsewhere();

    Set<String> known = new TreeSet<>(said);
    known.addAll(elsewhere);

    assertThat(known).isEqualTo(new TreeSet<>(TestCall.prompts().names()));
    assertThat(said).doesNotContainAnyElementsOf(elsewhere);
  }

  /// The names between backquotes in the last part of `ivr-scripts/README.md`.
  private static Set<String> listedElsewhere() throws IOException {
    String text = Files.readString(TestCall.SCRIPTS.resolve("README.md"));
    Matcher names =
        Pattern.compile("`([a-z0-9/-]+)`")
            .matcher(text.substring(text.indexOf("## Prompts that no script says")));
    Set<String> listed = new LinkedHashSet<>();
    while (names.find()) {
      listed.add(names.group(1));
    }
    for (int digit = 2; digit < 20; digit++) {
      listed.add("digits/" + digit); // "digits/1 to digits/20"
    }
    return listed;
  }

  @Test
  void dangerIsReachedInTwoKeysAndNothingIsSaidOnTheWayButThatHelpComes() {
    TestCall.Told told = new TestCall(BOOK).caller("1 1");

    assertThat(told.way())
        .isInstanceOfSatisfying(
            WayOut.ToQueue.class, way -> assertThat(way.queue().queue()).isEqualTo("queue-danger"));
    assertThat(told.story()).noneMatch(line -> line.contains("privacy"));
  }

  @Test
  void whoNeverPressesAKeyReachesAPersonOrLeavesAMessageFromEveryStep() {
    for (String script : BOOK.names()) {
      for (String step : BOOK.script(script).orElseThrow().steps().keySet()) {
        TestCall.Told told = new TestCall(BOOK).at(script + "/" + step).caller("");

        boolean farewell =
            Set.of("queue-left", "announcement", "survey", "callback", "twin").contains(script);
        boolean ending =
            Set.of("cover", "goodbye").contains(step) || DANGER_UNANSWERED.contains(step);
        boolean speechless = Set.of("forced-callback", "forced-message").contains(step);
        if (!farewell && !ending && !speechless) {
          assertThat(told.way() instanceof WayOut.ToQueue || isKept(told))
              .as(script + "/" + step)
              .isTrue();
        }
        assertThat(heard(told)).as(script + "/" + step).isLessThan(Duration.ofMinutes(3));
      }
    }
  }

  /// Whether what a caller without keys said is a task, silence too.
  private static boolean isKept(TestCall.Told told) {
    return told.events().stream()
        .anyMatch(event -> event instanceof CallEvent.MessageLeft e && e.kind().equals("no-key"));
  }

  private static Duration heard(TestCall.Told told) {
    return told.events().stream()
        .map(event -> event instanceof CallEvent.PromptHeard e ? e.heard() : Duration.ZERO)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void callersComeBackFromAQueueToTheirOwnScript() {
    assertThat(BOOK.entry(BackFromQueue.unserved("queue-danger")).orElseThrow().step().name())
        .isEqualTo("no-operator");
    assertThat(BOOK.entry(BackFromQueue.unserved("queue-wages")).orElseThrow().script().name())
        .isEqualTo("queue-left");
    assertThat(BOOK.entry(BackFromQueue.afterKey("1")).orElseThrow().step().name())
        .isEqualTo("key-1");
    assertThat(BOOK.entry(BackFromQueue.afterKey("2")).orElseThrow().step().name())
        .isEqualTo("key-2");
  }

  @Test
  void aDialledNumberFindsItsScriptAndAnyOtherTheHotline() {
    assertThat(BOOK.forNumber("704").script().name()).isEqualTo("announcement");
    assertThat(BOOK.forNumber("700").script().name()).isEqualTo("hotline");
    assertThat(BOOK.forNumber("+992900000001").script().name()).isEqualTo("hotline");
  }

  @Test
  void theAnnouncementOfTheDayIsAnotherOneEachDay() {
    Set<String> heard = new LinkedHashSet<>();

    for (int day = 0; day < 4; day++) {
      heard.add(
          new TestCall(BOOK, TestCall.START.plus(Duration.ofDays(day)))
              .at("announcement")
              .caller("x x")
              .story()
              .get(3));
    }

    assertThat(heard).hasSize(4);
  }
}
