package org.hamroh.callback;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// The table of calls that we owe. Every method runs inside its caller's transaction.
public final class CallbackStore {

  /// Six digits can be kept in mind; three more when so many are given out that six are scarce.
  private static final int SHORT_RECEIPTS = 1_000_000;

  private static final int LONG_RECEIPTS = 1_000_000_000;
  private static final int SHORT_TRIES = 20;
  private static final SecureRandom CHANCE = new SecureRandom();

  private static final String LIVE = "state in ('waiting', 'dialling', 'connected')";

  private CallbackStore() {}

  /// Keeps a wish. Who has a live call back keeps that one, and its place: a second wish only makes
  /// it sooner, longer, safer or more exact. Only who has been reached and asks again in that very
  /// talk begins anew.
  public static Callback add(Handle handle, Callback.Wish wish, Instant now) {
    Optional<Callback> live = liveOf(handle, wish.caller());
    if (live.isEmpty()) {
      return insert(handle, wish, now);
    }
    Callback known = live.get();
    boolean again = wish.kind() != CallbackKind.MISSED_CALL;
    if (known.state() == CallbackState.CONNECTED && again) {
      settle(handle, known.id(), CallbackState.DONE, "asked-again", now);
      return insert(handle, wish, now);
    }
    if (known.state() == CallbackState.WAITING) {
      join(handle, known, wish, now);
    }
    return find(handle, known.id()).orElseThrow();
  }

  private static Callback insert(Handle handle, Callback.Wish wish, Instant now) {
    long id =
        handle.createQuery("select coalesce(max(id), 0) + 1 from callback").mapTo(Long.class).one();
    handle
        .createUpdate(
            """
            insert into callback (id, receipt, kind, caller_key, number, language, queue, priority,
              safe, from_call, asked_at, not_before, until, state, why, attempts, next_try_at,
              changed_at)
            values (:id, :receipt, :kind, :key, :number, :language, :queue, :priority,
              :safe, :call, :asked, :from, :until, 'waiting', '', 0, :from, :now)
            """)
        .bind("id", id)
        .bind("receipt", receipt(handle))
        .bind("kind", wish.kind().word())
        .bind("key", wish.caller().hex())
        .bind("number", wish.number().e164())
        .bind("language", wish.language())
        .bind("queue", wish.queue())
        .bind("priority", wish.priority())
        .bind("safe", wish.safe() ? 1 : 0)
        .bind("call", wish.fromCall().map(CallId::value).orElse(""))
        .bind("asked", wish.askedAt().toEpochMilli())
        .bind("from", wish.notBefore().toEpochMilli())
        .bind("until", wish.until().toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
    return find(handle, id).orElseThrow();
  }

  private static String receipt(Handle handle) {
    for (int i = 0; i < SHORT_TRIES; i++) {
      String short6 = String.format(Locale.ROOT, "%06d", CHANCE.nextInt(SHORT_RECEIPTS));
      if (byReceipt(handle, short6).isEmpty()) {
        return short6;
      }
    }
    return String.format(Locale.ROOT, "%09d", CHANCE.nextInt(LONG_RECEIPTS));
  }

  /// A ring of the missed-call line says "now"; any other wish says when, and where to.
  private static void join(Handle handle, Callback known, Callback.Wish wish, Instant now) {
    boolean exact = wish.kind() != CallbackKind.MISSED_CALL && known.kind() != CallbackKind.DANGER;
    Instant from = exact ? wish.notBefore() : earlier(known.notBefore(), wish.notBefore());
    Instant next = exact ? wish.notBefore() : earlier(known.nextTryAt(), wish.notBefore());
    handle
        .createUpdate(
            """
            update callback set kind = :kind, queue = :queue, language = :language,
              priority = :priority, safe = :safe, number = :number, not_before = :from,
              until = :until, next_try_at = :next, changed_at = :now
            where id = :id
            """)
        .bind("id", known.id())
        .bind("kind", (exact ? wish.kind() : known.kind()).word())
        .bind("queue", exact ? wish.queue() : known.queue())
        .bind("language", wish.language().isEmpty() ? known.language() : wish.language())
        .bind("priority", Math.max(known.priority(), wish.priority()))
        .bind("safe", known.safe() || wish.safe() ? 1 : 0)
        .bind("number", wish.number().e164())
        .bind("from", from.toEpochMilli())
        .bind("until", (exact ? wish.until() : later(known.until(), wish.until())).toEpochMilli())
        .bind("next", next.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

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
