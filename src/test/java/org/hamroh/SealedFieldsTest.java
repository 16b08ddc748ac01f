package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.caller.NumberBook;
import org.hamroh.casework.CaseworkHouse;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.casework.contact.Content;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.seal.Resealer;
import org.hamroh.seal.Seal;
import org.hamroh.seal.SealedColumn;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that a person said comes into the store without somebody having decided how it lies
/// there.
final class SealedFieldsTest {

  private static final Path LIST = Path.of("src/test/resources/schema/text-columns.txt");
  private static final String OLD = "a key of 32 letters for tests ok";
  private static final String NEW = "another key of 32 letters, other";

  @TempDir private Path folder;

  @Test
  void everyTextColumnIsSealedOrSaidNotToNeedIt() throws IOException {
    Map<String, Set<String>> listed = listed();
    Set<String> all = new TreeSet<>();
    List<String> twice = new ArrayList<>();
    listed.values().stream()
        .flatMap(Collection::stream)
        .filter(column -> !all.add(column))
        .forEach(twice::add);

    try (Database database = Database.open(folder.resolve("schema.db"))) {
      assertThat(all).isEqualTo(columns(database));
    }
    assertThat(twice).isEmpty();
    assertThat(listed.get("sealed"))
        .isEqualTo(SealedFields.ALL.stream().map(SealedColumn::place).collect(Collectors.toSet()));
  }

  /// By the first word of their lines.
  private static Map<String, Set<String>> listed() throws IOException {
    Map<String, Set<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(LIST)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("[ :|]+");
      boolean open = parts[0].equals("open");
      assertThat(line.contains("|")).as(line).isEqualTo(open);
      String columns = line.substring(line.indexOf(':') + 1).split("\\|")[0].strip();
      for (String column : columns.split(" ")) {
        listed.computeIfAbsent(parts[0], kind -> new TreeSet<>()).add(parts[1] + "." + column);
      }
    }
    return listed;
  }

  private static Set<String> columns(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select t.name || '.' || c.name from sqlite_master t
                    join pragma_table_info(t.name) c
                    where t.type = 'table' and lower(c.type) = 'text'
                      and t.name not like 'flyway%'
                    """)
                .mapTo(String.class)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void changeOfKeysLeavesNothingBehind() {
    try (CaseworkHouse house = new CaseworkHouse(folder)) {
      PhoneNumber number = new PhoneNumber("+992900000070");
      house.numbers.keep(house.caller, number);
      Content content = new Content("", List.of(), Map.of("note", "Worked in Kazan."), "", "", "");
      house.records.draft(wish(1, content));
      house.records.draft(wish(7, content)); // from a page that is behind: kept beside
      String ring = Seal.rotated(NEW, OLD);
      List<SealedColumn> records =
          SealedFields.ALL.stream().filter(one -> one.secret().contains("RECORD")).toList();

      int resealed = new Resealer(house.database, records, name -> ring).reseal();

      assertThat(resealed).isGreaterThanOrEqualTo(2);
      assertThat(new Resealer(house.database, records, name -> ring).reseal()).isZero();
      records.forEach(
          column ->
              assertThat(
                      house.database.<Integer>read(
                          handle -> Resealer.countOld(handle, column, ring)))
                  .as(column.place())
                  .isZero());
      NumberBook numbers = new NumberBook(house.database, NEW, house.clock);
      ContactRecords now =
          new ContactRecords(house.database, house.forms, NEW, topic -> {}, house.clock);
      assertThat(numbers.number(house.caller)).contains(number);
      assertThat(now.find(CaseworkHouse.CALL.value()).orElseThrow().content().values())
          .containsEntry("note", "Worked in Kazan.");
    }
  }

  private static ContactRecords.Wish wish(long seen, Content content) {
    return new ContactRecords.Wish(
        CaseworkHouse.CALL.value(), "", seen == 1 ? 0 : seen, "page" + seen, content, "zarina");
  }
}
