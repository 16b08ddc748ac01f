package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Calls that are nobody's: the system made them to itself. What was already told of one is
/// forgotten, and nobody tells more.
public final class NobodysCalls {

  /// The PBX's files are read within seconds; after a crash, within days.
  private static final Duration KEPT = Duration.ofDays(30);

  private final Database database;

  public NobodysCalls(Database database) {
    this.database = database;
  }

  /// From now on this call has no record.
  public void add(CallId call, Instant at) {
    database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into self_test_call (call_id, at) values (:call, :at)
                  on conflict (call_id) do nothing
                  """)
              .bind("call", call.value())
              .bind("at", at.toEpochMilli())
              .execute();
          handle
              .createUpdate("delete from self_test_call where at < :before")
              .bind("before", at.minus(KEPT).toEpochMilli())
              .execute();
          handle
              .createUpdate("delete from call_event where call_id = :call")
              .bind("call", call.value())
              .execute();
          return handle
              .createUpdate("delete from call_record where call_id = :call")
              .bind("call", call.value())
              .execute();
        });
  }

  /// Whether the leg that began the call has this name.
  public static boolean has(Handle handle, String linkedId) {
    return handle
        .createQuery("select 1 from self_test_call where call_id = :call")
        .bind("call", linkedId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
