package org.hamroh.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// Every topic with its suggested answers, read from the folder `answers`. Immutable.
public final class AnswerBook {

  public static final String FOLDER = "answers";

  private static final String SCHEMA = "/answers/answers.schema.json";

  /// More files than any union writes topics.
  private static final int MOST_TOPICS = 200;

  private final List<Topic> topics;

  private AnswerBook(List<Topic> topics) {
    this.topics =
        topics.stream()
            .sorted(Comparator.comparingInt(Topic::order).thenComparing(Topic::id))
            .toList();
  }

  static AnswerBook empty() {
    return new AnswerBook(List.of());
  }

  /// Reads the folder; what is wrong goes to `problems`, and the book holds the rest. A missing
  /// folder is an empty book.
  public static AnswerBook read(Path folder, Problems problems) {
    List<Topic> topics = new ArrayList<>();
    for (Path file : files(folder, problems)) {
      YamlFile.read(file, problems)
          .filter(yaml -> yaml.fits(SCHEMA, problems))
          .flatMap(yaml -> topic(file, yaml, problems))
          .ifPresent(topics::add);
    }
    Set<String> claimed = new HashSet<>();
    for (Topic topic : topics) {
      for (String reason : topic.reasons()) {
        if (!claimed.add(reason)) {
          problems.add(
              topic.id() + ".yaml", 0, "reasons", reason + " leads to two topics", "keep it once");
        }
      }
    }
    return new AnswerBook(topics);
  }

  static List<Path> files(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[a-z0-9-]+\\.yaml"))
          .sorted()
          .limit(MOST_TOPICS)
          .toList();
    } catch (IOException e) {
      problems.add(
          Problem.of(folder.toString(), "cannot be read: " + e.getMessage(), "check its rights"));
      return List.of();
    }
  }

  private static Optional<Topic> topic(Path file, YamlFile yaml, Problems problems) {
    JsonNode root = yaml.root();
    String written = root.path("validUntil").asString();
    try {
      return Optional.of(
          new Topic(
              file.getFileName().toString().replaceFirst("\\.yaml$", ""),
              root.path("order").asInt(100),
              text(root.path("label")),
              Set.copyOf(names(root.path("reasons"))),
              Set.copyOf(names(root.path("steps"))),
              Set.copyOf(names(root.path("queues"))),
              root.path("source").asString(),
              LocalDate.parse(written),
              texts(root.path("ask")),
              names(root.path("prompts")),
              texts(root.path("do"))));
    } catch (DateTimeException e) {
      problems.add(
          yaml.name(),
          yaml.line("/validUntil"),
          "validUntil",
          "is " + written + ", which no calendar has",
          "give a day such as 2027-05-31");
      return Optional.empty();
    }
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(one -> names.add(one.asString()));
    return List.copyOf(names);
  }

  private static List<Map<String, String>> texts(JsonNode array) {
    List<Map<String, String>> texts = new ArrayList<>();
    array.forEach(one -> texts.add(text(one)));
    return List.copyOf(texts);
  }

  private static Map<String, String> text(JsonNode node) {
    Map<String, String> words = new HashMap<>();
    node.properties().forEach(entry -> words.put(entry.getKey(), entry.getValue().asString()));
    return Map.copyOf(words);
  }

  public List<Topic> topics() {
    return topics;
  }

  public Optional<Topic> topic(String id) {
    return topics.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// The topic of a call: the script's own word for it first, then the last step that belongs to
  /// one, then the queue.
  ///
  /// @param reason why the script gave the caller to a queue; empty when it did not
  /// @param steps  entered, in order
  /// @param queue  empty when none
  Optional<Topic> of(String reason, List<String> steps, String queue) {
    Optional<Topic> byReason =
        topics.stream().filter(one -> one.reasons().contains(reason)).findFirst();
    if (byReason.isPresent() && byReason.get().order() < GENERAL) {
      return byReason;
    }
    for (String step : steps.reversed()) {
      Optional<Topic> byStep =
          topics.stream()
              .filter(one -> one.order() < GENERAL && one.steps().contains(step))
              .findFirst();
      if (byStep.isPresent()) {
        return byStep;
      }
    }
    return topics.stream()
        .filter(one -> one.queues().contains(queue))
        .findFirst()
        .or(() -> byReason)
        .or(() -> topics.isEmpty() ? Optional.empty() : Optional.of(topics.getLast()));
  }

  /// From this place in the list on, a topic is what is left when nothing else is known.
  private static final int GENERAL = 90;

  /// Topics in whose words every word of the query is found, in any language.
  ///
  /// @param spoken what a prompt says, in all languages together
  List<Topic> search(String query, java.util.function.Function<String, String> spoken) {
    List<String> wanted =
        Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(8)
            .toList();
    return topics.stream()
        .filter(
            topic -> {
              String words = words(topic, spoken);
              return wanted.stream().allMatch(words::contains);
            })
        // Whose name says it comes before whose answers only mention it.
        .sorted(Comparator.comparingInt(topic -> named(topic, wanted) ? 0 : 1))
        .toList();
  }

  private static boolean named(Topic topic, List<String> wanted) {
    String labels = String.join(" ", topic.label().values()).toLowerCase(Locale.ROOT);
    return wanted.stream().allMatch(labels::contains);
  }

  private static String words(Topic topic, java.util.function.Function<String, String> spoken) {
    StringBuilder words = new StringBuilder(topic.id()).append(' ');
    topic.label().values().forEach(one -> words.append(one).append(' '));
    Stream.concat(topic.ask().stream(), topic.act().stream())
        .forEach(text -> text.values().forEach(one -> words.append(one).append(' ')));
    topic.reasons().forEach(one -> words.append(one).append(' '));
    topic.prompts().forEach(one -> words.append(spoken.apply(one)).append(' '));
    return words.toString().toLowerCase(Locale.ROOT);
  }
}
