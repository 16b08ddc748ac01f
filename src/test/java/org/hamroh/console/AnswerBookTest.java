package org.hamroh.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hamroh.voice.PromptBook;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The answers that ship, and what comes of those that a site writes.
final class AnswerBookTest {

  private static final Path SCRIPTS = Path.of("ivr-scripts");
  private static final String GOOD =
      """
      label: {tg: "а", ru: "а", en: "Bees"}
      reasons: [bees]
      source: us
      validUntil: 2027-01-01
      ask: []
      prompts: []
      do: []
      """;

  @TempDir private Path folder;

  private static AnswerBook shipped() {
    Problems problems = new Problems();
    AnswerBook book = AnswerBook.read(Path.of(AnswerBook.FOLDER), problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }

  private static Set<String> inScripts(String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        Matcher matcher =
            Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
        matcher.results().forEach(one -> found.add(one.group(1)));
      }
    }
    return found;
  }

  @Test
  void everyReasonThatAScriptGivesToAQueueLeadsToATopic() throws IOException {
    AnswerBook book = shipped();

    Set<String> reasons = inScripts("^ +reason: ([a-z-]+)");

    assertThat(reasons).hasSizeGreaterThan(20);
    for (String reason : reasons) {
      assertThat(book.topics()).as(reason).anyMatch(topic -> topic.reasons().contains(reason));
    }
  }

  @Test
  void everyStepAndPromptOfATopicIsInTheScripts() throws IOException {
    Problems problems = new Problems();
    PromptBook prompts = PromptBook.read(SCRIPTS, List.of("tg", "ru"), problems);
    Set<String> steps = inScripts("^  - [a-z]+: ([a-z0-9-]+)");

    for (Topic topic : shipped().topics()) {
      assertThat(prompts.names()).as(topic.id()).containsAll(topic.prompts());
      assertThat(steps).as(topic.id()).containsAll(topic.steps());
    }
  }

  @Test
  void reasonCountsMoreThanTheWayAndTheWayMoreThanTheQueue() {
    AnswerBook book = shipped();

    assertThat(book.of("work-injury", List.of("wages"), "queue-general").orElseThrow().id())
        .isEqualTo("injury");
    assertThat(book.of("general", List.of("main", "wages"), "queue-general").orElseThrow().id())
        .isEqualTo("wages");
    assertThat(book.of("", List.of(), "queue-wages").orElseThrow().id()).isEqualTo("wages");
    assertThat(book.of("", List.of(), "").orElseThrow().id()).isEqualTo("general");
  }

  @Test
  void searchFindsInEveryLanguageAndInWhatTheLineSays() {
    AnswerBook book = shipped();

    assertThat(book.search("зарплат", prompt -> "")).extracting(Topic::id).contains("wages");
    assertThat(book.search("музд надода", prompt -> "")).extracting(Topic::id).contains("wages");
    assertThat(book.search("zebra", prompt -> prompt.equals("loan-info") ? "a zebra" : ""))
        .extracting(Topic::id)
        .containsExactly("loans-budget");
    assertThat(book.search("nothing of this kind", prompt -> "")).isEmpty();
  }

  @Test
  void mistakesAreNamedWithFileAndKey() throws IOException {
    Files.writeString(folder.resolve("bees.yaml"), GOOD.replace("2027-01-01", "2027-02-31"));
    Files.writeString(folder.resolve("wasps.yaml"), "label: {en: Wasps}\n");
    Problems problems = new Problems();

    AnswerBook book = AnswerBook.read(folder, problems);

    assertThat(book.topics()).isEmpty();
    assertThat(problems.list().toString()).contains("bees.yaml", "validUntil", "wasps.yaml");
  }

  @Test
  void oneReasonMayNotLeadToTwoTopics() throws IOException {
    Files.writeString(folder.resolve("bees.yaml"), GOOD);
    Files.writeString(folder.resolve("wasps.yaml"), GOOD);
    Problems problems = new Problems();

    AnswerBook.read(folder, problems);

    assertThat(problems.list().toString()).contains("bees leads to two topics");
  }

  @Test
  void aChangedFileIsShownSoonAndABrokenOneChangesNothing() throws IOException {
    Instant[] now = {Instant.parse("2026-11-22T10:00:00Z")};
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    Path file = folder.resolve("bees.yaml");
    Files.writeString(file, GOOD);
    Answers answers = new Answers(folder, clock);
    assertThat(answers.book().topics()).hasSize(1);

    Files.writeString(file, GOOD.replace("Bees", "Honey"));
    Files.setLastModifiedTime(file, FileTime.from(now[0].plusSeconds(1)));
    String before = answers.book().topics().getFirst().label("en");
    now[0] = now[0].plus(Duration.ofSeconds(6));
    String after = answers.book().topics().getFirst().label("en");
    Files.writeString(file, "broken");
    Files.setLastModifiedTime(file, FileTime.from(now[0].plusSeconds(1)));
    now[0] = now[0].plus(Duration.ofSeconds(6));

    assertThat(before).isEqualTo("Bees");
    assertThat(after).isEqualTo("Honey");
    assertThat(answers.book().topics().getFirst().label("en")).isEqualTo("Honey");
  }
}
