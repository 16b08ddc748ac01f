package org.hamroh.ivr.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The fields of one step as they stand in a script, after the JSON Schema has let them through.
///
/// @param script    the script's name, for targets that name none
/// @param name      the step's name
/// @param node      the step
/// @param otherwise where the script's menus lead in the end, for those that do not say it
public record Fields(String script, String name, JsonNode node, Target otherwise) {

  String text(String field) {
    return node.path(field).asString();
  }

  Optional<String> optionalText(String field) {
    return node.path(field).asStringOpt();
  }

  Target target(String field) {
    return Target.of(text(field), script);
  }

  Target otherwise(String field) {
    return optionalText(field).map(text -> Target.of(text, script)).orElse(otherwise);
  }

  /// A list of words, none when the field is absent.
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(one -> texts.add(one.asString()));
    return List.copyOf(texts);
  }

  int number(String field, int otherwise) {
    return node.path(field).asInt(otherwise);
  }

  boolean has(String field) {
    return node.has(field);
  }

  boolean flag(String field) {
    return node.path(field).asBoolean(false);
  }

  /// `6s`, `3m`.
  Duration duration(String field, Duration otherwise) {
    return optionalText(field).map(Fields::duration).orElse(otherwise);
  }

  private static Duration duration(String text) {
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return text.endsWith("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
  }

  /// One prompt or a list of them, each a name or `{prompt: name, once: true, …}`; none
  /// when the field is absent.
  List<Prompt> prompts(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return List.of();
    }
    List<Prompt> prompts = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      prompts.add(
          item.isString()
              ? Prompt.of(item.asString())
              : new Prompt(
                  item.path("prompt").asString(),
                  item.path("once").asBoolean(false),
                  item.path("locked").asBoolean(false),
                  item.path("foreign").asBoolean(false),
                  item.path("everyLanguage").asBoolean(false)));
    }
    return List.copyOf(prompts);
  }

  /// What stands behind each key: `{1: danger, 2: operator}`.
  SortedMap<Character, String> keys(String field) {
    SortedMap<Character, String> keys = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path(field).properties()) {
      keys.put(entry.getKey().charAt(0), entry.getValue().asString());
    }
    return java.util.Collections.unmodifiableSortedMap(keys);
  }
}
