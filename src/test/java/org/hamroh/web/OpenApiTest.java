package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.YamlFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document and the routes of all rooms say the same.
final class OpenApiTest {

  private static final Path DOCUMENT = Path.of("src/main/resources/web/openapi.yaml");

  private static JsonNode document;

  /// Routes that the web server has by itself.
  private static final Set<String> OWN =
      Set.of(
          "GET /health",
          "GET /ready",
          "GET /metrics",
          "GET /api/v1/openapi.yaml",
          "GET /schema/{name}",
          "GET /api/v1/live");

  @BeforeAll
  static void read() throws IOException {
    Problems problems = new Problems();
    document =
        YamlFile.parse(
                "openapi.yaml", Files.readString(DOCUMENT), UnaryOperator.identity(), problems)
            .orElseThrow(() -> new AssertionError(problems.list().toString()))
            .root();
  }

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() {
    assertThat(documented()).isEqualTo(mounted());
  }

  private static Set<String> documented() {
    Set<String> routes = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return routes;
  }

  private static Set<String> mounted() {
    Set<String> routes = new TreeSet<>(OWN);
    for (Doors.Door door : AllDoors.list()) {
      if (door.path().startsWith("/api/")) {
        routes.add(door.name());
      }
    }
    return routes;
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");

    assertThat(references).hasSizeGreaterThan(50);
    for (JsonNode reference : references) {
      String pointer = reference.asString().substring(1);
      assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
  }

  @Test
  void anybodyMayReadTheSchemasOfTheFilesThatStaffWrite(@TempDir Path folder) {
    try (TestSite site = new TestSite(folder).start()) {
      for (String name : List.of("script", "prompts", "hours", "holidays")) {
        var answer = site.browser().get("/schema/" + name + ".schema.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
            .contains("application/schema+json; charset=utf-8");
        assertThat(answer.body()).contains("https://json-schema.org/draft/2020-12/schema");
      }
      assertThat(site.browser().get("/schema/other.schema.json").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anybodyMayReadIt(@TempDir Path folder) {
    try (TestSite site = new TestSite(folder).start()) {
      assertThat(site.browser().get("/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1");
    }
  }
}
