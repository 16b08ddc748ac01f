package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamroh.csv.CsvTable;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Tables that commands read from a file and print.
final class Tables {

  private Tables() {}

  /// @throws ProblemsException when the file is not there or is no table
  static CsvTable read(Path file) {
    try {
      return CsvTable.read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(file.toString(), "cannot be read", "give the path of a CSV file"));
    }
  }

  static CsvWriter writer(PrintWriter out) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
  }
}
