package org.hamroh.day;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Who rang, got nobody, and has not been reached since. It is not written down: each look folds it
/// from the records of calls, so whoever is reached on any way is gone by itself.
///
/// To ring them the number is needed, which is known only while a script speaks. It is kept sealed
/// while its owner may be lost, three days at most, and forgotten at once when the cover key says
/// that somebody stands beside the caller.
public final class LostCallers {

  /// Who called longer ago has found help or given up.
  static final Duration RECALLED_FOR = Duration.ofHours(72);

  /// A call's record is whole long before; until then its number stays.
  private static final Duration SETTLED = Duration.ofHours(2);

  /// More are not shown at once.
  static final int MOST = 200;

  private static final String LOST =
      """
      from call_record c
      where c.folded > 0 and c.started_at >= :since and c.ended_at is not null
        and c.caller is not null
        and c.ending in ('ABANDONED', 'HUNG_UP_IN_MENU', 'FAILED', 'UNKNOWN')
        and not exists (select 1 from call_record later
          where later.caller = c.caller and later.started_at > c.started_at
            and (later.ended_at is null or later.ending in ('ABANDONED', 'HUNG_UP_IN_MENU',
              'FAILED', 'UNKNOWN', 'ANSWERED', 'LEFT_MESSAGE', 'BOOKED_CALL')))
        and not exists (select 1 from callback b
          where b.caller_key = c.caller
            and (b.state in ('waiting', 'dialling', 'connected')
              or (b.state in ('done', 'texted') and b.changed_at >= c.started_at)))
        and not exists (select 1 from voice_message v
          where v.caller_key = c.caller and v.state in ('new', 'taken', 'answered')
            and v.begun_at >= c.started_at)
      """;

  private static final Logger LOG = LogManager.getLogger(LostCallers.class);

  /// Keeps numbers so that nobody reads them in the store.
  public interface Sealing {
    String seal(String name, PhoneNumber number);

    /// @return nothing when the seal is broken
    Optional<PhoneNumber> open(String name, String sealed);
  }

  /// @param callable whether the number is kept
  record Lost(CallRecord call, CallerKey caller, boolean callable) {}

  private final Database database;
  private final Function<CallId, Optional<PhoneNumber>> onLine;
  private final Function<PhoneNumber, CallerKey> keys;
  private final Sealing sealing;
  private final Clock clock;

  /// @param onLine the number that calls, while a script speaks with it
  /// @param keys   what is kept instead of a number
  public LostCallers(
      Database database,
      Function<CallId, Optional<PhoneNumber>> onLine,
      Function<PhoneNumber, CallerKey> keys,
      Sealing sealing,
      Clock clock) {
    this.database = database;
    this.onLine = onLine;
    this.keys = keys;
    this.sealing = sealing;
    this.clock = clock;
  }

  /// Hears what happens on calls; waits for nothing.
  public void told(CallId call, CallEvent event) {
    if (event instanceof CallEvent.CallStarted started && started.caller() != null) {
      CallerKey caller = started.caller();
      onLine.apply(call).ifPresent(number -> keep(caller, number));
    }
    if (event instanceof CallEvent.CoverKeyPressed) {
      onLine
          .apply(call)
          .map(keys)
          .ifPresent(caller -> submit(handle -> forget(handle, caller), "forgotten"));
    }
  }

  private void keep(CallerKey caller, PhoneNumber number) {
    String kept = sealing.seal(name(caller), number);
    Instant now = clock.instant();
    submit(handle -> put(handle, caller, kept, now), "noted");
  }

  private void submit(Database.Work<Integer> work, String what) {
    database
        .submit(work)
        .exceptionally(
            failure -> {
              // The call goes on; this caller can then not be rung from the list.
              LOG.warn("event=lost-number-not-{} reason={}", what, failure.toString());
              return 0;
            });
  }

  private static String name(CallerKey caller) {
    return "lost " + caller.hex();
  }

  private static int put(Handle handle, CallerKey caller, String kept, Instant now) {
    return handle
        .createUpdate(
            """
            insert into lost_number (caller_key, number_sealed, at) values (:key, :number, :now)
            on conflict (caller_key) do update set number_sealed = :number, at = :now
            """)
        .bind("key", caller.hex())
        .bind("number", kept)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Erases the number of a person who wishes it; works beside a running server.
  ///
  /// @return how many
  public static int forget(Handle handle, CallerKey caller) {
    return handle
        .createUpdate("delete from lost_number where caller_key = :key")
        .bind("key", caller.hex())
        .execute();
  }

  /// Forgets the numbers of everybody who is not lost.
  int tidy(Instant now) {
    return database.write(
        handle ->
            handle
                .createUpdate(
                    "delete from lost_number where at < :since or (at < :settled and not exists"
                        + " (select 1 "
                        + LOST
                        + " and c.caller = lost_number.caller_key))")
                .bind("since", now.minus(RECALLED_FOR).toEpochMilli())
                .bind("settled", now.minus(SETTLED).toEpochMilli())
                .execute());
  }

  /// Each person once, by their last call, who called first before the others. Whoever pressed the
  /// cover key is never among them.
  List<Lost> list() {
    Instant since = clock.instant().minus(RECALLED_FOR);
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select c.body, exists (select 1 from lost_number n"
                        + " where n.caller_key = c.caller) as callable "
                        + LOST
                        + " order by c.started_at limit :most")
                .bind("since", since.toEpochMilli())
                .bind("most", MOST)
                .map(
                    (row, context) -> {
                      CallRecord call = CallRecord.ofRow(row.getString(1));
                      return new Lost(
                          call,
                          java.util.Objects.requireNonNull(call.caller()),
                          row.getLong(2) > 0);
                    })
                .stream()
                .filter(lost -> !lost.call().interrupted())
                .toList());
  }

  Optional<Lost> find(String caller) {
    return list().stream().filter(lost -> lost.caller().hex().equals(caller)).findFirst();
  }

  /// The number of somebody who is lost.
  Optional<PhoneNumber> number(CallerKey caller) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("select number_sealed from lost_number where caller_key = :key")
                    .bind("key", caller.hex())
                    .mapTo(String.class)
                    .findOne())
        .flatMap(kept -> sealing.open(name(caller), kept));
  }
}
