package org.hamroh.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the API is described to tell has a rule: a field without one would be left out of the
/// answer.
final class SightApiTest {

  private static final Path DOCUMENT = Path.of("src/main/resources/web/openapi.yaml");
  private static final String API = "/api/v1";

  private final Sight sight = Sight.read(Path.of(""));
  private final JsonNode document = read();
  private final Set<String> missing = new TreeSet<>();

  private static JsonNode read() {
    Problems problems = new Problems();
    try {
      return YamlFile.parse(
              "openapi.yaml", Files.readString(DOCUMENT), UnaryOperator.identity(), problems)
          .orElseThrow(() -> new AssertionError(problems.list().toString()))
          .root();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyFieldThatTheApiTellsOfAPersonHasARule() {
    List<String> addresses =
        sight.addresses().stream().filter(one -> one.contains(" " + API + "/")).toList();

    addresses.forEach(this::check);

    assertThat(addresses).hasSizeGreaterThan(20);
    assertThat(missing).isEmpty();
  }

  private void check(String address) {
    Set<String> ruled = new HashSet<>(sight.frame());
    sight.at(address).forEach(thing -> ruled.addAll(thing.fields().keySet()));
    String[] parts = address.split(" ", 2);
    JsonNode answers =
        document
            .path("paths")
            .path(parts[1].substring(API.length()))
            .path(parts[0].toLowerCase(java.util.Locale.ROOT))
            .path("responses");
    answers.properties().stream()
        .filter(one -> one.getKey().startsWith("2"))
        .forEach(
            one ->
                walk(
                    address,
                    resolved(one.getValue())
                        .path("content")
                        .path("application/json")
                        .path("schema"),
                    ruled,
                    Set.of()));
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.at(found.path("$ref").asString().substring(1));
    }
    return found;
  }

  private void walk(String address, JsonNode schema, Set<String> ruled, Set<String> above) {
    Set<String> seen = new HashSet<>(above);
    if (schema.has("$ref") && !seen.add(schema.path("$ref").asString())) {
      return; // a thing within itself
    }
    JsonNode node = resolved(schema);
    for (String several : List.of("allOf", "anyOf", "oneOf")) {
      node.path(several).forEach(one -> walk(address, one, ruled, seen));
    }
    if (node.has("items")) {
      walk(address, node.path("items"), ruled, seen);
    }
    node.path("properties")
        .properties()
        .forEach(
            field -> {
              if (ruled.contains(field.getKey())) {
                return;
              }
              if (isContainer(field.getValue())) {
                walk(address, field.getValue(), ruled, seen);
              } else {
                missing.add(address + " " + field.getKey());
              }
            });
  }

  /// A list of plain values is told like one value: by its own name.
  private boolean isContainer(JsonNode schema) {
    JsonNode node = resolved(schema);
    if (node.has("items")) {
      return isContainer(node.path("items"));
    }
    return node.has("properties")
        || List.of("allOf", "anyOf", "oneOf").stream().anyMatch(node::has)
        || node.path("type").toString().contains("object");
  }
}
