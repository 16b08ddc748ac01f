package org.hamroh.poll;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hamroh.reach.Regions;
import org.hamroh.reach.SmallCells;
import org.jspecify.annotations.Nullable;

/// What people answered, as it may be told: no count of one to four, and none from which such a
/// count could be reckoned.
///
/// @param asked    people who got the question
/// @param answered people whose answer counts; null: one to four
/// @param ofAsked  those of them who were asked; the others rang by themselves
/// @param changed  answers that were changed afterwards
/// @param columns  digits told by one figure: several where single ones are too few
/// @param totals   for each column
/// @param tables   by sex, by region, and for each region that is told whole by district
public record PollResults(
    long campaign,
    long asked,
    @Nullable Long answered,
    @Nullable Long ofAsked,
    long changed,
    List<List<Integer>> columns,
    List<Long> totals,
    List<Table> tables) {

  /// @param by    `sex`, `region` or `district`
  /// @param where the region of a table of districts, else empty
  public record Table(String by, String where, List<Row> rows) {}

  /// @param names what the row stands for, several where single ones are too few; `` is not known
  /// @param cells one for each column; null: not told
  public record Row(List<String> names, long answered, List<@Nullable Long> cells) {}

  static PollResults of(
      Poll poll, List<PollStore.Given> given, long asked, long changed, Regions regions) {
    long answered = sum(given);
    long ofAsked = sum(given.stream().filter(PollStore.Given::asked).toList());
    if (answered < SmallCells.FEWEST) {
      return new PollResults(
          poll.campaign(),
          asked,
          answered == 0 ? Long.valueOf(0) : null,
          answered == 0 ? Long.valueOf(0) : null,
          0,
          List.of(),
          List.of(),
          List.of());
    }
    List<Integer> digits = poll.options().stream().map(Poll.Option::digit).toList();
    long[] byDigit =
        digits.stream()
            .mapToLong(digit -> sum(given.stream().filter(one -> one.digit() == digit).toList()))
            .toArray();
    List<List<Integer>> columns =
        SmallCells.groups(byDigit).stream()
            .map(group -> group.stream().map(digits::get).toList())
            .toList();
    List<Table> tables = new ArrayList<>();
    table("sex", "", given, columns, PollStore.Given::sex).ifPresent(tables::add);
    table("region", "", given, columns, one -> regions.regionOf(one.place()))
        .ifPresent(
            byRegion -> {
              tables.add(byRegion);
              byRegion.rows().stream()
                  .filter(PollResults::isToldWhole)
                  .forEach(row -> districts(row, given, columns, regions).ifPresent(tables::add));
            });
    boolean fewOthers = SmallCells.isSmall(answered - ofAsked) || SmallCells.isSmall(ofAsked);
    return new PollResults(
        poll.campaign(),
        asked,
        answered,
        fewOthers ? null : Long.valueOf(ofAsked),
        changed,
        columns,
        columns.stream().map(column -> count(given, column)).toList(),
        tables);
  }

  /// Only then do its figures say nothing that the districts could give away.
  private static boolean isToldWhole(Row row) {
    return row.names().size() == 1
        && !row.names().getFirst().isEmpty()
        && row.cells().stream().allMatch(cell -> cell != null);
  }

  private static java.util.Optional<Table> districts(
      Row region, List<PollStore.Given> given, List<List<Integer>> columns, Regions regions) {
    String where = region.names().getFirst();
    return table(
        "district",
        where,
        given.stream().filter(one -> regions.regionOf(one.place()).equals(where)).toList(),
        columns,
        one -> regions.districtOf(one.place()));
  }

  /// @return nothing when there are fewer than two groups to be told apart
  private static java.util.Optional<Table> table(
      String by,
      String where,
      List<PollStore.Given> given,
      List<List<Integer>> columns,
      Function<PollStore.Given, String> group) {
    Map<String, List<PollStore.Given>> groups = new TreeMap<>();
    given.forEach(
        one -> groups.computeIfAbsent(group.apply(one), name -> new ArrayList<>()).add(one));
    List<String> names =
        groups.keySet().stream()
            .sorted(Comparator.comparingLong((String name) -> -sum(of(groups, name))))
            .toList();
    List<List<Integer>> rows =
        SmallCells.groups(names.stream().mapToLong(name -> sum(of(groups, name))).toArray());
    if (rows.size() < 2) {
      return java.util.Optional.empty();
    }
    long[][] cells = new long[rows.size()][columns.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        for (int at : rows.get(row)) {
          cells[row][column] += count(of(groups, names.get(at)), columns.get(column));
        }
      }
    }
    boolean[][] hidden = SmallCells.hide(cells);
    List<Row> told = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<@Nullable Long> line = new ArrayList<>();
      long all = 0;
      for (int column = 0; column < columns.size(); column++) {
        all += cells[row][column];
        line.add(hidden[row][column] ? null : Long.valueOf(cells[row][column]));
      }
      told.add(
          new Row(
              rows.get(row).stream().map(names::get).toList(),
              all,
              java.util.Collections.unmodifiableList(line)));
    }
    return java.util.Optional.of(new Table(by, where, told));
  }

  private static List<PollStore.Given> of(Map<String, List<PollStore.Given>> groups, String name) {
    return groups.getOrDefault(name, List.of());
  }

  private static long count(List<PollStore.Given> given, List<Integer> digits) {
    return sum(given.stream().filter(one -> digits.contains(one.digit())).toList());
  }

  private static long sum(List<PollStore.Given> given) {
    return given.stream().mapToLong(PollStore.Given::people).sum();
  }

  /// Of 100 who were asked; null when that is not told.
  public @Nullable Long percent() {
    return ofAsked == null || asked == 0 ? null : Long.valueOf(Math.round(100.0 * ofAsked / asked));
  }
}
