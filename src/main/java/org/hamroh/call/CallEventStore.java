package org.hamroh.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The events of all calls, in the table `call_event`. Adding an event that is there already
/// changes nothing, so what is told twice counts once.
public final class CallEventStore {

  /// Adds events and marks their records stale, in the caller's transaction.
  ///
  /// @return how many were new
  public int append(Handle handle, List<ToldEvent> events) {
    Map<CallId, List<ToldEvent>> news = new LinkedHashMap<>();
    int added = 0;
    for (ToldEvent told : events) {
      if (insert(handle, told) > 0) {
        added++;
        news.computeIfAbsent(told.call(), call -> new ArrayList<>()).add(told);
      }
    }
    news.forEach((call, told) -> markStale(handle, call, told.getFirst().at(), told.size()));
    return added;
  }

  private static int insert(Handle handle, ToldEvent told) {
    return handle
        .createUpdate(
            """
            insert into call_event (call_id, at, source, ordinal, type, body)
            values (:call, :at, :source, :ordinal, :type, :body)
            on conflict (call_id, at, source, ordinal, type) do nothing""")
        .bind("call", told.call().value())
        .bind("at", told.at().toEpochMilli())
        .bind("source", told.source().word())
        .bind("ordinal", told.ordinal())
        .bind("type", told.event().getClass().getSimpleName())
        .bind("body", CallJson.write(told.event()))
        .execute();
  }

  private static void markStale(Handle handle, CallId call, Instant at, int count) {
    handle
        .createUpdate(
            """
            insert into call_record (call_id, started_at, told) values (:call, :at, :count)
            on conflict (call_id) do update set told = call_record.told + excluded.told""")
        .bind("call", call.value())
        .bind("at", at.toEpochMilli())
        .bind("count", count)
        .execute();
  }

  /// Voice messages that calls have left since then, the oldest first.
  public List<ToldEvent> messagesLeft(Handle handle, Instant since) {
    return handle
        .createQuery(
            """
            select call_id, at, source, ordinal, body from call_event
            where type = 'MessageLeft' and at >= :since order by at""")
        .bind("since", since.toEpochMilli())
        .map(
            (row, context) ->
                new ToldEvent(
                    new CallId(row.getString("call_id")),
                    Instant.ofEpochMilli(row.getLong("at")),
                    ToldEvent.Source.of(row.getString("source")),
                    row.getLong("ordinal"),
                    CallJson.event(row.getString("body"))))
        .list();
  }

  /// All that happened on one call, in order.
  public List<ToldEvent> of(Handle handle, CallId call) {
    return handle
        .createQuery(
            "select at, source, ordinal, body from call_event where call_id = :call order by at")
        .bind("call", call.value())
        .map(
            (row, context) ->
                new ToldEvent(
                    call,
                    Instant.ofEpochMilli(row.getLong("at")),
                    ToldEvent.Source.of(row.getString("source")),
                    row.getLong("ordinal"),
                    CallJson.event(row.getString("body"))))
        .stream()
        .sorted(ToldEvent.IN_ORDER)
        .toList();
  }
}
