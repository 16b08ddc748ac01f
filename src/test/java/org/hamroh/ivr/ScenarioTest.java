package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hamroh.ivr.outside.KnownCallers.Dropped;
import org.hamroh.ivr.outside.KnownCallers.FreeCall;
import org.hamroh.ivr.outside.KnownCallers.Known;
import org.hamroh.ivr.step.Step;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whole conversations with the shipped scripts, one a file in `src/test/resources/ivr`, named
/// `<step>.<what-happens>.yaml`. A scenario may say when it is (`now`), by which hours (`hours`),
/// and what the rest of the hotline does (`services`). After a change that was meant, write the
/// stories anew with `HAMROH_RECORD=1 mvn test -Dtest=ScenarioTest`, and read the difference.
final class ScenarioTest {

  private static final Path FOLDER = Path.of("src/test/resources/ivr");

  /// The shipped scripts, and what they have no use for yet: `more/*.yaml`.
  private static final ScriptBook BOOK = book();

  private static ScriptBook book() {
    Problems problems = new Problems();
    Map<String, String> texts =
        new TreeMap<>(YamlFiles.readFolder(TestCall.SCRIPTS, problems).texts());
    texts.putAll(YamlFiles.readFolder(FOLDER.resolve("more"), problems).texts());
    problems.throwIfAny();
    return ScriptReading.of(
            YamlFiles.of("", texts), SiteRules.of(TestCall.LANGUAGES, Map.of("700", "hotline")))
        .orThrow();
  }

  @TestFactory
  Stream<DynamicTest> everyConversationGoesAsWritten() throws IOException {
    return scenarios().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> plays(file)));
  }

  @Test
  void everyKindOfStepHasAConversation() throws IOException {
    List<String> names = scenarios().stream().map(ScenarioTest::name).toList();

    for (Class<?> kind : Step.class.getPermittedSubclasses()) {
      assertThat(names).anyMatch(name -> name.startsWith(kebab(kind) + "."));
    }
    assertThat(Step.KINDS).hasSameSizeAs(Step.class.getPermittedSubclasses());
  }

  private static void plays(Path file) throws IOException {
    Problems problems = new Problems();
    JsonNode root =
        YamlFile.parse(file.toString(), Files.readString(file), UnaryOperator.identity(), problems)
            .orElseThrow(() -> new AssertionError(problems.list()))
            .root();
    TestCall call = new TestCall(BOOK).at(root.path("at").asString("hotline"));
    root.path("speaks").asStringOpt().ifPresent(call::speaking);
    root.path("hours").asStringOpt().ifPresent(call::keeping);
    root.path("now")
        .asStringOpt()
        .ifPresent(now -> call.on(LocalDateTime.parse(now).atZone(TestCall.SITE).toInstant()));
    if (root.has("services")) {
      call.with(services(root.path("services")));
    }

    TestCall.Told told = call.caller(root.path("caller").asString(""));

    if (System.getenv("HAMROH_RECORD") != null) {
      record(file, told.story());
      return;
    }
    List<String> expected = new ArrayList<>();
    root.path("story").forEach(line -> expected.add(line.asString()));
    assertThat(told.story()).containsExactlyElementsOf(expected);
  }

  private static TestServices services(JsonNode node) {
    TestServices usual = TestServices.usual();
    return new TestServices(
        new Known(
            node.path("country").asString(usual.known().country()),
            node.path("returning").asBoolean(false),
            node.path("openCase").asBoolean(false),
            node.path("language").asStringOpt(),
            node.path("wePay").asBoolean(false),
            freeCall(node.path("freeCall").asString(""))),
        node.path("dropped").asStringOpt().map(ScenarioTest::dropped),
        node.path("speaks").asBoolean(true),
        node.path("callbacks").asString(usual.callbacks()),
        node.path("cases").asString(usual.cases()),
        new TestOutside(
            node.path("texts").asString("away"),
            node.path("lookup").asString("away"),
            node.path("items").asInt(0)),
        node.path("slower").asBoolean(false));
  }

  /// @param how `hang-up`, a number that is never answered, or nothing
  private static FreeCall freeCall(String how) {
    if (how.isEmpty()) {
      return new FreeCall.None();
    }
    return how.equals("hang-up") ? new FreeCall.HangUp() : new FreeCall.MissedCall(how);
  }

  /// @param where `work/wages-info-1`, or the queue
  private static Dropped dropped(String where) {
    return where.startsWith("queue-") ? new Dropped("", where) : new Dropped(where, "");
  }

  private static void record(Path file, List<String> story) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf("\nstory:");
    StringBuilder anew = new StringBuilder(end < 0 ? text.stripTrailing() : text.substring(0, end));
    anew.append("\nstory:\n");
    story.forEach(line -> anew.append("  - \"").append(line).append("\"\n"));
    Files.writeString(file, anew);
  }

  private static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.yaml$", "");
  }

  private static String kebab(Class<?> type) {
    return String.join("-", Arrays.asList(type.getSimpleName().split("(?<=[a-z])(?=[A-Z])")))
        .toLowerCase(Locale.ROOT);
  }
}
