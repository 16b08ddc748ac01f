package org.hamroh.ivr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hamroh.ivr.step.Fields;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Target;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;
import tools.jackson.databind.JsonNode;

/// Reads scripts from YAML: well-formed, held against the JSON Schema, bound to steps. Whether what
/// they name exists is [ScriptCheck]'s question.
final class ScriptReader {

  static final String SCHEMA = "/ivr-scripts/script.schema.json";

  /// More than any hotline has; a guard against a folder that is not ours.
  private static final int MAX_FILES = 100;

  /// Files beside the scripts that hold what they look up.
  private static final Set<String> DATA = Set.of("hours.yaml");

  private static final int VERSION_DIGITS = 12;

  private ScriptReader() {}

  /// Every script, by name; those with mistakes are left out and told.
  static List<ReadScript> read(YamlFiles files, Problems problems) {
    List<String> paths = files.texts().keySet().stream().filter(ScriptReader::isScript).toList();
    if (paths.isEmpty() || paths.size() > MAX_FILES) {
      problems.add(
          Problem.of(
              files.shown(),
              paths.isEmpty() ? "holds no script" : "holds more than " + MAX_FILES + " scripts",
              "give the folder with hotline.yaml"));
      return List.of();
    }
    List<ReadScript> scripts = new ArrayList<>();
    paths.forEach(path -> read(files, path, problems).ifPresent(scripts::add));
    return scripts;
  }

  private static boolean isScript(String path) {
    return path.indexOf('/') < 0 && !DATA.contains(path);
  }

  private static Optional<ReadScript> read(YamlFiles files, String path, Problems problems) {
    Optional<YamlFile> yaml = files.file(path, problems);
    if (yaml.isEmpty() || !hasOnlyKnownKinds(yaml.get(), problems)) {
      return Optional.empty();
    }
    if (!yaml.get().fits(SCHEMA, problems)) {
      return Optional.empty();
    }
    String name = path.replaceFirst("\\.yaml$", "");
    return bind(name, version(files.text(path).orElseThrow()), yaml.get(), problems);
  }

  /// A step whose kind is misspelt would only be told that it fits no shape; this says which kinds
  /// there are.
  private static boolean hasOnlyKnownKinds(YamlFile yaml, Problems problems) {
    boolean good = true;
    JsonNode steps = yaml.root().path("steps");
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = steps.get(i);
      List<String> kinds = Step.KINDS.keySet().stream().filter(step::has).toList();
      if (kinds.size() != 1) {
        problems.add(
            yaml.name(),
            yaml.line("/steps/" + i),
            "steps." + i,
            kinds.isEmpty() ? "is of no known kind" : "is of several kinds: " + kinds,
            "begin it with one of " + String.join(", ", Step.KINDS.keySet()));
        good = false;
      }
    }
    return good;
  }

  private static Optional<ReadScript> bind(
      String name, String version, YamlFile yaml, Problems problems) {
    JsonNode root = yaml.root();
    JsonNode keys = root.path("everywhere");
    Everywhere everywhere =
        new Everywhere(
            Target.of(keys.path("0").asString(), name),
            Target.of(keys.path("#").asString(), name),
            Target.of(keys.path("9").asString(), name),
            Target.of(keys.path("otherwise").asString(), name),
            languages(keys));
    Map<String, Step> steps = new LinkedHashMap<>();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    boolean good = true;
    for (int i = 0; i < root.path("steps").size(); i++) {
      JsonNode node = root.path("steps").get(i);
      Map.Entry<String, Function<Fields, Step>> kind =
          Step.KINDS.entrySet().stream()
              .filter(known -> node.has(known.getKey()))
              .findFirst()
              .orElseThrow();
      String stepName = node.path(kind.getKey()).asString();
      Step step = kind.getValue().apply(new Fields(name, stepName, node, everywhere.otherwise()));
      if (steps.putIfAbsent(stepName, step) != null) {
        problems.add(
            yaml.name(),
            yaml.line("/steps/" + i + "/" + kind.getKey()),
            stepName,
            "is also the name of the step on line "
                + yaml.line("/steps/" + numbers.getOrDefault(stepName, 0)),
            "give each step a name of its own");
        good = false;
      }
      numbers.putIfAbsent(stepName, i);
    }
    List<String> entries = new ArrayList<>();
    root.path("entries").forEach(entry -> entries.add(entry.asString()));
    Set<String> alreadySaid = new LinkedHashSet<>();
    root.path("alreadySaid").forEach(prompt -> alreadySaid.add(prompt.asString()));
    Script script =
        new Script(
            name,
            version,
            everywhere,
            List.copyOf(entries),
            Set.copyOf(alreadySaid),
            java.util.Collections.unmodifiableMap(steps));
    return good ? Optional.of(new ReadScript(script, yaml, Map.copyOf(numbers))) : Optional.empty();
  }

  private static List<String> languages(JsonNode keys) {
    List<String> languages = new ArrayList<>();
    keys.path("8").forEach(language -> languages.add(language.asString()));
    return List.copyOf(languages);
  }

  private static String version(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
