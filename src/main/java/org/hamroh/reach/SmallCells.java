package org.hamroh.reach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Keeps figures from telling of single persons. A count of one to four is not told, and neither is
/// what it could be reckoned from.
public final class SmallCells {

  /// Five neighbours may each be meant; it is what most statistical offices take.
  public static final long FEWEST = 5;

  private SmallCells() {}

  public static boolean isSmall(long count) {
    return count > 0 && count < FEWEST;
  }

  /// Which counts are told alone and which only together: small ones with as many larger ones as
  /// it takes until none of them can be reckoned from the sum.
  ///
  /// @return places in `counts`, each once; those that stand together last, the others as they came
  public static List<List<Integer>> groups(long[] counts) {
    List<Integer> rest =
        new ArrayList<>(
            IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong(at -> counts[at]))
                .toList());
    List<Integer> together = new ArrayList<>();
    rest.stream().filter(at -> isSmall(counts[at])).forEach(together::add);
    rest.removeAll(together);
    long hidden = together.stream().mapToLong(at -> counts[at]).sum();
    while (!together.isEmpty() && !rest.isEmpty() && (together.size() < 2 || hidden < FEWEST)) {
      int next = rest.removeFirst();
      together.add(next);
      hidden += counts[next];
    }
    List<List<Integer>> groups = new ArrayList<>();
    rest.stream().sorted().forEach(at -> groups.add(List.of(at)));
    if (!together.isEmpty()) {
      groups.add(together.stream().sorted().toList());
    }
    return groups;
  }

  /// Puts small rows together under one name.
  ///
  /// @param other name of the row that holds them
  static List<Report.Row> together(List<Report.Row> rows, String other) {
    List<Report.Row> shown = new ArrayList<>();
    for (List<Integer> group : groups(rows.stream().mapToLong(Report.Row::asked).toArray())) {
      if (group.size() == 1 && !isSmall(rows.get(group.getFirst()).asked())) {
        shown.add(rows.get(group.getFirst()));
      } else {
        shown.add(
            group.stream()
                .map(rows::get)
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
