package org.hamroh.talk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// The table of calls that operators made.
final class OutCallStore {

  private OutCallStore() {}

  static int add(Handle handle, OutCall one) {
    return handle
        .createUpdate(
            """
            insert into call_out (call_id, record_id, operator, at, state, reason)
            values (:call, :record, :operator, :at, :state, :reason)""")
        .bind("call", one.call().value())
        .bind("record", one.record())
        .bind("operator", one.operator())
        .bind("at", one.at().toEpochMilli())
        .bind("state", one.state().word())
        .bind("reason", one.reason())
        .execute();
  }

  static int change(Handle handle, CallId call, OutCall.State state, String reason) {
    return handle
        .createUpdate("update call_out set state = :state, reason = :reason where call_id = :call")
        .bind("state", state.word())
        .bind("reason", reason)
        .bind("call", call.value())
        .execute();
  }

  /// What a server that died has left unfinished.
  static int breakUnfinished(Handle handle) {
    return handle
        .createUpdate(
            """
            update call_out set state = 'broken'
            where state in ('desk', 'ringing', 'talking')""")
        .execute();
  }

  static Optional<OutCall> find(Handle handle, String call) {
    return handle
        .createQuery("select * from call_out where call_id = :call")
        .bind("call", call)
        .map((row, context) -> one(row))
        .findOne();
  }

  /// On which this operator talks.
  static Optional<CallId> talking(Handle handle, String operator) {
    return handle
        .createQuery(
            """
            select call_id from call_out where operator = :operator and state = 'talking'
            order by at desc limit 1""")
        .bind("operator", operator)
        .mapTo(String.class)
        .findOne()
        .map(CallId::new);
  }

  /// The newest first.
  static List<OutCall> ofRecord(Handle handle, String record, int limit) {
    return handle
        .createQuery(
            """
            select * from call_out where record_id = :record and record_id <> ''
            order by at desc limit :limit""")
        .bind("record", record)
        .bind("limit", limit)
        .map((row, context) -> one(row))
        .list();
  }

  private static OutCall one(ResultSet row) throws SQLException {
    return new OutCall(
        new CallId(row.getString("call_id")),
        row.getString("record_id"),
        row.getString("operator"),
        Instant.ofEpochMilli(row.getLong("at")),
        OutCall.State.of(row.getString("state")),
        row.getString("reason"));
  }
}
