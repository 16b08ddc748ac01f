package org.hamroh.callback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// The table of calls that we owe, from their wait to their end; [WishStore] begins them. Every
/// method runs inside its caller's transaction.
public final class CallbackStore {

  private static final String LIVE = "state in ('waiting', 'dialling', 'connected')";

  private CallbackStore() {}

  /// Erases what is known of this person: calls that are owed go with those that are over. One that
  /// rings or talks at this moment loses its number, is not tried again, and expires.
  ///
  /// @return how many
  public static int forget(Handle handle, CallerKey caller, Instant now) {
    handle
        .createUpdate(
            """
            delete from callback_attempt where callback_id in (select id from callback
              where caller_key = :key and state not in ('dialling', 'connected'))
            """)
        .bind("key", caller.hex())
        .execute();
    int gone =
        handle
            .createUpdate(
                """
                delete from callback
                where caller_key = :key and state not in ('dialling', 'connected')
                """)
            .bind("key", caller.hex())
            .execute();
    return gone
        + handle
            .createUpdate(
                """
                update callback set number = '', from_call = '', until = :now
                where caller_key = :key
                """)
            .bind("key", caller.hex())
            .bind("now", now.toEpochMilli())
            .execute();
  }

  public static Optional<Callback> find(Handle handle, long id) {
    return handle
        .createQuery("select * from callback where id = :id")
        .bind("id", id)
        .map((row, context) -> callback(row))
        .findOne();
  }

  public static Optional<Callback> byReceipt(Handle handle, String receipt) {
    return handle
        .createQuery("select * from callback where receipt = :receipt")
        .bind("receipt", receipt)
        .map((row, context) -> callback(row))
        .findOne();
  }

  public static Optional<Callback> liveOf(Handle handle, CallerKey caller) {
    return handle
        .createQuery("select * from callback where caller_key = :key and " + LIVE)
        .bind("key", caller.hex())
        .map((row, context) -> callback(row))
        .findOne();
  }

  /// All that something is still to happen with, in the order of their turn.
  public static List<Callback> live(Handle handle, int most) {
    return handle
        .createQuery(
            "select * from callback where "
                + LIVE
                + " order by priority desc, asked_at, id limit :most")
        .bind("most", most)
        .map((row, context) -> callback(row))
        .list();
  }

  /// Those that are being dialled or talk now.
  public static List<Callback> busy(Handle handle) {
    return handle
        .createQuery("select * from callback where state in ('dialling', 'connected') order by id")
        .map((row, context) -> callback(row))
        .list();
  }

  /// The newest changed first, ended ones too.
  public static List<Callback> latest(Handle handle, int most) {
    return handle
        .createQuery("select * from callback order by changed_at desc, id desc limit :most")
        .bind("most", most)
        .map((row, context) -> callback(row))
        .list();
  }

  /// The newest wish first.
  ///
  /// @param state  only these; all when empty
  /// @param before an id; only older ones
  public static List<Callback> page(
      Handle handle, Optional<CallbackState> state, long before, int most) {
    return handle
        .createQuery(
            "select * from callback where id < :before and (:state = '' or state = :state)"
                + " order by id desc limit :most")
        .bind("before", before)
        .bind("state", state.map(CallbackState::word).orElse(""))
        .bind("most", most)
        .map((row, context) -> callback(row))
        .list();
  }

