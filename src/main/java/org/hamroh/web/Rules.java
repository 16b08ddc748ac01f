package org.hamroh.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFile;
import tools.jackson.databind.JsonNode;

/// Who may open what: one line for each address, as `deploy/roles.yaml` has them.
/// ```yaml
/// groups:
///   desk: [operator, supervisor]
/// console:
///   GET /calls/{id}: desk            # a group, a role, or a list of roles
/// ```
/// An address that no line names is open to nobody. A line may let in fewer than the page was made
/// for, never more: what a role must not see is partly cut away inside the page.
public final class Rules {

  private static final Rules AS_MADE = new Rules("", Map.of(), Map.of());

  /// Each address is as open as its room made it.
  public static Rules asMade() {
    return AS_MADE;
  }

  private static final String GROUPS = "groups";

  private final String file;
  private final Map<String, Set<Role>> roles;
  private final Map<String, Integer> lines;

  private Rules(String file, Map<String, Set<Role>> roles, Map<String, Integer> lines) {
    this.file = file;
    this.roles = Map.copyOf(roles);
    this.lines = Map.copyOf(lines);
  }

  /// @throws ProblemsException with every mistake
  public static Rules read(Path file) {
    Problems problems = new Problems();
    Optional<YamlFile> read = YamlFile.read(file, problems);
    Map<String, Set<Role>> roles = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    read.ifPresent(yaml -> new Reading(yaml, problems, roles, lines).all());
    problems.throwIfAny();
    return new Rules(file.toString(), roles, lines);
  }

  private record Reading(
      YamlFile yaml, Problems problems, Map<String, Set<Role>> roles, Map<String, Integer> lines) {

    void all() {
      Map<String, Set<Role>> groups = new HashMap<>();
      yaml.root()
          .path(GROUPS)
          .properties()
          .forEach(
              group ->
                  groups.put(
                      group.getKey(),
                      roles(group.getValue(), Map.of(), at(GROUPS, group.getKey()))));
      for (var section : yaml.root().properties()) {
        if (!section.getKey().equals(GROUPS)) {
          for (var rule : section.getValue().properties()) {
            String pointer = at(section.getKey(), rule.getKey());
            if (!rule.getKey().matches("(GET|POST) /\\S*")) {
              problems.add(
                  yaml.name(),
                  yaml.line(pointer),
                  rule.getKey(),
                  "is no address",
                  "write GET or POST, a space and the path");
            } else if (roles.containsKey(rule.getKey())) {
              problems.add(
                  yaml.name(), yaml.line(pointer), rule.getKey(), "stands here twice", "keep one");
            }
            roles.put(rule.getKey(), roles(rule.getValue(), groups, pointer));
            lines.put(rule.getKey(), yaml.line(pointer));
          }
        }
      }
    }

    private static String at(String section, String key) {
      return "/" + section + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private Set<Role> roles(JsonNode value, Map<String, Set<Role>> groups, String pointer) {
      Set<Role> found = EnumSet.noneOf(Role.class);
      List<JsonNode> names = new ArrayList<>();
      if (value.isArray()) {
        value.forEach(names::add);
      } else {
        names.add(value);
      }
      for (JsonNode one : names) {
        String name = one.asString("");
        Set<Role> group = groups.get(name);
        Optional<Role> role = Role.of(name);
        if (group != null) {
          found.addAll(group);
        } else if (role.isPresent()) {
          found.add(role.get());
        } else {
          problems.add(
              yaml.name(),
              yaml.line(pointer),
              name,
              "is no role and no group",
              "give one of " + names(EnumSet.allOf(Role.class)) + ", or a group of this file");
        }
      }
      return found;
    }
  }

  /// The same doors, open to whom the file says.
  ///
  /// @throws ProblemsException when a door has no line, a line no door, or a line lets in more than
  ///     the door was made for
  List<Doors.Door> over(List<Doors.Door> doors) {
    if (this == AS_MADE) {
      return doors;
    }
    Problems problems = new Problems();
    Map<String, Doors.Door> made = new LinkedHashMap<>();
    doors.forEach(door -> made.put(door.name(), door));
    made.forEach(
        (name, door) -> {
          Set<Role> wanted = roles.get(name);
          if (wanted == null) {
            problems.add(
                file,
                0,
                name,
                "is named nowhere",
                "add the line \"" + name + ": [" + names(door.roles()) + "]\"");
          } else if (!door.roles().containsAll(wanted)) {
            Set<Role> more = EnumSet.copyOf(wanted);
            more.removeAll(door.roles());
            problems.add(
                file,
                lines.getOrDefault(name, 0),
                name,
                "was not made for " + names(more),
                "take this role out of the line");
          }
        });
    roles
        .keySet()
        .forEach(
            name -> {
              if (!made.containsKey(name)) {
                problems.add(
                    file,
                    lines.getOrDefault(name, 0),
                    name,
                    "is no address of ours",
                    "take the line out");
              }
            });
    problems.throwIfAny();
    return doors.stream()
        .map(door -> door.openTo(roles.getOrDefault(door.name(), Set.of())))
        .toList();
  }

  static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }

  /// Every mistake of the file that can be told without the doors, for `./hamroh check`.
  public static List<Problem> problems(Path file) {
    try {
      read(file);
      return List.of();
    } catch (ProblemsException e) {
      return e.problems();
    }
  }
}
