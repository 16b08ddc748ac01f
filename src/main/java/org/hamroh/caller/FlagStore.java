package org.hamroh.caller;

import java.time.Instant;
import java.util.List;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// The table `caller_flag`. Every method runs inside its caller's transaction.
final class FlagStore {

  private FlagStore() {}

  static List<CallerFlag> of(Handle handle, CallerKey caller, Instant now) {
    return handle
        .createQuery(
            """
            select id, flag, slower, set_at, set_by, expires_at from caller_flag
            where caller_key = :key and expires_at > :now and lifted_at is null
            order by set_at desc, id
            """)
        .bind("key", caller.hex())
        .bind("now", now.toEpochMilli())
        .map(
            (row, context) ->
                new CallerFlag(
                    row.getString("id"),
                    row.getString("flag"),
                    row.getLong("slower") != 0,
                    Instant.ofEpochMilli(row.getLong("set_at")),
                    row.getString("set_by"),
                    Instant.ofEpochMilli(row.getLong("expires_at"))))
        .list();
  }

  static void insert(Handle handle, CallerKey caller, CallerFlag flag) {
    handle
        .createUpdate(
            """
            insert into caller_flag (id, caller_key, flag, slower, set_at, set_by, expires_at)
            values (:id, :key, :flag, :slower, :at, :by, :expires)
            """)
        .bind("id", flag.id())
        .bind("key", caller.hex())
        .bind("flag", flag.flag())
        .bind("slower", flag.slower() ? 1 : 0)
        .bind("at", flag.setAt().toEpochMilli())
        .bind("by", flag.setBy())
        .bind("expires", flag.expiresAt().toEpochMilli())
        .execute();
  }

  static boolean lift(Handle handle, CallerKey caller, String id, String by, Instant now) {
    return handle
            .createUpdate(
                """
                update caller_flag set lifted_at = :now, lifted_by = :by
                where id = :id and caller_key = :key and lifted_at is null and expires_at > :now
                """)
            .bind("id", id)
            .bind("key", caller.hex())
            .bind("by", by)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  static int delete(Handle handle, CallerKey caller) {
    return handle
        .createUpdate("delete from caller_flag where caller_key = :key")
        .bind("key", caller.hex())
        .execute();
  }
}
