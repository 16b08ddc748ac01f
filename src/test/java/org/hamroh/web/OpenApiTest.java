package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    for (Class<?> room : rooms()) {
      Doors doors = new Doors(0);
      made(room).mount(doors);
      for (Doors.Door door : doors.inOrder()) {
        if (door.path().startsWith("/api/")) {
          routes.add(door.method() + " " + door.path());
        }
      }
    }
    return routes;
  }

  private static List<? extends Class<?>> rooms() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hamroh")
            .stream()
            .filter(type -> type.isAssignableTo(Routes.class) && !type.isInterface())
            .map(type -> type.reflect())
            .toList();
  }

  /// Mounting needs nothing of what a room works with.
  private static Routes made(Class<?> room) {
    try {
      Constructor<?> constructor = room.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object[] nothing =
          Arrays.stream(constructor.getParameterTypes()).map(OpenApiTest::nothing).toArray();
      return (Routes) constructor.newInstance(nothing);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(room + " cannot be made without its parts", e);
    }
  }

  private static Object nothing(Class<?> type) {
    if (type == String.class) {
      return "";
    }
    return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
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
