package org.hamroh.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results as rows of a file; what is not told stays empty.
final class PollTable {

  private PollTable() {}

  static List<List<String>> rows(Poll poll, PollResults results) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("by", "where", "group", "answered"));
    results.columns().forEach(column -> head.add(name(poll, column)));
    rows.add(head);
    List<String> all =
        new ArrayList<>(List.of("asked " + results.asked(), "", "all", text(results.answered())));
    results.totals().forEach(total -> all.add(Long.toString(total)));
    rows.add(all);
    for (PollResults.Table table : results.tables()) {
      for (PollResults.Row row : table.rows()) {
        List<String> line =
            new ArrayList<>(
                List.of(
                    table.by(),
                    table.where(),
                    row.names().stream()
                        .map(name -> name.isEmpty() ? "?" : name)
                        .collect(Collectors.joining(" ")),
                    Long.toString(row.answered())));
        row.cells().forEach(cell -> line.add(text(cell)));
        rows.add(line);
      }
    }
    return rows;
  }

  private static String name(Poll poll, List<Integer> digits) {
    return poll.options().stream()
        .filter(option -> digits.contains(option.digit()))
        .map(option -> option.digit() + " " + option.label("ru"))
        .collect(Collectors.joining(" + "));
  }

  private static String text(@Nullable Long count) {
    return count == null ? "" : Long.toString(count);
  }
}
