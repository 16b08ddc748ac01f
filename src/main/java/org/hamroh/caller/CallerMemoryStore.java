package org.hamroh.caller;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// The table of what is remembered of callers. Every method runs inside its caller's transaction.
final class CallerMemoryStore {

  private CallerMemoryStore() {}

  static Optional<CallerMemory.Remembered> find(Handle handle, CallerKey key) {
    return handle
        .createQuery("select language, first_call from caller_memory where caller_key = :key")
        .bind("key", key.hex())
        .map(
            (row, context) ->
                new CallerMemory.Remembered(
                    Optional.of(row.getString("language")).filter(one -> !one.isEmpty()),
                    new CallId(row.getString("first_call"))))
        .findOne();
  }

  /// @param language empty when nothing new is known
  static void save(Handle handle, CallerKey key, CallId call, String language, Instant now) {
    handle
        .createUpdate(
            """
            insert into caller_memory (caller_key, language, first_call, first_seen, last_seen)
            values (:key, :language, :call, :now, :now)
            on conflict (caller_key) do update set
              last_seen = :now,
              language = case when :language = '' then caller_memory.language else :language end
            """)
        .bind("key", key.hex())
        .bind("language", language)
        .bind("call", call.value())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// @return whether there was anything
  static boolean delete(Handle handle, CallerKey key) {
    return handle
            .createUpdate("delete from caller_memory where caller_key = :key")
            .bind("key", key.hex())
            .execute()
        > 0;
  }

  /// @return how many
  static int deleteUnseenSince(Handle handle, Instant since) {
    return handle
        .createUpdate("delete from caller_memory where last_seen < :since")
        .bind("since", since.toEpochMilli())
        .execute();
  }
}
