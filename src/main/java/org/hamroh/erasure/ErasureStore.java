package org.hamroh.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables `erasure` and `erasure_mark`. Every method runs inside its caller's transaction.
final class ErasureStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, Integer>> COUNTS =
      new TypeReference<>() {};
  private static final int MOST = 200;

  private ErasureStore() {}

  static void insert(
      Handle handle,
      String id,
      String reason,
      String by,
      Instant now,
      String subject,
      Map<String, Integer> counts) {
    handle
        .createUpdate(
            """
            insert into erasure (id, state, reason, asked_at, asked_by, settled_by, subject_sealed,
              counts)
            values (:id, 'asked', :reason, :now, :by, '', :subject, :counts)
            """)
        .bind("id", id)
        .bind("reason", reason)
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .bind("subject", subject)
        .bind("counts", JSON.writeValueAsString(counts))
        .execute();
  }

  /// The newest first.
  static List<Erasure> all(Handle handle) {
    return handle
        .createQuery("select * from erasure order by asked_at desc, id limit " + MOST)
        .map((row, context) -> erasure(row))
        .list();
  }

  static Optional<Erasure> find(Handle handle, String id) {
    return handle
        .createQuery("select * from erasure where id = ?")
        .bind(0, id)
        .map((row, context) -> erasure(row))
        .findOne();
  }

  static List<String> unfinished(Handle handle) {
    return handle
        .createQuery(
            "select id from erasure where state in ('erasing', 'cleaning') order by asked_at, id")
        .mapTo(String.class)
        .list();
  }

  /// Requests that nobody has confirmed are withdrawn after a time.
  static List<String> askedBefore(Handle handle, Instant before) {
    return handle
        .createQuery("select id from erasure where state = 'asked' and asked_at < ?")
        .bind(0, before.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  static Optional<String> subject(Handle handle, String id) {
    return text(handle, "subject_sealed", id);
  }

  static Optional<String> work(Handle handle, String id) {
    return text(handle, "work_sealed", id);
  }

  private static Optional<String> text(Handle handle, String column, String id) {
    return handle
        .createQuery(
            "select " + column + " from erasure where id = ? and " + column + " is not null")
        .bind(0, id)
        .mapTo(String.class)
        .findOne();
  }

  /// @return false when it is no longer asked for
  static boolean settle(Handle handle, String id, Erasure.State to, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update erasure set state = :state, settled_at = :now, settled_by = :by
                where id = :id and state = 'asked'
                """)
            .bind("id", id)
            .bind("state", to.word())
            .bind("now", now.toEpochMilli())
            .bind("by", by)
            .execute()
        > 0;
  }

  static void rowsGone(
      Handle handle, String id, String subject, String work, Map<String, Integer> counts) {
    handle
        .createUpdate(
            """
            update erasure set subject_sealed = :subject, work_sealed = :work, counts = :counts
            where id = :id
            """)
        .bind("id", id)
        .bind("subject", subject)
        .bind("work", work)
        .bind("counts", JSON.writeValueAsString(counts))
        .execute();
  }

  /// Nobody is named any more.
  static void nameless(Handle handle, String id, Erasure.State to) {
    handle.execute(
        "update erasure set state = ?, subject_sealed = null, work_sealed = null where id = ?",
        to.word(),
        id);
  }

  static void done(Handle handle, String id, Instant now) {
    handle.execute(
        "update erasure set state = 'done', done_at = ? where id = ?", now.toEpochMilli(), id);
  }

  /// Whether this store has followed a line of that time.
  static boolean isMarked(Handle handle, String mark, Instant at) {
    return handle
        .createQuery("select 1 from erasure_mark where mark = ? and at >= ?")
        .bind(0, mark)
        .bind(1, at.toEpochMilli())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void mark(Handle handle, String mark, Instant at) {
    handle.execute(
        "insert into erasure_mark (mark, at) values (?, ?) on conflict (mark) do update set at ="
            + " case when excluded.at > erasure_mark.at then excluded.at else erasure_mark.at end",
        mark,
        at.toEpochMilli());
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        row.getString("id"),
        Erasure.State.of(row.getString("state")),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("asked_at")),
        row.getString("asked_by"),
        instant(row, "settled_at"),
        row.getString("settled_by"),
        instant(row, "done_at"),
        JSON.readValue(row.getString("counts"), COUNTS));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
