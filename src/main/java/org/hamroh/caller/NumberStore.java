package org.hamroh.caller;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// The tables `caller_number` and `caller_unmasking`. Every method runs inside its caller's
/// transaction.
final class NumberStore {

  private NumberStore() {}

  static void seen(Handle handle, CallerKey caller, String sealed, Instant now, Instant keptUntil) {
    handle
        .createUpdate(
            """
            insert into caller_number (caller_key, number_sealed, seen_at, kept_until)
            values (:key, :sealed, :now, :until)
            on conflict (caller_key) do update set
              number_sealed = :sealed, seen_at = :now,
              kept_until = case when caller_number.kept_until > :until
                then caller_number.kept_until else :until end
            """)
        .bind("key", caller.hex())
        .bind("sealed", sealed)
        .bind("now", now.toEpochMilli())
        .bind("until", keptUntil.toEpochMilli())
        .execute();
  }

  static void keepUntil(Handle handle, CallerKey caller, Instant until) {
    handle
        .createUpdate(
            """
            update caller_number set kept_until = :until
            where caller_key = :key and kept_until < :until
            """)
        .bind("key", caller.hex())
        .bind("until", until.toEpochMilli())
        .execute();
  }

  static Optional<String> find(Handle handle, CallerKey caller, Instant now) {
    return handle
        .createQuery(
            """
            select number_sealed from caller_number where caller_key = :key and kept_until > :now
            """)
        .bind("key", caller.hex())
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .findOne();
  }

  static void looked(Handle handle, CallerKey caller, String reason, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into caller_unmasking (caller_key, at, looked_by, reason)
            values (:key, :now, :by, :reason)
            on conflict (caller_key, at, looked_by) do nothing
            """)
        .bind("key", caller.hex())
        .bind("now", now.toEpochMilli())
        .bind("by", by)
        .bind("reason", reason)
        .execute();
  }

  static int deleteOld(Handle handle, Instant now) {
    return handle
        .createUpdate("delete from caller_number where kept_until <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static int delete(Handle handle, CallerKey caller) {
    return handle
        .createUpdate("delete from caller_number where caller_key = :key")
        .bind("key", caller.hex())
        .execute();
  }
}
