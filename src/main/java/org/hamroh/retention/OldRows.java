package org.hamroh.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// What goes by age alone, whatever room it belongs to: records of calls (only counts stay), texts
/// of messages, and the older rows of who looked.
public final class OldRows {

  /// In one transaction, so that no caller waits for the store meanwhile.
  private static final int AT_ONCE = 200;

  private final Database database;
  private final ZoneId zone;

  /// @param zone of the site: calls are counted by its days
  public OldRows(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
  }

  private record Call(String id, long startedAt, String language, String ending, String topic) {}

  /// Calls become counts by day, language, topic and ending.
  public int calls(Instant before) {
    return untilNone(handle -> someCalls(handle, before));
  }

  private int someCalls(Handle handle, Instant before) {
    List<Call> old =
        handle
            .createQuery(CALLS + " where c.started_at < :before order by c.started_at limit :most")
            .bind("before", before.toEpochMilli())
            .bind("most", AT_ONCE)
            .map((row, context) -> call(row))
            .list();
    old.forEach(call -> forget(handle, zone, call));
    return old.size();
  }

  private static final String CALLS =
      """
      select c.call_id, c.started_at, c.language, coalesce(c.ending, '') as ending,
        coalesce((select x.reason_group from contact_reason x
          where x.record_id = c.call_id and x.place = 1), '') as topic
      from call_record c
      """;

  private static Call call(ResultSet row) throws SQLException {
    return new Call(
        row.getString("call_id"),
        row.getLong("started_at"),
        row.getString("language"),
        row.getString("ending"),
        row.getString("topic"));
  }

  /// Some calls, whatever their age, in the caller's transaction: only the counts stay.
  public static void forgetCalls(Handle handle, ZoneId zone, Collection<String> ids) {
    for (String id : ids) {
      handle
          .createQuery(CALLS + " where c.call_id = :id")
          .bind("id", id)
          .map((row, context) -> call(row))
          .findOne()
          .ifPresent(call -> count(handle, zone, call));
      forget(handle, id);
    }
  }

  private static void forget(Handle handle, ZoneId zone, Call call) {
    count(handle, zone, call);
    forget(handle, call.id);
  }

  private static void count(Handle handle, ZoneId zone, Call call) {
    handle
        .createUpdate(
            """
            insert into call_count (day, language, topic, ending, calls)
            values (:day, :language, :topic, :ending, 1)
            on conflict (day, language, topic, ending) do update set calls = call_count.calls + 1
            """)
        .bind("day", LocalDate.ofInstant(Instant.ofEpochMilli(call.startedAt), zone).toString())
        .bind("language", call.language)
        .bind("topic", call.topic)
        .bind("ending", call.ending)
        .execute();
  }

  private static void forget(Handle handle, String id) {
    handle.execute("delete from call_event where call_id = ?", id);
    handle.execute("delete from call_out where call_id = ?", id);
    handle.execute("delete from pbx_leg where call_id = ?", id);
    handle.execute("delete from call_record where call_id = ?", id);
  }

  /// Calls that we owed and that are over, with their attempts.
  public int callbacks(Instant before) {
    return untilNone(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from callback where id in (select id from callback
                      where changed_at < :before
                        and state not in ('waiting', 'dialling', 'connected') limit :most)
                    """)
                .bind("before", before.toEpochMilli())
                .bind("most", AT_ONCE)
                .execute());
  }

  /// The words of what we sent, when nothing is on its way any more; what became of it stays.
  public int textsSent(Instant before) {
    return untilNone(
        handle ->
            handle
                .createUpdate(
                    """
                    update message set text = '' where id in (select id from message m
                      where m.text <> '' and m.changed_at < :before
                        and not exists (select 1 from segment s where s.message_id = m.id
                          and s.state in ('queued', 'sending')) limit :most)
                    """)
                .bind("before", before.toEpochMilli())
                .bind("most", AT_ONCE)
                .execute());
  }

  /// What people wrote to us.
  public int textsReceived(Instant before) {
    return untilNone(
        handle ->
            delete(
                handle,
                "incoming_text",
                "id in (select id from incoming_text where received_at < :before limit :most)",
                before));
  }

  /// Receipts of texts that nobody here knows: theirs was never marked as sent, or is erased.
  public int earlyReceipts(Instant before) {
    return untilNone(
        handle ->
            delete(
                handle,
                "receipt_early",
                "id in (select id from receipt_early where received_at < :before limit :most)",
                before));
  }

  /// Who opened, heard and unmasked, where rooms keep it beside the trail.
  public int looks(Instant before) {
    return untilNone(
        handle ->
            delete(
                    handle,
                    "contact_look",
                    "record_id in (select record_id from contact_look where at < :before"
                        + " limit :most) and at < :before",
                    before)
                + delete(
                    handle,
                    "caller_unmasking",
                    "caller_key in (select caller_key from caller_unmasking where at < :before"
                        + " limit :most) and at < :before",
                    before)
                + delete(
                    handle,
                    "voice_message_listen",
                    "message_id in (select message_id from voice_message_listen"
                        + " where last_at < :before limit :most) and last_at < :before",
                    before));
  }

  /// Attempts that the gate has refused.
  public int refusals(Instant before) {
    return untilNone(
        handle ->
            delete(
                handle,
                "gate_refusal",
                "who in (select who from gate_refusal where last_at < :before limit :most)"
                    + " and last_at < :before",
                before));
  }

  private static int delete(Handle handle, String table, String which, Instant before) {
    return handle
        .createUpdate("delete from " + table + " where " + which)
        .bind("before", before.toEpochMilli())
        .bind("most", AT_ONCE)
        .execute();
  }

  private int untilNone(Database.Work<Integer> work) {
    int all = 0;
    int some;
    do {
      some = database.write(work);
      all += some;
    } while (some > 0 && !Thread.currentThread().isInterrupted());
    return all;
  }
}
