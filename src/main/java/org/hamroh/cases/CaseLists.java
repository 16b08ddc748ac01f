package org.hamroh.cases;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cases as lists show them, each person their own.
public final class CaseLists {

  private final CaseDesk desk;

  CaseLists(CaseDesk desk) {
    this.desk = desk;
  }

  /// What a list shows.
  public enum Show {
    /// Whose owner I am.
    MINE,
    /// All that I may know of, closed ones apart.
    OPEN,
    OVERDUE,
    CLOSED
  }

  /// @param next where the next page begins; null on the last
  public record Page(List<CaseFile.Line> lines, @Nullable String next) {}

  /// @param after `next` of the page before, empty at the beginning
  public Page list(Show show, String login, String after, int limit) {
    CaseLines.Cursor cursor =
        after.matches("[0-9]{1,18}-[0-9]{7}")
            ? new CaseLines.Cursor(
                Long.parseLong(after.substring(0, after.indexOf('-'))),
                after.substring(after.indexOf('-') + 1))
            : CaseLines.Cursor.BEGINNING;
    List<CaseFile.Line> found =
        desk.database.read(
            handle ->
                CaseLines.list(
                    handle,
                    new CaseLines.Wanted(
                        login,
                        desk.staff.leads(handle, login),
                        show == Show.MINE ? login : "",
                        switch (show) {
                          case CLOSED -> desk.graph.closedOnes();
                          case OVERDUE -> desk.graph.lateOnes();
                          case MINE, OPEN -> List.of();
                        },
                        show == Show.CLOSED ? List.of() : desk.graph.closedOnes(),
                        show == Show.OVERDUE ? desk.today().toString() : "",
                        cursor,
                        limit + 1)));
    if (found.size() <= limit) {
      return new Page(found, null);
    }
    CaseFile.Line last = found.get(limit - 1);
    return new Page(
        new ArrayList<>(found.subList(0, limit)),
        last.openedAt().toEpochMilli() + "-" + last.id().value());
  }

  /// The cases that were opened from a contact record, as far as this person may see them.
  public List<CaseId> ofRecord(String record, String login) {
    return desk.database.read(
        handle ->
            desk.store.ofRecord(handle, record).stream()
                .filter(id -> desk.isOpenTo(handle, id, login))
                .toList());
  }

  /// Those to whom cases can be given.
  public List<String> workers() {
    return desk.database.read(desk.staff::caseWorkers);
  }
}
