package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.hamroh.csv.CsvTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a command is asked about: one text, or a file of them whose answers are printed as a table.
final class OneOrMany {

  @Parameters(paramLabel = "TEXT", description = "the text as somebody wrote it")
  private @Nullable String text;

  @Option(
      names = "--file",
      paramLabel = "CSV",
      description = "a table with a column for texts; prints it with the answers")
  private @Nullable Path file;

  /// The one text; null when there is a file.
  @Nullable String text() {
    return text;
  }

  /// Prints the table of answers.
  ///
  /// @param texts   name of the column that is read, and printed again
  /// @param answers name of the other one
  void print(String texts, String answers, UnaryOperator<String> answer, PrintWriter out)
      throws IOException {
    CsvTable table = Tables.read(Objects.requireNonNull(file));
    int column = table.required(texts);
    CsvWriter csv = Tables.writer(out);
    csv.writeRecord(texts, answers);
    for (CsvTable.Row row : table.rows()) {
      String one = row.cells().get(column);
      csv.writeRecord(one, answer.apply(one));
    }
    csv.flush();
  }
}
