package org.hamroh.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Cases as lists show them: nothing that is sealed with a case's key is opened for it.
final class CaseLines {

  private CaseLines() {}

  /// A list's question; empty texts and lists ask for nothing.
  ///
  /// @param login    who asks
  /// @param lead     whether who asks sees everybody's, and of sealed ones that they are there
  /// @param owner    whose
  /// @param statuses in which
  /// @param notIn    in which not
  /// @param lateOn   the day on which something is to be late, in these statuses or by its tasks
  /// @param after    the last of the page before
  record Wanted(
      String login,
      boolean lead,
      String owner,
      List<String> statuses,
      List<String> notIn,
      String lateOn,
      Cursor after,
      int limit) {}

  /// A place in the list, newest first.
  record Cursor(long openedAt, String id) {
    static final Cursor BEGINNING = new Cursor(Long.MAX_VALUE, "");
  }

  static List<CaseFile.Line> list(Handle handle, Wanted wanted) {
    return handle
        .createQuery(
            """
            select c.*, (select min(t.due_on) from case_task t
                where t.case_id = c.id and t.done_at is null) as due_on,
              (select count(*) from case_person p
                where p.case_id = c.id and p.login = :login) as mine
            from case_file c
            where c.merged_into is null
              and (:lead = 1 or exists (select 1 from case_person p
                where p.case_id = c.id and p.login = :login))
              and (:owner = '' or c.owner = :owner)
              and (:some = 0 or c.status in (<statuses>))
              and c.status not in (<notIn>)
              and (:late = '' or c.status in (<statuses>) or exists (select 1 from case_task t
                where t.case_id = c.id and t.done_at is null and t.due_on < :late))
              and (c.opened_at < :at or (c.opened_at = :at and c.id > :id))
            order by c.opened_at desc, c.id limit :limit
            """)
        .bind("login", wanted.login())
        .bind("lead", wanted.lead() ? 1 : 0)
        .bind("owner", wanted.owner())
        .bind("some", wanted.statuses().isEmpty() || !wanted.lateOn().isEmpty() ? 0 : 1)
        .bind("late", wanted.lateOn())
        .bindList("statuses", notEmpty(wanted.statuses()))
        .bindList("notIn", notEmpty(wanted.notIn()))
        .bind("at", wanted.after().openedAt())
        .bind("id", wanted.after().id())
        .bind("limit", wanted.limit())
        .map((row, context) -> line(row))
        .list();
  }

  /// No status is called so.
  private static List<String> notEmpty(List<String> statuses) {
    return statuses.isEmpty() ? List.of("-") : statuses;
  }

  /// One case as a list shows it.
  static CaseFile.Line line(Handle handle, CaseId id, String login) {
    return handle
        .createQuery(
            """
            select c.*, (select min(t.due_on) from case_task t
                where t.case_id = c.id and t.done_at is null) as due_on,
              (select count(*) from case_person p
                where p.case_id = c.id and p.login = :login) as mine
            from case_file c where c.id = :id
            """)
        .bind("login", login)
        .bind("id", id.value())
        .map((row, context) -> line(row))
        .one();
  }

  private static CaseFile.Line line(ResultSet row) throws SQLException {
    boolean sealed = row.getLong("sealed") == 1;
    boolean open = !sealed || row.getLong("mine") > 0;
    String due = row.getString("due_on");
    return new CaseFile.Line(
        new CaseId(row.getString("id")),
        open ? row.getString("topic") : "",
        row.getString("owner"),
        sealed,
        row.getString("status"),
        Instant.ofEpochMilli(row.getLong("status_at")),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        due == null ? null : LocalDate.parse(due),
        open);
  }
}
