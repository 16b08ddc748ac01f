package org.hamroh.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hamroh.cases.CaseFile.Beside;
import org.hamroh.cases.CaseFile.Deed;
import org.hamroh.cases.CaseFile.Section;
import org.hamroh.cases.CaseFile.Task;
import org.hamroh.seal.Seal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables of what is written down of cases and of what is to be done for them. Every method
/// runs inside its caller's transaction; texts go in and out through the case's own seal, bound
/// to their place.
final class CasePieces {

  private CasePieces() {}

  static void insert(Handle handle, Section one, Seal seal) {
    handle
        .createUpdate(
            """
            insert into case_section (id, case_id, kind, event_on, text_sealed, version, written_at,
              written_by, changed_at, changed_by)
            values (:id, :case, :kind, :on, :text, :version, :at, :by, :at, :by)
            """)
        .bind("id", one.id())
        .bind("case", one.of().value())
        .bind("kind", one.kind())
        .bind("on", day(one.eventOn()))
        .bind("text", sealed(seal, one.id(), one.text()))
        .bind("version", one.version())
        .bind("at", one.written().at().toEpochMilli())
        .bind("by", one.written().by())
        .execute();
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  /// Puts another text in; the old one is kept.
  ///
  /// @return false when it is another version by now; nothing is changed then
  static boolean update(Handle handle, Section next, long seen, Seal seal) {
    Optional<Section> old = section(handle, next.id(), seal);
    if (old.filter(one -> one.version() == seen).isEmpty()) {
      return false;
    }
    keep(handle, next.id(), false, old.get().text(), old.get().changed(), seal);
    return handle
            .createUpdate(
                """
                update case_section set kind = :kind, event_on = :on, text_sealed = :text,
                  version = :version, changed_at = :at, changed_by = :by
                where id = :id and version = :seen
                """)
            .bind("kind", next.kind())
            .bind("on", day(next.eventOn()))
            .bind("text", sealed(seal, next.id(), next.text()))
            .bind("version", next.version())
            .bind("at", next.changed().at().toEpochMilli())
            .bind("by", next.changed().by())
            .bind("id", next.id())
            .bind("seen", seen)
            .execute()
        > 0;
  }

  /// @param beside whether somebody has still to decide about it
  static void keep(
      Handle handle, String section, boolean beside, String text, Deed deed, Seal seal) {
    handle
        .createUpdate(
            """
            insert into case_section_text (section_id, place, beside, text_sealed, at, written_by)
            values (:id, (select coalesce(max(place), 0) + 1 from case_section_text
              where section_id = :id), :beside, :text, :at, :by)
            """)
        .bind("id", section)
        .bind("beside", beside ? 1 : 0)
        .bind("text", sealed(seal, section, text))
        .bind("at", deed.at().toEpochMilli())
        .bind("by", deed.by())
        .execute();
  }

  static boolean settle(Handle handle, String section, long place) {
    return handle.execute(
            "update case_section_text set beside = 0"
                + " where section_id = ? and place = ? and beside = 1",
            section,
            place)
        > 0;
  }

  static Optional<Section> section(Handle handle, String id, Seal seal) {
    return handle
        .createQuery("select * from case_section where id = ?")
        .bind(0, id)
        .map((row, context) -> section(handle, row, seal))
        .findOne();
  }

  /// A section of this case.
  static Optional<Section> section(Handle handle, String id, Seal seal, CaseId of) {
    return handle
        .createQuery("select 1 from case_section where id = ? and case_id = ?")
        .bind(0, id)
        .bind(1, of.value())
        .mapTo(Integer.class)
        .findOne()
        .flatMap(there -> section(handle, id, seal));
  }

  /// As they were written.
  static List<Section> sections(Handle handle, CaseId id, Seal seal) {
    return handle
        .createQuery(
            """
            select * from case_section where case_id = ?
            order by written_at, id
            """)
        .bind(0, id.value())
        .map((row, context) -> section(handle, row, seal))
        .list();
  }

  private static Section section(Handle handle, java.sql.ResultSet row, Seal seal)
      throws java.sql.SQLException {
    String id = row.getString("id");
    String on = row.getString("event_on");
    return new Section(
        id,
        new CaseId(row.getString("case_id")),
        row.getString("kind"),
        on == null ? null : LocalDate.parse(on),
        opened(seal, id, row.getString("text_sealed")),
        row.getLong("version"),
        CaseStore.deed(row, "written"),
        CaseStore.deed(row, "changed"),
        handle
            .createQuery(
                "select * from case_section_text where section_id = ? and beside = 1 order by place")
            .bind(0, id)
            .map(
                (one, context) ->
                    new Beside(
                        one.getLong("place"),
                        opened(seal, id, one.getString("text_sealed")),
                        new Deed(
                            one.getString("written_by"), Instant.ofEpochMilli(one.getLong("at")))))
            .list());
  }

  /// What stood in a section before, the newest first.
  static List<Beside> earlier(Handle handle, String section, Seal seal) {
    return handle
        .createQuery(
            "select * from case_section_text where section_id = ? and beside = 0 order by place desc")
        .bind(0, section)
        .map(
            (one, context) ->
                new Beside(
                    one.getLong("place"),
                    opened(seal, section, one.getString("text_sealed")),
                    new Deed(one.getString("written_by"), Instant.ofEpochMilli(one.getLong("at")))))
        .list();
  }

  static void insert(Handle handle, Task one, Seal seal) {
    handle
        .createUpdate(
            """
            insert into case_task (id, case_id, what_sealed, due_on, owner, made_at, made_by)
            values (:id, :case, :what, :due, :owner, :at, :by)
            """)
        .bind("id", one.id())
        .bind("case", one.of().value())
        .bind("what", sealed(seal, one.id(), one.what()))
        .bind("due", one.dueOn().toString())
        .bind("owner", one.owner())
        .bind("at", one.made().at().toEpochMilli())
        .bind("by", one.made().by())
        .execute();
  }

  /// @return false when it was done, or there is none
  static boolean done(Handle handle, CaseId id, String task, Deed deed) {
    return handle.execute(
            "update case_task set done_at = ?, done_by = ?"
                + " where id = ? and case_id = ? and done_at is null",
            deed.at().toEpochMilli(),
            deed.by(),
            task,
            id.value())
        > 0;
  }

  /// Open ones first, by their day.
  static List<Task> tasks(Handle handle, CaseId id, Seal seal) {
    return handle
        .createQuery(
            """
            select * from case_task where case_id = ?
            order by case when done_at is null then 0 else 1 end, due_on, id
            """)
        .bind(0, id.value())
        .map(
            (row, context) ->
                new Task(
                    row.getString("id"),
                    id,
                    opened(seal, row.getString("id"), row.getString("what_sealed")),
                    LocalDate.parse(row.getString("due_on")),
                    row.getString("owner"),
                    CaseStore.deed(row, "made"),
                    row.getString("done_by") == null ? null : CaseStore.deed(row, "done")))
        .list();
  }

  /// The next day on which somebody does something for it.
  static Optional<LocalDate> nextDay(Handle handle, CaseId id, LocalDate today) {
    return handle
        .createQuery(
            """
            select min(due_on) from case_task
            where (case_id = :id or case_id in (select id from case_file where merged_into = :id))
              and done_at is null and due_on >= :today
            """)
        .bind("id", id.value())
        .bind("today", today.toString())
        .mapTo(String.class)
        .findOne()
        .map(LocalDate::parse);
  }

  /// What this person is to do until that day, the oldest first.
  record Due(CaseId of, String task, LocalDate dueOn, Instant made) {}

  static List<Due> due(Handle handle, String owner, LocalDate until, int limit) {
    return handle
        .createQuery(
            """
            select t.* from case_task t join case_file c on c.id = t.case_id
            where t.done_at is null and t.due_on <= :until and t.owner = :owner
              and c.closed_at is null
            order by t.due_on, t.id limit :limit
            """)
        .bind("until", until.toString())
        .bind("owner", owner)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Due(
                    new CaseId(row.getString("case_id")),
                    row.getString("id"),
                    LocalDate.parse(row.getString("due_on")),
                    Instant.ofEpochMilli(row.getLong("made_at"))))
        .list();
  }

  private static String sealed(Seal seal, String name, String text) {
    return seal.sealText("piece " + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String opened(Seal seal, String name, String sealed) {
    return new String(seal.openText("piece " + name, sealed), StandardCharsets.UTF_8);
  }
}
