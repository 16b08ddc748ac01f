package org.hamroh.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// A table that a person made in a spreadsheet: a line of column names, then rows. Comma,
/// semicolon, tab and bar are told apart by the first line; the letters by [CsvText].
///
/// @param name    the file as its user knows it
/// @param columns names in lower case, trimmed
public record CsvTable(String name, List<String> columns, List<Row> rows) {

  /// More than any list of people that a site has; a guard against a file that is not ours.
  public static final int MAX_ROWS = 100_000;

  private static final int MAX_COLUMNS = 60;

  /// @param line  1-based line in the file where the row begins
  /// @param cells as many as there are columns; missing ones are empty
  /// @param extra cells beyond the last column, which belong to no name
  public record Row(int line, List<String> cells, int extra) {}

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// @param name what to call the file in messages
  /// @throws ProblemsException when it is no table: unknown letters, a quote that never ends, no
  ///                           column names, too many rows
  public static CsvTable read(String name, byte[] bytes) {
    String text = CsvText.decode(name, bytes);
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(CsvShape.separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        if (records.size() > MAX_ROWS) {
          throw problem(name, 0, "has more than " + MAX_ROWS + " rows", "split it");
        }
        records.add(record);
      }
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw problem(
          name,
          1 + Math.toIntExact(records.isEmpty() ? 0 : records.getLast().getStartingLineNumber()),
          "cannot be read as a table from here: " + cause.getMessage(),
          "look for a cell that is far too long");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (!records.isEmpty() && neverEnds(text, records.getLast())) {
      throw problem(
          name,
          Math.toIntExact(records.getLast().getStartingLineNumber()),
          "has a quotation mark that is not closed, so the rest of the file is one cell",
          "close it or take it out");
    }
    if (records.isEmpty()) {
      throw problem(name, 1, "is empty", "its first line has to name the columns");
    }
    return table(name, records);
  }

  /// The library reads an unclosed quote to the end of the file and is content.
  private static boolean neverEnds(String text, CsvRecord last) {
    boolean odd = text.chars().filter(letter -> letter == '"').count() % 2 == 1;
    return odd && last.getFields().getLast().contains("\n");
  }

  private static CsvTable table(String name, List<CsvRecord> records) {
    List<String> columns =
        records.getFirst().getFields().stream()
            .map(column -> column.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (columns.size() > MAX_COLUMNS) {
      throw problem(name, 1, "has more than " + MAX_COLUMNS + " columns", "is it the right file?");
    }
    List<Row> rows = new ArrayList<>(records.size());
    for (CsvRecord record : records.subList(1, records.size())) {
      List<String> cells = new ArrayList<>(record.getFields());
      if (cells.stream().allMatch(String::isBlank)) {
        continue;
      }
      int extra = Math.max(0, cells.size() - columns.size());
      while (cells.size() < columns.size()) {
        cells.add("");
      }
      rows.add(
          new Row(
              Math.toIntExact(record.getStartingLineNumber()),
              List.copyOf(cells.subList(0, columns.size())),
              extra));
    }
    return new CsvTable(name, columns, rows);
  }

  /// Where a column stands, under any of its names.
  public Optional<Integer> column(List<String> names) {
    return names.stream().map(columns::indexOf).filter(at -> at >= 0).findFirst();
  }

  /// Where a column stands that has to be there.
  ///
  /// @throws ProblemsException naming the column and those that are there
  public int required(String column) {
    return column(List.of(column))
        .orElseThrow(
            () ->
                problem(
                    name,
                    1,
                    "has no column " + column + ", only " + String.join(", ", columns),
                    "name the columns in the first line"));
  }

  private static ProblemsException problem(String name, int line, String what, String remedy) {
    return new ProblemsException(new Problem(name, line, "", what, remedy));
  }
}
