package org.hamroh.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// Imports in the tables.
final class ImportStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ImportStore() {}

  static long insert(
      Handle handle, String fileName, long bytes, ImportPlan plan, String by, Instant now) {
    long id =
        handle
            .createQuery("select coalesce(max(id), 0) + 1 from contact_import")
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate(
            """
            insert into contact_import (id, file_name, bytes, state, plan, created_by, created_at,
              changed_at, rows_done, added, updated, duplicates, refused, without_consent,
              bad_bytes, trouble)
            values (:id, :fileName, :bytes, 'waiting', :plan, :by, :now, :now, 0, 0, 0, 0, 0, 0, 0,
              '')
            """)
        .bind("id", id)
        .bind("fileName", fileName)
        .bind("bytes", bytes)
        .bind("plan", JSON.writeValueAsString(plan))
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  static Optional<ImportJob> find(Handle handle, long id) {
    return handle
        .createQuery("select * from contact_import where id = :id")
        .bind("id", id)
        .map((row, context) -> job(row))
        .findOne();
  }

  /// The newest first.
  static List<ImportJob> newest(Handle handle, int limit) {
    return handle
        .createQuery("select * from contact_import order by id desc limit :limit")
        .bind("limit", limit)
        .map((row, context) -> job(row))
        .list();
  }

  static List<ImportJob> in(Handle handle, ImportJob.State state) {
    return handle
        .createQuery("select * from contact_import where state = :state order by id")
        .bind("state", state.word())
        .map((row, context) -> job(row))
        .list();
  }

  /// @return whether it was in that state
  static boolean move(
      Handle handle,
      long id,
      ImportJob.State from,
      ImportJob.State to,
      String trouble,
      Instant now) {
    return handle
            .createUpdate(
                """
                update contact_import set state = :to, trouble = :trouble, changed_at = :now
                where id = :id and state = :from
                """)
            .bind("id", id)
            .bind("from", from.word())
            .bind("to", to.word())
            .bind("trouble", trouble)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// @return whether it was waiting
  static boolean plan(Handle handle, long id, ImportPlan plan, Instant now) {
    return handle
            .createUpdate(
                """
                update contact_import set plan = :plan, changed_at = :now
                where id = :id and state = 'waiting'
                """)
            .bind("id", id)
            .bind("plan", JSON.writeValueAsString(plan))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Adds what a piece brought, in the transaction that keeps its people.
  static void did(Handle handle, long id, ImportJob.Piece piece, Instant now) {
    handle
        .createUpdate(
            """
            update contact_import set rows_done = rows_done + :rows, added = added + :added,
              updated = updated + :updated, duplicates = duplicates + :duplicates,
              refused = refused + :refused,
              without_consent = without_consent + :withoutConsent, bad_bytes = :badBytes,
              changed_at = :now
            where id = :id
            """)
        .bind("id", id)
        .bind("rows", piece.rows())
        .bind("added", piece.added())
        .bind("updated", piece.updated())
        .bind("duplicates", piece.duplicates())
        .bind("refused", piece.refused())
        .bind("withoutConsent", piece.withoutConsent())
        .bind("badBytes", piece.badBytes())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static ImportJob job(ResultSet row) throws SQLException {
    return new ImportJob(
        row.getLong("id"),
        row.getString("file_name"),
        row.getLong("bytes"),
        ImportJob.State.of(row.getString("state")),
        JSON.readValue(row.getString("plan"), ImportPlan.class),
        row.getString("created_by"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        row.getLong("rows_done"),
        row.getLong("added"),
        row.getLong("updated"),
        row.getLong("duplicates"),
        row.getLong("refused"),
        row.getLong("without_consent"),
        row.getLong("bad_bytes"),
        row.getString("trouble"));
  }
}
