package org.hamroh.reach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keeps figures from telling of single persons. A count of one to four is not told, and neither is
/// what it could be reckoned from.
public final class SmallCells {

  /// Five neighbours may each be meant; it is what most statistical offices take.
  public static final long FEWEST = 5;

  private SmallCells() {}

  public static boolean isSmall(long count) {
    return count > 0 && count < FEWEST;
  }

  /// Puts small rows together under one name, with as many larger ones as it takes until none of
  /// them can be reckoned from the sum.
  ///
  /// @param other name of the row that holds them
  static List<Report.Row> together(List<Report.Row> rows, String other) {
    List<Report.Row> sorted =
        new ArrayList<>(rows.stream().sorted(Comparator.comparingLong(Report.Row::asked)).toList());
    List<Report.Row> small = new ArrayList<>();
    long hidden = 0;
    while (!sorted.isEmpty()
        && (isSmall(sorted.getFirst().asked())
            || (!small.isEmpty() && (small.size() < 2 || hidden < FEWEST)))) {
      small.add(sorted.removeFirst());
      hidden += small.getLast().asked();
    }
    List<Report.Row> shown = new ArrayList<>(sorted.reversed());
    if (!small.isEmpty()) {
      shown.add(
          small.stream()
              .reduce(
                  new Report.Row(other, 0, 0, 0, 0, 0),
                  (sum, row) ->
                      new Report.Row(
                          other,
                          sum.asked() + row.asked(),
                          sum.delivered() + row.delivered(),
                          sum.onTheWay() + row.onTheWay(),
                          sum.unknown() + row.unknown(),
                          sum.failed() + row.failed())));
    }
    return shown;
  }

  /// Which cells of a table stay untold when its sums by row and by column are told. Each small
  /// cell, and for each of these three others at the corners of a rectangle, so that what it holds
  /// may be shifted round: whoever knows all sums still finds at least [#FEWEST] values that fit.
  /// Where a table has no such rectangle, all of it stays untold.
  ///
  /// @param cells rows of equal length, none negative
  public static boolean[][] hide(long[][] cells) {
    int rows = cells.length;
    int columns = rows == 0 ? 0 : cells[0].length;
    boolean[][] hidden = new boolean[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        hidden[row][column] = isSmall(cells[row][column]);
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (isSmall(cells[row][column]) && !protect(cells, hidden, row, column)) {
          for (boolean[] all : hidden) {
            java.util.Arrays.fill(all, true);
          }
          return hidden;
        }
      }
    }
    return hidden;
  }

  /// Hides the rectangle that costs least.
  private static boolean protect(long[][] cells, boolean[][] hidden, int row, int column) {
    long least = Long.MAX_VALUE;
    int bestRow = -1;
    int bestColumn = -1;
    for (int r = 0; r < cells.length; r++) {
      for (int c = 0; c < cells[0].length; c++) {
        if (r == row || c == column) {
          continue;
        }
        long up = Math.min(cells[row][c], cells[r][column]);
        long down = Math.min(cells[row][column], cells[r][c]);
        long cost =
            cost(cells, hidden, row, c)
                + cost(cells, hidden, r, column)
                + cost(cells, hidden, r, c);
        if (up + down + 1 >= FEWEST && cost < least) {
          least = cost;
          bestRow = r;
          bestColumn = c;
        }
      }
    }
    if (bestRow < 0) {
      return false;
    }
    hidden[row][bestColumn] = true;
    hidden[bestRow][column] = true;
    hidden[bestRow][bestColumn] = true;
    return true;
  }

  private static long cost(long[][] cells, boolean[][] hidden, int row, int column) {
    return hidden[row][column] ? 0 : cells[row][column] + 1;
  }
}
