package org.hamroh.reach;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Writes a report into a file while it is read, row by row. No cell is ever taken for a formula:
/// in a CSV file what begins like one gets an apostrophe before it, in XLSX every cell is text.
public final class ExportFile {

  /// Rows of XLSX that are held before they are packed.
  private static final int FLUSH = 500;

  private static final String UTF_8_MARK = "\ufeff"; // spreadsheets guess wrong without it

  private ExportFile() {}

  public enum Format {
    CSV("text/csv; charset=utf-8", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    public final String contentType;
    public final String ending;

    Format(String contentType, String ending) {
      this.contentType = contentType;
      this.ending = ending;
    }

    public static Optional<Format> of(String word) {
      return java.util.Arrays.stream(values()).filter(one -> one.ending.equals(word)).findFirst();
    }
  }

  /// Gives rows one after another.
  @FunctionalInterface
  public interface Rows {
    void each(java.util.function.Consumer<List<String>> row);
  }

  /// @param sheets by name, each with its heading as the first row; CSV has only the last of them
  public static void write(Format format, Map<String, Rows> sheets, OutputStream out)
      throws IOException {
    try {
      switch (format) {
        case CSV -> csv(List.copyOf(sheets.values()).getLast(), out);
        case XLSX -> xlsx(sheets, out);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void csv(Rows rows, OutputStream out) throws IOException {
    OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(UTF_8_MARK);
    try (CsvWriter csv = CsvWriter.builder().build(writer)) {
      rows.each(row -> csv.writeRecord(row.stream().map(ExportFile::harmless).toList()));
    }
  }

  /// Spreadsheets calculate what begins with one of these.
  static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r\n|%".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static void xlsx(Map<String, Rows> sheets, OutputStream out) throws IOException {
    try (Workbook book = new Workbook(out, "Hamroh", "1.0")) {
      for (Map.Entry<String, Rows> one : sheets.entrySet()) {
        Worksheet sheet = book.newWorksheet(one.getKey());
        int[] at = {0};
        one.getValue()
            .each(
                row -> {
                  for (int column = 0; column < row.size(); column++) {
                    sheet.inlineString(at[0], column, row.get(column));
                  }
                  at[0]++;
                  if (at[0] % FLUSH == 0) {
                    flush(sheet);
                  }
                });
        sheet.finish();
      }
    }
  }

  private static void flush(Worksheet sheet) {
    try {
      sheet.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
