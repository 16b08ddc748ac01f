package org.hamroh.authoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The draft in the tables. Every method runs inside its caller's transaction.
final class DraftStore {

  private DraftStore() {}

  static Draft draft(Handle handle) {
    List<Draft.Change> changes =
        handle
            .createQuery(
                """
                select f.path, t.text, f.began_from, f.changed_by, f.changed_at
                from script_draft_file f left join script_text t on t.digest = f.digest
                order by f.path""")
            .map((row, context) -> change(row))
            .list();
    return handle
        .createQuery("select revision, changed_by, changed_at from script_draft")
        .map(
            (row, context) ->
                new Draft(
                    row.getLong("revision"),
                    row.getString("changed_by"),
                    Instant.ofEpochMilli(row.getLong("changed_at")),
                    changes))
        .findOne()
        .orElse(Draft.NEVER);
  }

  private static Draft.Change change(ResultSet row) throws SQLException {
    return new Draft.Change(
        row.getString("path"),
        Optional.ofNullable(row.getString("text")),
        Optional.ofNullable(row.getString("began_from")),
        row.getString("changed_by"),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }

  /// Counts the revision on.
  static void touch(Handle handle, String by, Instant at) {
    handle
        .createUpdate(
            """
            insert into script_draft (site, revision, changed_by, changed_at)
            values (1, 1, :by, :at)
            on conflict (site) do update set revision = script_draft.revision + 1,
              changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
        .bind("by", by)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  static void put(Handle handle, Draft.Change change) {
    change.text().ifPresent(text -> VersionStore.addText(handle, text));
    handle
        .createUpdate(
            """
            insert into script_draft_file (path, digest, began_from, changed_by, changed_at)
            values (:path, :digest, :from, :by, :at)
            on conflict (path) do update set digest = excluded.digest,
              began_from = excluded.began_from, changed_by = excluded.changed_by,
              changed_at = excluded.changed_at""")
        .bind("path", change.path())
        .bind("digest", change.text().map(Digest::of).orElse(null))
        .bind("from", change.beganFrom().orElse(null))
        .bind("by", change.changedBy())
        .bind("at", change.changedAt().toEpochMilli())
        .execute();
  }

  /// The file is again what is on the line.
  static void drop(Handle handle, String path) {
    handle
        .createUpdate("delete from script_draft_file where path = :path")
        .bind("path", path)
        .execute();
  }

  static void clear(Handle handle) {
    handle.createUpdate("delete from script_draft_file").execute();
  }
}
