package org.hamroh.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;

/// All practice calls by name, and what is wrong with them.
public final class PracticeScripts {

  /// Where they lie below the checkout.
  public static final Path FOLDER = Path.of("forms", "practice-calls");

  private static final String SCHEMA = "/forms/practice-call.schema.json";

  private PracticeScripts() {}

  /// @param home the checkout
  /// @return those without mistakes; the mistakes of the others are among the problems
  public static Map<String, PracticeScript> read(Path home, Problems problems) {
    Map<String, PracticeScript> scripts = new TreeMap<>();
    for (Path file : files(home.resolve(FOLDER), problems)) {
      String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
      YamlFile.read(file, problems)
          .flatMap(yaml -> script(yaml, problems))
          .ifPresent(script -> scripts.put(name, script));
    }
    return scripts;
  }

  private static List<Path> files(Path folder, Problems problems) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      problems.add(folder.toString(), 0, "", "cannot be read: " + e.getMessage(), "bring it back");
      return List.of();
    }
  }

  static Optional<PracticeScript> script(YamlFile file, Problems problems) {
    if (!file.fits(SCHEMA, problems)) {
      return Optional.empty();
    }
    PracticeScript script = file.bind(PracticeScript.class);
    int before = problems.list().size();
    check(file, script, problems);
    return problems.list().size() > before ? Optional.empty() : Optional.of(script);
  }

  private static void check(YamlFile file, PracticeScript script, Problems problems) {
    Set<String> names = script.scenes().keySet();
    if (!names.contains(script.start())) {
      problems.add(
          file.name(), file.line("/start"), "start", "is no scene", "name one of the scenes");
      return;
    }
    script
        .scenes()
        .forEach(
            (name, scene) -> {
              String at = "/scenes/" + name;
              next(scene).stream()
                  .filter(to -> !names.contains(to))
                  .forEach(
                      to ->
                          problems.add(
                              file.name(),
                              file.line(at),
                              name,
                              "leads to " + to,
                              "name one of the scenes"));
              if (!scene.isEnd() && scene.silence() == null) {
                problems.add(
                    file.name(),
                    file.line(at),
                    name,
                    "waits for ever",
                    "say what comes after silence, or \"end: true\"");
              }
            });
    if (problems.isEmpty()) {
      Set<String> reached = reached(script);
      names.stream()
          .filter(name -> !reached.contains(name))
          .forEach(
              name ->
                  problems.add(
                      file.name(),
                      file.line("/scenes/" + name),
                      name,
                      "is never reached",
                      "let a key or a silence lead to it"));
    }
    if (script.languages().isEmpty()) {
      problems.add(
          file.name(),
          file.line("/scenes"),
          "says",
          "no language is spoken in all scenes",
          "write each scene in one language at least");
    }
  }

  private static Set<String> next(PracticeScript.Scene scene) {
    Set<String> next = new HashSet<>();
    scene.moves().values().forEach(move -> next.add(move.to()));
    if (scene.silence() != null) {
      next.add(scene.silence().to());
    }
    return next;
  }

  private static Set<String> reached(PracticeScript script) {
    Set<String> reached = new HashSet<>();
    Set<String> now = Set.of(script.start());
    while (!now.isEmpty()) { // each round brings a scene that was not there, or ends
      reached.addAll(now);
      Set<String> next = new HashSet<>();
      now.forEach(name -> next.addAll(next(script.scene(name))));
      next.removeAll(reached);
      now = next;
    }
    return reached;
  }
}
