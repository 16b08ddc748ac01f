package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No table comes into the store without somebody having decided how long its rows are kept and
/// what an erasure does with them.
final class EveryTableTest {

  private static final Path LIST = Path.of("src/test/resources/schema/tables.txt");
  private static final Pattern LINE =
      Pattern.compile("([a-z_]+): (rule|with|stays) ([^|]+) \\| (person|nobody)( .*)?");
  private static final Pattern RULE = Pattern.compile("new Rule\\(\\s*\"([a-z-]+)\"");

  @TempDir private Path folder;

  /// One line of the list.
  record Line(String kept, String what, boolean person) {}

  static Map<String, Line> listed() throws IOException {
    Map<String, Line> listed = new LinkedHashMap<>();
    for (String line : Files.readAllLines(LIST)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      Line before =
          listed.put(
              parts.group(1),
              new Line(parts.group(2), parts.group(3).strip(), parts.group(4).equals("person")));
      assertThat(before).as(line).isNull();
    }
    return listed;
  }

  @Test
  void everyTableIsInTheListAndTheListHasNoOthers() throws IOException {
    try (Database database = Database.open(folder.resolve("schema.db"))) {
      assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(tables(database));
    }
  }

  static Set<String> tables(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select name from sqlite_master where type = 'table'"
                        + " and name not like 'flyway%' and name not like 'sqlite%'")
                .mapTo(String.class)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyRuleOfTheListIsInThePlanAndEveryOtherTableGoesWithOneThatHasALine() throws IOException {
    Set<String> rules = new TreeSet<>();
    for (String file : List.of("RetentionWing", "BackupWing")) {
      Matcher found =
          RULE.matcher(Files.readString(Path.of("src/main/java/org/hamroh/" + file + ".java")));
      while (found.find()) {
        rules.add(found.group(1));
      }
    }

    Map<String, Line> listed = listed();

    listed.forEach(
        (table, line) -> {
          switch (line.kept()) {
            case "rule" -> assertThat(rules).as(table).contains(line.what());
            case "with" -> assertThat(listed.keySet()).as(table).contains(line.what());
            default -> assertThat(line.what()).as(table).isNotBlank();
          }
        });
  }
}
