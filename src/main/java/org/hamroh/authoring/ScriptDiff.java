package org.hamroh.authoring;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.hamroh.yaml.YamlFiles;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What has changed between two states, for people: words first, then steps, then the files line by
/// line.
///
/// @param from    `published`, `draft` or a number
/// @param prompts texts that are new, gone or changed
/// @param steps   steps that are new, gone, changed or moved
/// @param files   all files that differ
public record ScriptDiff(
    String from,
    String to,
    List<PromptChange> prompts,
    List<StepChange> steps,
    List<FileChange> files) {

  /// Lines of context around a change.
  private static final int CONTEXT = 3;

  private static final String PROMPTS = "prompts/";

  /// @param how       `added`, `removed` or `changed`
  /// @param languages what it said and says, where that differs, by language (`en` is the gloss)
  /// @param fields    other fields that differ: `tg.validUntil`
  public record PromptChange(
      String name, String how, Map<String, OldNew> languages, List<FieldChange> fields) {}

  /// @param id  `work/wages`; `work` alone stands for what the script says beside its steps
  /// @param how `added`, `removed`, `changed` or `moved`
  public record StepChange(
      String id, String script, String step, String how, List<FieldChange> fields) {}

  /// @param field    `keys/3`, `timeout`, empty for a value as a whole
  /// @param old      absent: there was none
  public record FieldChange(String field, @Nullable String old, @Nullable String now) {}

  public record OldNew(@Nullable String old, @Nullable String now) {}

  /// @param how     `added`, `removed` or `changed`
  /// @param unified as `diff -u` writes it
  public record FileChange(String path, String how, List<String> unified) {}

  /// @param from how the older is called
  public static ScriptDiff between(String from, ScriptReading old, String to, ScriptReading now) {
    return new ScriptDiff(
        from,
        to,
        prompts(old.files(), now.files()),
        steps(old, now),
        files(old.files(), now.files()));
  }

  /// The files that differ.
  public static List<FileChange> files(YamlFiles old, YamlFiles now) {
    return Versions.different(old, now).stream()
        .map(
            path -> {
              List<String> before = lines(old, path);
              List<String> after = lines(now, path);
              return new FileChange(
                  path,
                  how(old.text(path).isPresent(), now.text(path).isPresent()),
                  UnifiedDiffUtils.generateUnifiedDiff(
                      path, path, before, DiffUtils.diff(before, after), CONTEXT));
            })
        .toList();
  }

  private static List<String> lines(YamlFiles files, String path) {
    return files.text(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  private static String how(boolean before, boolean after) {
    return !before ? "added" : after ? "changed" : "removed";
  }

  private static List<PromptChange> prompts(YamlFiles old, YamlFiles now) {
    Map<String, Map<String, JsonNode>> before = promptsOf(old);
    Map<String, Map<String, JsonNode>> after = promptsOf(now);
    Set<String> languages = new TreeSet<>(before.keySet());
    languages.addAll(after.keySet());
    Set<String> names = new LinkedHashSet<>();
    before.values().forEach(texts -> names.addAll(texts.keySet()));
    after.values().forEach(texts -> names.addAll(texts.keySet()));
    List<PromptChange> changes = new ArrayList<>();
    for (String name : names) {
      Map<String, OldNew> texts = new LinkedHashMap<>();
      List<FieldChange> fields = new ArrayList<>();
      for (String language : languages) {
        JsonNode one = before.getOrDefault(language, Map.of()).get(name);
        JsonNode other = after.getOrDefault(language, Map.of()).get(name);
        for (FieldChange change : changes(one, other)) {
          if (change.field().equals("text")) {
            texts.put(language, new OldNew(change.old(), change.now()));
          } else {
            fields.add(
                new FieldChange(language + "." + change.field(), change.old(), change.now()));
          }
        }
      }
      if (!texts.isEmpty() || !fields.isEmpty()) {
        boolean was = before.values().stream().anyMatch(all -> all.containsKey(name));
        boolean is = after.values().stream().anyMatch(all -> all.containsKey(name));
        changes.add(new PromptChange(name, how(was, is), texts, fields));
      }
    }
    return changes;
  }

  /// The prompts of each language; a file that cannot be read has none.
  private static Map<String, Map<String, JsonNode>> promptsOf(YamlFiles files) {
    Map<String, Map<String, JsonNode>> byLanguage = new TreeMap<>();
    for (String path : files.texts().keySet()) {
      if (path.startsWith(PROMPTS)) {
        String language = path.substring(PROMPTS.length()).replaceFirst("\\.yaml$", "");
        Map<String, JsonNode> texts = new LinkedHashMap<>();
        files
            .file(path, new Problems())
            .map(YamlFile::root)
            .ifPresent(root -> root.properties().forEach(e -> texts.put(e.getKey(), e.getValue())));
        byLanguage.put(language, texts);
      }
    }
    return byLanguage;
  }

  private static List<StepChange> steps(ScriptReading old, ScriptReading now) {
    Map<String, ReadScript> before = byName(old);
    Map<String, ReadScript> after = byName(now);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<StepChange> changes = new ArrayList<>();
    for (String name : names) {
      @Nullable ReadScript one = before.get(name);
      @Nullable ReadScript other = after.get(name);
      List<FieldChange> around = changes(outside(one), outside(other));
      if (!around.isEmpty()) {
        changes.add(new StepChange(name, name, "", how(one != null, other != null), around));
      }
      List<String> stepsBefore = stepNames(one);
      List<String> stepsAfter = stepNames(other);
      Set<String> steps = new LinkedHashSet<>(stepsAfter);
      steps.addAll(stepsBefore);
      Set<String> moved = moved(stepsBefore, stepsAfter);
      for (String step : steps) {
        List<FieldChange> fields = changes(fields(one, step), fields(other, step));
        boolean was = stepsBefore.contains(step);
        boolean is = stepsAfter.contains(step);
        if (!fields.isEmpty()) {
          changes.add(new StepChange(name + "/" + step, name, step, how(was, is), fields));
        } else if (moved.contains(step)) {
          changes.add(new StepChange(name + "/" + step, name, step, "moved", List.of()));
        }
      }
    }
    return changes;
  }

  /// Steps that are in both but in another order: those that the longest common order leaves out.
  private static Set<String> moved(List<String> before, List<String> after) {
    List<String> kept = after.stream().filter(before::contains).toList();
    List<String> was = before.stream().filter(after::contains).toList();
    Set<String> moved = new LinkedHashSet<>();
    DiffUtils.diff(was, kept)
        .getDeltas()
        .forEach(delta -> moved.addAll(delta.getTarget().getLines()));
    return moved;
  }

  private static Map<String, ReadScript> byName(ScriptReading reading) {
    Map<String, ReadScript> byName = new LinkedHashMap<>();
    reading.scripts().forEach(one -> byName.put(one.script().name(), one));
    return byName;
  }

  private static List<String> stepNames(@Nullable ReadScript script) {
    return script == null ? List.of() : List.copyOf(script.script().steps().keySet());
  }

  private static @Nullable JsonNode fields(@Nullable ReadScript script, String step) {
    return script == null || !script.script().steps().containsKey(step)
        ? null
        : script.fields(step);
  }

  /// What a script says beside its steps: where the fixed keys lead, its entries.
  private static @Nullable JsonNode outside(@Nullable ReadScript script) {
    if (script == null) {
      return null;
    }
    var node = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    script
        .source()
        .root()
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("steps")) {
                node.set(field.getKey(), field.getValue());
              }
            });
    return node;
  }

  /// Every value that differs, by its place.
  private static List<FieldChange> changes(@Nullable JsonNode old, @Nullable JsonNode now) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    flatten(old, "", before);
    flatten(now, "", after);
    Set<String> fields = new LinkedHashSet<>(after.keySet());
    fields.addAll(before.keySet());
    return fields.stream()
        .filter(field -> !Objects.equals(before.get(field), after.get(field)))
        .map(field -> new FieldChange(field, before.get(field), after.get(field)))
        .toList();
  }

  private static void flatten(@Nullable JsonNode node, String at, Map<String, String> into) {
    if (node == null || node.isMissingNode()) {
      return;
    }
    String below = at.isEmpty() ? "" : at + "/";
    if (node.isObject()) {
      node.properties().forEach(field -> flatten(field.getValue(), below + field.getKey(), into));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(node.get(i), below + i, into);
      }
    } else {
      into.put(at, node.asString());
    }
  }
}
