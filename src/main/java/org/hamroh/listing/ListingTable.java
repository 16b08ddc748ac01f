package org.hamroh.listing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.csv.CsvTable;
import org.hamroh.listing.ListingFaults.Fault;
import org.hamroh.yaml.ProblemsException;

/// A list as a spreadsheet. What was taken out can be brought in again: a row with the id of an
/// item changes it, one with the same title, place and contact too, any other is new.
public final class ListingTable {

  /// The largest file taken; the longest list has half of it.
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /// Spreadsheet programs take a file for UTF-8 only with this in front.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int MOST_PROBLEMS = 200;

  /// What the columns may be called; the first is how they are written.
  private static final Map<String, List<String>> COLUMNS = columns();

  /// A row that was not taken.
  ///
  /// @param line in the file
  public record Refused(int line, List<Fault> faults) {}

  /// What came of a file.
  public record Report(int added, int changed, List<Refused> refused) {}

  private final Lists lists;

  public ListingTable(Lists lists) {
    this.lists = lists;
  }

  private static Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    columns.put("id", List.of("id"));
    columns.put("titleTg", List.of("title_tg", "profession_tg", "касб"));
    columns.put("titleRu", List.of("title_ru", "profession_ru", "профессия"));
    columns.put("placeTg", List.of("place_tg", "ҷой"));
    columns.put("placeRu", List.of("place_ru", "место"));
    columns.put("region", List.of("region", "вилоят", "область"));
    columns.put("country", List.of("country", "кишвар", "страна"));
    columns.put("salary", List.of("salary", "музд", "зарплата"));
    columns.put("currency", List.of("currency", "асъор", "валюта"));
    columns.put("contact", List.of("contact", "тамос", "контакт"));
    columns.put("validUntil", List.of("valid_until", "то санаи", "действует до"));
    columns.put("example", List.of("example"));
    return columns;
  }

  /// @throws ProblemsException when the file is no table
  public Report take(ListKind kind, String name, byte[] bytes, String who) {
    CsvTable table = CsvTable.read(name, bytes);
    int added = 0;
    int changed = 0;
    List<Refused> refused = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      ListingDraft draft = draft(table, row);
      try {
        Optional<ListingItem> known = known(kind, cell(table, row, "id"), draft);
        if (known.isPresent()) {
          lists.change(known.get().id(), draft, who);
          changed++;
        } else {
          lists.add(kind, draft, who);
          added++;
        }
      } catch (ListingFaults e) {
        if (refused.size() >= MOST_PROBLEMS) {
          break; // it is another kind of file
        }
        refused.add(new Refused(row.line(), e.faults()));
      }
    }
    return new Report(added, changed, List.copyOf(refused));
  }

  private Optional<ListingItem> known(ListKind kind, String id, ListingDraft draft) {
    return lists.all(kind).stream()
        .filter(
            item ->
                Long.toString(item.id()).equals(id)
                    || item.title().ru().equals(draft.titleRu())
                        && item.place().ru().equals(draft.placeRu())
                        && item.contact().equals(draft.contact()))
        .findFirst();
  }

  private static ListingDraft draft(CsvTable table, CsvTable.Row row) {
    return new ListingDraft(
        cell(table, row, "titleTg"),
        cell(table, row, "titleRu"),
        cell(table, row, "placeTg"),
        cell(table, row, "placeRu"),
        cell(table, row, "region"),
        cell(table, row, "country"),
        cell(table, row, "salary"),
        cell(table, row, "currency"),
        cell(table, row, "contact"),
        cell(table, row, "validUntil"),
        cell(table, row, "example").matches("1|yes|true|ҳа|да"));
  }

  private static String cell(CsvTable table, CsvTable.Row row, String meaning) {
    return table
        .column(COLUMNS.getOrDefault(meaning, List.of(meaning)))
        .map(at -> row.cells().get(at).strip())
        .orElse("");
  }

  /// The whole list, with a line of column names.
  public byte[] of(ListKind kind) {
    StringWriter text = new StringWriter();
    text.write(BYTE_ORDER_MARK);
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(COLUMNS.values().stream().map(List::getFirst).toList());
      lists.all(kind).forEach(item -> write(csv, item));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: it is written into memory
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(CsvWriter csv, ListingItem item) {
    csv.writeRecord(
        Long.toString(item.id()),
        item.title().tg(),
        item.title().ru(),
        item.place().tg(),
        item.place().ru(),
        item.region(),
        item.country(),
        Integer.toString(item.salary()),
        item.currency(),
        item.contact(),
        item.validUntil().toString(),
        item.example() ? "1" : "");
  }
}