  /// Somebody on our side wants it tried at once: the hour and the pause are over.
  ///
  /// @return false when it waits no longer
  public static boolean soon(Handle handle, long id, Instant until, Instant now) {
    return handle
            .createUpdate(
                """
                update callback set not_before = :now, next_try_at = :now, changed_at = :now,
                  until = case when until < :until then :until else until end
                where id = :id and state = 'waiting'
                """)
            .bind("id", id)
            .bind("until", until.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// A person of ours has it in hand: the dialer leaves it alone until then, and afterwards tries
  /// it again.
  ///
  /// @return false when it waits no longer
  public static boolean hold(Handle handle, long id, Instant held, Instant until, Instant now) {
    return handle
            .createUpdate(
                """
                update callback set next_try_at = :held, why = 'in-hand', changed_at = :now,
                  until = case when until < :until then :until else until end
                where id = :id and state = 'waiting'
                """)
            .bind("id", id)
            .bind("held", held.toEpochMilli())
            .bind("until", until.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Nobody has it in hand any more.
  public static boolean letGo(Handle handle, long id, Instant now) {
    return handle
            .createUpdate(
                """
                update callback set why = '', changed_at = :now,
                  next_try_at = case when not_before > :now then not_before else :now end
                where id = :id and state = 'waiting' and why = 'in-hand'
                """)
            .bind("id", id)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Those that may be tried now, in the order of their turn.
  public static List<Callback> due(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            select * from callback
            where state = 'waiting' and next_try_at <= :now and until > :now
            order by priority desc, asked_at, id limit :most
            """)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map((row, context) -> callback(row))
        .list();
  }

  /// When something is due next: a try, or the end of a wish that nobody tried.
  public static Optional<Instant> nextAt(Handle handle) {
    return handle
        .createQuery(
            """
            select min(case when next_try_at < until then next_try_at else until end)
            from callback where state = 'waiting'
            """)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /// Marks one as leaving, and counts the attempt.
  ///
  /// @return false when it waits no longer
  public static boolean mark(Handle handle, long id, Instant now) {
    return handle
            .createUpdate(
                """
                update callback
                set state = 'dialling', attempts = attempts + 1, changed_at = :now
                where id = :id and state = 'waiting'
                """)
            .bind("id", id)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// A key has confirmed that the person is there.
  ///
  /// @return false when it was not being dialled
  public static boolean connected(Handle handle, long id, Instant now) {
    return handle
            .createUpdate(
                """
                update callback set state = 'connected', why = '', changed_at = :now
                where id = :id and state = 'dialling'
                """)
            .bind("id", id)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Back to waiting.
  ///
  /// @return false when it has ended meanwhile
  public static boolean again(Handle handle, long id, Instant nextTry, String why, Instant now) {
    return handle
            .createUpdate(
                "update callback set state = 'waiting', next_try_at = :next, why = :why,"
                    + " changed_at = :now where id = :id and "
                    + LIVE)
            .bind("id", id)
            .bind("next", nextTry.toEpochMilli())
            .bind("why", why)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Ends one.
  ///
  /// @param state one that is not live
  /// @return false when it had ended already
  public static boolean settle(
      Handle handle, long id, CallbackState state, String why, Instant now) {
    if (state.isLive()) {
      throw new IllegalArgumentException(state + " is no end");
    }
    return handle
            .createUpdate(
                "update callback set state = :state, why = :why, changed_at = :now where id = :id"
                    + " and "
                    + LIVE)
            .bind("id", id)
            .bind("state", state.word())
            .bind("why", why)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// Ends those whose time is over before they were reached.
  ///
  /// @return how many
  public static int expire(Handle handle, Instant now) {
    return handle
        .createUpdate(
            """
            update callback set state = 'expired', changed_at = :now
            where state = 'waiting' and until <= :now
            """)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Empties the numbers of those that ended before.
  ///
  /// @return how many
  public static int forgetNumbers(Handle handle, Instant endedBefore) {
    return handle
        .createUpdate(
            "update callback set number = '' where number <> '' and changed_at < :before and not "
                + LIVE)
        .bind("before", endedBefore.toEpochMilli())
        .execute();
  }

  private static Callback callback(ResultSet row) throws SQLException {
    return new Callback(
        row.getLong("id"),
        row.getString("receipt"),
        CallbackKind.of(row.getString("kind")),
        new CallerKey(row.getString("caller_key")),
        Optional.of(row.getString("number")).filter(one -> !one.isEmpty()).map(PhoneNumber::new),
        row.getString("language"),
        row.getString("queue"),
        row.getInt("priority"),
        row.getLong("safe") != 0,
        Optional.of(row.getString("from_call")).filter(one -> !one.isEmpty()).map(CallId::new),
        Instant.ofEpochMilli(row.getLong("asked_at")),
        Instant.ofEpochMilli(row.getLong("not_before")),
        Instant.ofEpochMilli(row.getLong("until")),
        CallbackState.of(row.getString("state")),
        row.getString("why"),
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("next_try_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }
}
