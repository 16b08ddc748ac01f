package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// The records of all calls, in the table `call_record`.
final class CallRecordStore {

  /// Which calls a list shall hold. Empty texts ask for nothing.
  ///
  /// @param from  started then or later
  /// @param to    started before
  /// @param after the last call of the page before
  record Wanted(
      Instant from,
      Instant to,
      String ending,
      String language,
      String operator,
      Cursor after,
      int limit) {

    static final Instant EVER = Instant.EPOCH;
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");
  }

  /// A place in the list, newest first.
  record Cursor(Instant startedAt, String call) {
    static final Cursor BEGINNING = new Cursor(Wanted.NEVER, "");
  }

  void save(Handle handle, CallRecord record, long folded) {
    handle
        .createUpdate(
            """
            update call_record set started_at = :started, ended_at = :ended, caller = :caller,
              language = :language, operator = :operator, ending = :ending, body = :body,
              paid_millis = :paid, without_keys = :without, folded = :folded
            where call_id = :call""")
        .bind("call", record.call().value())
        .bind("started", record.startedAt().toEpochMilli())
        .bind("ended", record.endedAt() == null ? null : record.endedAt().toEpochMilli())
        .bind("caller", record.caller() == null ? null : record.caller().hex())
        .bind("language", record.language())
        .bind("operator", record.operator())
        .bind("ending", record.ending() == null ? null : record.ending().name())
        .bind("body", CallJson.write(record))
        .bind("paid", record.paid().toMillis())
        .bind("without", record.withoutKeys() ? 1 : 0)
        .bind("folded", folded)
        .execute();
  }

  List<CallId> stale(Handle handle, int limit) {
    return handle
        .createQuery("select call_id from call_record where folded < told limit :limit")
        .bind("limit", limit)
        .mapTo(String.class)
        .map(CallId::new)
        .list();
  }

  /// Calls whose end nobody has seen, and that began before.
  List<CallId> open(Handle handle, Instant startedBefore) {
    return handle
        .createQuery(
            """
            select call_id from call_record where ended_at is null and started_at < :before
            order by started_at""")
        .bind("before", startedBefore.toEpochMilli())
        .mapTo(String.class)
        .map(CallId::new)
        .list();
  }

  Optional<CallRecord> find(Handle handle, String call) {
    return handle
        .createQuery("select body from call_record where call_id = :call and folded > 0")
        .bind("call", call)
        .mapTo(String.class)
        .map(CallJson::record)
        .findOne();
  }

  CallTotals totals(Handle handle, Instant from, Instant to) {
    return handle
        .createQuery(
            """
            select count(*) as calls,
              coalesce(sum(case when ending in ('ANSWERED', 'SELF_SERVED', 'LEFT_MESSAGE',
                'BOOKED_CALL') then 1 else 0 end), 0) as resolved,
              coalesce(sum(paid_millis), 0) as paid,
              coalesce(sum(without_keys), 0) as without_keys,
              coalesce(sum(case when without_keys = 1 and ending in ('ANSWERED', 'LEFT_MESSAGE')
                then 1 else 0 end), 0) as without_served
            from call_record
            where folded > 0 and ended_at is not null and started_at >= :from and started_at < :to
            """)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .map(
            (row, context) ->
                new CallTotals(
                    row.getLong("calls"),
                    row.getLong("resolved"),
                    Duration.ofMillis(row.getLong("paid")),
                    row.getLong("without_keys"),
                    row.getLong("without_served")))
        .one();
  }

  List<CallRecord> ofCaller(Handle handle, CallerKey caller, int limit) {
    return handle
        .createQuery(
            """
            select body from call_record where caller = :caller and folded > 0
            order by started_at desc, call_id limit :limit
            """)
        .bind("caller", caller.hex())
        .bind("limit", limit)
        .mapTo(String.class)
        .map(CallJson::record)
        .list();
  }

  /// The last call of a caller that has ended, before this one.
  ///
  /// @param since it began then or later
  Optional<CallRecord> lastOf(Handle handle, CallerKey caller, CallId now, Instant since) {
    return handle
        .createQuery(
            """
            select body from call_record
            where caller = :caller and started_at >= :since and call_id <> :now
              and (ending is null or ending <> :missed)
            order by started_at desc limit 1""")
        .bind("caller", caller.hex())
        .bind("since", since.toEpochMilli())
        .bind("now", now.value())
        .bind("missed", Ending.MISSED.name()) // a ring that asks for a call is no conversation
        .mapTo(String.class)
        .map(CallJson::record)
        .findOne();
  }

  /// The calls of a caller but this one, the newest first.
  List<CallRecord> earlier(Handle handle, CallerKey caller, CallId now, int limit) {
    return handle
        .createQuery(
            """
            select body from call_record
            where caller = :caller and call_id <> :now and folded > 0
            order by started_at desc limit :limit""")
        .bind("caller", caller.hex())
        .bind("now", now.value())
        .bind("limit", limit)
        .mapTo(String.class)
        .map(CallJson::record)
        .list();
  }

  /// How often a caller has called since then, counted no further than `most`.
  int count(Handle handle, CallerKey caller, Instant since, int most) {
    return handle
        .createQuery(
            """
            select count(*) from (select 1 from call_record
            where caller = :caller and started_at >= :since limit :most) as some""")
        .bind("caller", caller.hex())
        .bind("since", since.toEpochMilli())
        .bind("most", most)
        .mapTo(Integer.class)
        .one();
  }

  List<CallRecord> list(Handle handle, Wanted wanted) {
    return handle
        .createQuery(
            """
            select body from call_record
            where folded > 0
              and started_at >= :from and started_at < :to
              and (:ending = '' or ending = :ending)
              and (:language = '' or language = :language)
              and (:operator = '' or operator = :operator)
              and (started_at < :at or (started_at = :at and call_id < :call))
            order by started_at desc, call_id desc
            limit :limit""")
        .bind("from", wanted.from().toEpochMilli())
        .bind("to", wanted.to().toEpochMilli())
        .bind("ending", wanted.ending())
        .bind("language", wanted.language())
        .bind("operator", wanted.operator())
        .bind("at", wanted.after().startedAt().toEpochMilli())
        .bind("call", wanted.after().call())
        .bind("limit", wanted.limit())
        .mapTo(String.class)
        .map(CallJson::record)
        .list();
  }
}
