package org.hamroh.contact;

import java.util.List;

/// What came of a list: every row is counted once, so `rows` is the sum of the next four.
///
/// @param added          new people
/// @param updated        people who were known
/// @param duplicates     rows whose number stood in the same file before; their fields are taken
/// too
/// @param refused        rows that were not taken; each has a problem
/// @param withoutConsent people of this list who can get no broadcast, for nobody wrote down that
///                       they agreed
/// @param ignoredColumns columns that mean nothing to us
/// @param problems       of the refused rows, the first 1,000
public record ImportReport(
    int rows,
    int added,
    int updated,
    int duplicates,
    int refused,
    int withoutConsent,
    List<String> ignoredColumns,
    List<Row> problems) {

  static final int MOST_PROBLEMS = 1_000;

  /// @param line   in the file
  /// @param column the cell's column
  /// @param what   is wrong, in a clause
  /// @param remedy what to do
  public record Row(int line, String column, String what, String remedy) {}

  public ImportReport {
    ignoredColumns = List.copyOf(ignoredColumns);
    problems = List.copyOf(problems);
  }
}
