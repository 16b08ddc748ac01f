package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamroh.caller.TextsToCallers;
import org.hamroh.ivr.outside.Names;
import org.hamroh.ivr.step.SendSms;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Target;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.Test;

/// Steps that need the rest of the hotline: their checks, and how long they make a caller wait.
final class ServiceStepsTest {

  private static final ScriptBook BOOK = TestCall.shipped();

  private static final String SCRIPT =
      """
      everywhere:
        0: hotline/operator
        "#": hotline/front
        8: [tg, ru]
        9: hotline/cover
        otherwise: hotline/lost
      entries: [try]
      steps:
      """;

  private static List<String> mistakes(String step) {
    return reading(step, Names.of(TextsToCallers.names(), Set.of("prices"))).problems().stream()
        .filter(Problem::isError)
        .map(Problem::toString)
        .toList();
  }

  private static ScriptReading reading(String step, Names names) {
    Problems problems = new Problems();
    Map<String, String> texts =
        new TreeMap<>(YamlFiles.readFolder(TestCall.SCRIPTS, problems).texts());
    texts.put("try.yaml", SCRIPT + step.indent(2));
    return ScriptReading.of(
        YamlFiles.of("", texts),
        SiteRules.of(TestCall.LANGUAGES, Map.of("700", "hotline")).with(names));
  }

  @Test
  void theShippedScriptsNameOnlyTextsThatExist() {
    Problems problems = new Problems();
    Map<String, String> texts = YamlFiles.readFolder(TestCall.SCRIPTS, problems).texts();

    ScriptReading reading =
        ScriptReading.of(
            YamlFiles.of("", texts),
            SiteRules.of(TestCall.LANGUAGES, Map.of("700", "hotline"))
                .with(Names.of(TextsToCallers.names(), Set.of())));

    assertThat(reading.problems()).noneMatch(Problem::isError);
  }

  @Test
  void aTextThatDoesNotExist() {
    assertThat(mistakes("- sms: try\n  text: sms-99\n  then: hotline/operator"))
        .singleElement()
        .asString()
        .startsWith(
            "try.yaml:10: try.text: is sms-99, which is no text for callers; name one of [job-");
  }

  @Test
  void aServiceThatTheSettingsDoNotKnowAndAKindThatNothingIsSaidAs() {
    assertThat(
            mistakes(
                """
                - lookup: try
                  service: weather
                  say: callback-check
                  values: {digits: celsius}
                  then: hotline/operator
                """))
        .containsExactlyInAnyOrder(
            "try.yaml:10: try.service: is weather, which the settings do not know; add"
                + " lookups.weather to the settings",
            "try.yaml:12: try.values.digits: is celsius, which nothing is said as; name a kind of"
                + " ./hamroh say, such as money-tjs, or words");
  }

  @Test
  void anItemThatSpeaksWhatItsListDoesNotHave() {
    assertThat(
            mistakes(
                """
                - list: try
                  of: offices
                  item: job-item
                  keys: {2: hotline/operator}
                  then: hotline/operator
                """))
        .hasSize(2)
        .anyMatch(line -> line.contains("job-item speaks [profession, salary]; this step fills in"))
        .anyMatch(line -> line.contains("try.next: is key 2, which leads elsewhere"));
  }

  @Test
  void wherePeopleSpeakOfViolenceNoTextIsEverOffered() {
    Set<Target> reached = new LinkedHashSet<>();
    List<Target> left = new ArrayList<>(List.of(new Target("family", "violence")));
    while (!left.isEmpty()) {
      Target at = left.removeLast();
      if (reached.add(at)) {
        step(at).ways().forEach(way -> left.add(way.to()));
      }
    }

    assertThat(reached).hasSizeGreaterThan(2);
    assertThat(reached).noneMatch(at -> step(at) instanceof SendSms);
  }

  private static Step step(Target at) {
    return BOOK.script(at.script()).orElseThrow().step(at.step()).orElseThrow();
  }

  @Test
  void aCallerIsSpokenToWhileAServiceThinks() {
    CountDownLatch over = new CountDownLatch(1);
    ScriptBook book =
        reading(
                """
                - lookup: try
                  service: prices
                  meanwhile: sms-sent
                  failed: jobs-none
                  then: hotline/goodbye
                  otherwise: hotline/operator
                """,
                Names.unknown())
            .orThrow();
    Services services =
        new Services(
            org.hamroh.voice.Sentences.none(),
            org.hamroh.ivr.outside.KnownCallers.none(),
            org.hamroh.ivr.outside.TextSender.none(),
            (lookup, values) -> {
              try {
                over.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                over.countDown(); // whoever asked waits no longer
              }
              return Optional.empty();
            },
            org.hamroh.ivr.outside.Listings.none(),
            org.hamroh.ivr.outside.Callbacks.none(),
            org.hamroh.ivr.outside.Cases.none());
    long began = System.nanoTime();

    TestCall.Told told = new TestCall(book).at("try").speaking("ru").over(services).caller("");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    assertThat(told.story())
        .containsSubsequence(
            "hears sms-sent (ru)", "prices has not answered", "hears jobs-none (ru)");
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> over.getCount() == 0); // nobody asks on for a caller who has gone
  }
}
