package org.hamroh.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SmallCellsTest {

  @Test
  void aTableOfLargeCountsIsToldWhole() {
    assertThat(shown(SmallCells.hide(new long[][] {{5, 0}, {17, 200}}))).isEqualTo(4);
  }

  @Test
  void oneSmallCountHidesThreeOthersOfARectangle() {
    boolean[][] hidden = SmallCells.hide(new long[][] {{2, 40, 50}, {60, 9, 80}, {70, 90, 100}});

    assertThat(hidden[0][0]).isTrue();
    assertThat(shown(hidden)).isEqualTo(5);
    assertThat(hidden[1][1]).isTrue(); // 9 costs least
  }

  @Test
  void aSingleColumnWithASmallCountIsNotToldAtAll() {
    assertThat(shown(SmallCells.hide(new long[][] {{3}, {50}, {60}}))).isZero();
  }

  /// Whoever knows every sum and every shown cell tries all values that fit.
  @Property(tries = 150)
  void nobodyReckonsAHiddenCountFromTheSums(@ForAll("tables") long[][] cells) {
    boolean[][] hidden = SmallCells.hide(cells);

    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[0].length; column++) {
        if (SmallCells.isSmall(cells[row][column])) {
          assertThat(hidden[row][column]).isTrue();
          if (shown(hidden) > 0) {
            assertThat(values(cells, hidden, row, column))
                .as("values of " + row + "," + column)
                .isGreaterThanOrEqualTo((int) SmallCells.FEWEST);
          }
        }
      }
    }
  }

  /// How many values a hidden cell may have: what can be pushed round through hidden cells.
  private static int values(long[][] cells, boolean[][] hidden, int row, int column) {
    int found = 1;
    for (long way : new long[] {1, -1}) {
      long[][] left = new long[cells.length][];
      for (int r = 0; r < cells.length; r++) {
        left[r] = cells[r].clone();
      }
      // Each round moves one unit along a cycle of hidden cells, none below zero.
      while (found < 50 && moved(left, hidden, row, column, way)) {
        found++;
      }
    }
    return found;
  }

  /// In tables of three by three every cycle has four or six corners.
  private static boolean moved(long[][] cells, boolean[][] hidden, int row, int column, long way) {
    return cycle(cells, hidden, new ArrayList<>(List.of(new int[] {row, column})), way);
  }

  private static boolean cycle(long[][] cells, boolean[][] hidden, List<int[]> path, long way) {
    int[] last = path.getLast();
    boolean alongRow = path.size() % 2 == 1;
    long step = path.size() % 2 == 1 ? -way : way;
    int[] first = path.getFirst();
    if (path.size() >= 4 && path.size() % 2 == 0 && last[1] == first[1]) {
      for (int i = 0; i < path.size(); i++) {
        int[] at = path.get(i);
        cells[at[0]][at[1]] += i % 2 == 0 ? way : -way;
      }
      return true;
    }
    if (path.size() >= 6) {
      return false;
    }
    int most = alongRow ? cells[0].length : cells.length;
    for (int i = 0; i < most; i++) {
      int[] next = alongRow ? new int[] {last[0], i} : new int[] {i, last[1]};
      boolean same = next[0] == last[0] && next[1] == last[1];
      boolean used = path.stream().anyMatch(at -> at[0] == next[0] && at[1] == next[1]);
      if (!same
          && !used
          && hidden[next[0]][next[1]]
          && cells[next[0]][next[1]] + step >= 0
          && cells[first[0]][first[1]] + way >= 0) {
        path.add(next);
        if (cycle(cells, hidden, path, way)) {
          return true;
        }
        path.removeLast();
      }
    }
    return false;
  }

  @Test
  void smallPlacesStandTogetherWithALargerOne() {
    List<Report.Row> rows =
        SmallCells.together(
            List.of(row("a", 100), row("b", 30), row("c", 12), row("d", 2)), "other");

    assertThat(rows).containsExactly(row("a", 100), row("b", 30), row("other", 14));
  }

  @Test
  void nothingIsPutTogetherWhenNothingIsSmall() {
    assertThat(SmallCells.together(List.of(row("a", 5), row("b", 9)), "other"))
        .containsExactly(row("a", 5), row("b", 9));
  }

  private static Report.Row row(String name, long asked) {
    return new Report.Row(name, asked, asked, 0, 0, 0);
  }

  private static int shown(boolean[][] hidden) {
    int shown = 0;
    for (boolean[] row : hidden) {
      for (boolean cell : row) {
        shown += cell ? 0 : 1;
      }
    }
    return shown;
  }

  @Provide
  static Arbitrary<long[][]> tables() {
    return Arbitraries.longs()
        .between(0, 30)
        .array(long[].class)
        .ofSize(3)
        .array(long[][].class)
        .ofMinSize(2)
        .ofMaxSize(3);
  }
}
