package org.hamroh.callback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// The table of attempts. Every method runs inside its caller's transaction.
public final class AttemptStore {

  private AttemptStore() {}

  /// Writes down that somebody will be rung.
  static Attempt mark(Handle handle, Callback callback, String way, Instant now) {
    int nth = callback.attempts() + 1;
    Attempt attempt =
        new Attempt(
            callback.id(),
            nth,
            CallId.ofCallback(callback.id(), now, nth),
            way,
            now,
            Optional.empty(),
            Optional.empty());
    handle
        .createUpdate(
            """
            insert into callback_attempt (callback_id, nth, call_id, way, marked_at, result)
            values (:callback, :nth, :call, :way, :now, '')
            """)
        .bind("callback", attempt.callback())
        .bind("nth", attempt.nth())
        .bind("call", attempt.leg().value())
        .bind("way", way)
        .bind("now", now.toEpochMilli())
        .execute();
    return attempt;
  }

  /// Those of which nobody knows yet what came of them, the oldest first.
  static List<Attempt> open(Handle handle) {
    return handle
        .createQuery("select * from callback_attempt where result = '' order by marked_at")
        .map((row, context) -> attempt(row))
        .list();
  }

  static Optional<Attempt> openOf(Handle handle, CallId leg) {
    return handle
        .createQuery("select * from callback_attempt where call_id = :call and result = ''")
        .bind("call", leg.value())
        .map((row, context) -> attempt(row))
        .findOne();
  }

  /// In the order in which they were made.
  public static List<Attempt> of(Handle handle, long callback) {
    return handle
        .createQuery("select * from callback_attempt where callback_id = :callback order by nth")
        .bind("callback", callback)
        .map((row, context) -> attempt(row))
        .list();
  }

  /// When this person was rung last.
  static Optional<Instant> lastTo(Handle handle, CallerKey caller) {
    return handle
        .createQuery(
            """
            select max(a.marked_at) from callback_attempt a
            join callback c on c.id = a.callback_id where c.caller_key = :key
            """)
        .bind("key", caller.hex())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  static void answered(Handle handle, CallId leg, Instant at) {
    handle
        .createUpdate(
            """
            update callback_attempt set answered_at = :at
            where call_id = :call and answered_at is null
            """)
        .bind("call", leg.value())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  static void end(Handle handle, CallId leg, Outcome outcome, Instant at) {
    handle
        .createUpdate(
            """
            update callback_attempt set result = :result, ended_at = :at
            where call_id = :call and result = ''
            """)
        .bind("call", leg.value())
        .bind("result", outcome.word())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    long answered = row.getLong("answered_at");
    boolean never = row.wasNull();
    String result = row.getString("result");
    return new Attempt(
        row.getLong("callback_id"),
        row.getInt("nth"),
        new CallId(row.getString("call_id")),
        row.getString("way"),
        Instant.ofEpochMilli(row.getLong("marked_at")),
        never ? Optional.empty() : Optional.of(Instant.ofEpochMilli(answered)),
        result.isEmpty() ? Optional.empty() : Optional.of(Outcome.of(result)));
  }
}
