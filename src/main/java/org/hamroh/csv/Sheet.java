package org.hamroh.csv;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A long table that is read row by row and never held whole.
public interface Sheet extends AutoCloseable {

  /// More columns are no list of people.
  int MAX_COLUMNS = 60;

  /// A cell beyond this is cut off by whoever takes it; a reader may refuse it earlier.
  int MAX_CELL = 4_000;

  /// One row as it stands in the file, the line of names included.
  ///
  /// @param line  1-based line of a CSV or row of a workbook, where it begins
  /// @param cells as many as the row has; empty rows are left out
  record Row(long line, List<String> cells) {}

  /// The next row; null after the last.
  ///
  /// @throws org.hamroh.yaml.ProblemsException when the file cannot be read from here on
  @Nullable Row next();

  @Override
  void close() throws IOException;
}
