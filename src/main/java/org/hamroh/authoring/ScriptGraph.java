package org.hamroh.authoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hamroh.ivr.Everywhere;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.Script;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Step.Way;
import org.hamroh.ivr.step.Target;
import org.hamroh.ivr.step.ToQueue;
import org.hamroh.voice.PromptText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// All scripts of one state as a graph to be drawn: steps are nodes, ways are edges. Scripts whose
/// file is broken are named but have no nodes.
///
/// @param of      `published`, `draft` or a version's number
/// @param scripts one a file
/// @param numbers which script answers which dialled number
public record ScriptGraph(
    String of,
    List<File> scripts,
    List<Node> nodes,
    List<Edge> edges,
    Map<String, String> numbers) {

  /// One script.
  ///
  /// @param everywhere where `0`, `#`, `9` and `otherwise` lead, as node ids
  /// @param entries    steps, besides the first, at which a call may come in
  public record File(
      String name,
      String path,
      boolean broken,
      Map<String, String> everywhere,
      List<String> entries) {}

  /// One step.
  ///
  /// @param id     `hotline/main`, as other steps name it
  /// @param kind   `menu`, `play`, `queue`…
  /// @param line   where it stands in its file
  /// @param first  whether a call begins here when it comes to this script
  /// @param fields the step as it stands in the file
  /// @param queue  where it hands callers to, empty for other kinds
  public record Node(
      String id,
      String script,
      String step,
      String kind,
      int line,
      boolean first,
      JsonNode fields,
      String queue,
      List<Said> prompts,
      List<ProblemView> problems) {}

  /// A prompt in a step.
  ///
  /// @param field  where it stands in the step: `intro/0`
  /// @param texts  by language
  /// @param gloss  what it says, in English
  public record Said(
      String field,
      String name,
      boolean once,
      boolean locked,
      String gloss,
      Map<String, Text> texts) {}

  /// A prompt in one language.
  ///
  /// @param sound      where it can be heard
  /// @param validUntil last day on which it may be played, absent: for ever
  public record Text(
      String text,
      String sound,
      String source,
      boolean legalReview,
      @Nullable String reviewedOn,
      @Nullable String validUntil,
      String owner) {}

  /// A way from a step to another.
  ///
  /// @param field where it stands in the step: `keys/3`, `then`, `otherwise`
  /// @param key   that leads this way, absent when none is needed
  public record Edge(String from, String to, String field, @Nullable String key) {}

  static ScriptGraph of(Of of, ScriptReading reading, SiteRules rules) {
    Map<String, ReadScript> read = new LinkedHashMap<>();
    reading.scripts().forEach(one -> read.put(one.script().name(), one));
    List<ProblemView> problems = reading.problems().stream().map(ProblemView::of).toList();
    List<File> files = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (String path : reading.files().texts().keySet()) {
      if (path.indexOf('/') >= 0) {
        continue;
      }
      String name = path.replaceFirst("\\.yaml$", "");
      ReadScript script = read.get(name);
      if (script == null) {
        if (problems.stream().anyMatch(problem -> problem.file().equals(path))) {
          files.add(new File(name, path, true, Map.of(), List.of()));
        }
        continue;
      }
      files.add(file(path, script.script()));
      for (Step step : script.script().steps().values()) {
        Node node = node(of, script, step, reading, rules, problems);
        nodes.add(node);
        for (Way way : step.ways()) {
          edges.add(new Edge(node.id(), way.to().toString(), way.field(), key(way)));
        }
      }
    }
    return new ScriptGraph(of.word(), files, nodes, edges, new TreeMap<>(rules.numbers()));
  }

  private static @Nullable String key(Way way) {
    return way.field().startsWith("keys/") ? way.field().substring("keys/".length()) : null;
  }

  private static File file(String path, Script script) {
    Everywhere keys = script.everywhere();
    Map<String, String> everywhere = new LinkedHashMap<>();
    everywhere.put("0", keys.operator().toString());
    everywhere.put("#", keys.mainMenu().toString());
    everywhere.put("9", keys.cover().toString());
    everywhere.put("otherwise", keys.otherwise().toString());
    return new File(script.name(), path, false, everywhere, script.entries());
  }

  private static Node node(
      Of of,
      ReadScript read,
      Step step,
      ScriptReading reading,
      SiteRules rules,
      List<ProblemView> problems) {
    Script script = read.script();
    List<Said> prompts = step.said().stream().map(said -> said(of, said, reading, rules)).toList();
    return new Node(
        new Target(script.name(), step.name()).toString(),
        script.name(),
        step.name(),
        read.kind(step.name()),
        read.line(step.name(), ""),
        script.first().name().equals(step.name()),
        read.fields(step.name()),
        step instanceof ToQueue queue ? queue.queue() : "",
        prompts,
        problems.stream()
            .filter(
                problem ->
                    problem.script().equals(script.name()) && problem.step().equals(step.name())
                        || prompts.stream().anyMatch(one -> problem.prompt().equals(one.name())))
            .toList());
  }

  private static Said said(Of of, Step.Said said, ScriptReading reading, SiteRules rules) {
    String name = said.prompt().name();
    Map<String, Text> texts =
        rules.languages().stream()
            .flatMap(language -> reading.prompts().text(language, name).stream())
            .collect(
                Collectors.toMap(
                    PromptText::language,
                    text -> text(of, text),
                    (one, other) -> one,
                    LinkedHashMap::new));
    return new Said(
        said.field(),
        name,
        said.prompt().once(),
        said.prompt().locked(),
        reading.prompts().gloss(name).orElse(""),
        texts);
  }

  private static Text text(Of of, PromptText text) {
    return new Text(
        text.text(),
        "/api/v1/sounds/%s?prompt=%s&of=%s".formatted(text.language(), text.name(), of.word()),
        text.source(),
        text.legalReview(),
        day(text.reviewedOn()),
        day(text.validUntil()),
        text.owner().orElse(""));
  }

  private static @Nullable String day(Optional<java.time.LocalDate> day) {
    return day.map(java.time.LocalDate::toString).orElse(null);
  }
}
