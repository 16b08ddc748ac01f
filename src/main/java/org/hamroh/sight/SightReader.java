package org.hamroh.sight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.audit.BulkWatch;
import org.hamroh.web.Role;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// Reads `deploy/sight.yaml`.
final class SightReader {

  /// A glass stays open for a day at most, and nobody counts looks over more.
  private static final int MOST_MINUTES = 24 * 60;

  /// More persons are on no page of ours.
  private static final int MOST_LOOKS = 10_000;

  private final YamlFile yaml;
  private final Problems problems;

  private SightReader(YamlFile yaml, Problems problems) {
    this.yaml = yaml;
    this.problems = problems;
  }

  /// @throws ProblemsException with every mistake
  static Sight read(Path file) {
    Problems problems = new Problems();
    Optional<Sight> sight =
        YamlFile.read(file, problems).map(yaml -> new SightReader(yaml, problems).all());
    problems.throwIfAny();
    return sight.orElseThrow();
  }

  private Sight all() {
    Sight.Limits limits =
        new Sight.Limits(
            Duration.ofMinutes(number("glassMinutes", MOST_MINUTES)),
            new BulkWatch.Limit(
                number("bulkLooks", MOST_LOOKS),
                Duration.ofMinutes(number("bulkMinutes", MOST_MINUTES))));
    List<SeenThing> things = new ArrayList<>();
    yaml.root()
        .path("things")
        .properties()
        .forEach(one -> things.add(thing(one.getKey(), one.getValue())));
    if (things.isEmpty()) {
      wrong("/things", "things", "are missing", "name what is kept of persons");
    }
    return new Sight(limits, things, Set.copyOf(texts(yaml.root().path("frame"))));
  }

  private int number(String name, int most) {
    int value = yaml.root().path("limits").path(name).asInt(0);
    if (value < 1 || value > most) {
      wrong("/limits/" + name, name, "is no number from 1 to " + most, "give one");
      return 1;
    }
    return value;
  }

  private SeenThing thing(String name, JsonNode node) {
    String pointer = "/things/" + name;
    Map<String, Map<Role, Cell>> fields = new LinkedHashMap<>();
    JsonNode rows = node.path("fields");
    for (int i = 0; i < rows.size(); i++) {
      row(pointer + "/fields/" + i, rows.get(i), fields);
    }
    SeenThing thing =
        new SeenThing(name, texts(node.path("at")), texts(node.path("whole")), fields);
    for (String address : thing.at()) {
      if (!address.matches("(GET|POST) /\\S*")) {
        wrong(pointer, address, "is no address", "write GET or POST, a space and the path");
      } else if (!address.contains(" /api/")) {
        page(pointer, thing, address);
      }
    }
    if ((thing.at().isEmpty() && thing.whole().isEmpty()) || fields.isEmpty()) {
      wrong(pointer, name, "has no addresses or no fields", "give it \"at\" and \"fields\"");
    }
    return thing;
  }

  private void row(String pointer, JsonNode row, Map<String, Map<Role, Cell>> fields) {
    Map<Role, Cell> cells = new EnumMap<>(Role.class);
    for (var one : row.properties()) {
      if (one.getKey().equals("of")) {
        continue;
      }
      Optional<Role> role = Role.of(one.getKey());
      Optional<Cell> cell = Cell.of(one.getValue().asString(""));
      if (role.isEmpty() || cell.isEmpty()) {
        wrong(
            pointer,
            one.getKey() + ": " + one.getValue().asString(""),
            "is no role with a way of seeing",
            "a role, and all, own, glass, reason or last2; leave out who sees nothing");
      } else {
        cells.put(role.get(), cell.get());
      }
    }
    for (String field : texts(row.path("of"))) {
      if (fields.put(field, cells) != null) {
        wrong(pointer, field, "stands here twice", "keep one");
      }
    }
  }

  /// A page is made whole: who may open it sees every field of the thing that it shows.
  private void page(String pointer, SeenThing thing, String address) {
    Set<Role> seeing = new HashSet<>();
    thing.fields().values().forEach(cells -> seeing.addAll(cells.keySet()));
    for (Role role : seeing) {
      thing.fields().keySet().stream()
          .filter(field -> thing.cell(field, role) == Cell.NONE)
          .findFirst()
          .ifPresent(
              field ->
                  wrong(
                      pointer,
                      role.word() + " " + field,
                      "cannot be left out of " + address + ": a page shows all fields or none",
                      "give the role every field, or none"));
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return texts;
  }

  private void wrong(String pointer, String key, String message, String remedy) {
    problems.add(yaml.name(), yaml.line(pointer), key, message, remedy);
  }
}
