package org.hamroh.callback;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.jdbi.v3.core.Handle;

/// Keeps wishes to be called back in the table of calls that we owe: one live call for each person,
/// with a receipt that can be kept in mind. Every method runs inside its caller's transaction.
public final class WishStore {

  /// Six digits can be kept in mind; three more when so many are given out that six are scarce.
  private static final int SHORT_RECEIPTS = 1_000_000;

  private static final int LONG_RECEIPTS = 1_000_000_000;
  private static final int SHORT_TRIES = 20;
  private static final SecureRandom CHANCE = new SecureRandom();

  private WishStore() {}

  /// Keeps a wish. Who has a live call back keeps that one, and its place: a second wish only makes
  /// it sooner, longer, safer or more exact. Only who has been reached and asks again in that very
  /// talk begins anew.
  public static Callback keep(Handle handle, Callback.Wish wish, Instant now) {
    Optional<Callback> live = CallbackStore.liveOf(handle, wish.caller());
    if (live.isEmpty()) {
      return insert(handle, wish, now);
    }
    Callback known = live.get();
    boolean again = wish.kind() != CallbackKind.MISSED_CALL;
    if (known.state() == CallbackState.CONNECTED && again) {
      CallbackStore.settle(handle, known.id(), CallbackState.DONE, "asked-again", now);
      return insert(handle, wish, now);
    }
    if (known.state() == CallbackState.WAITING) {
      join(handle, known, wish, now);
    }
    return CallbackStore.find(handle, known.id()).orElseThrow();
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
    return CallbackStore.find(handle, id).orElseThrow();
  }

  private static String receipt(Handle handle) {
    for (int i = 0; i < SHORT_TRIES; i++) {
      String short6 = String.format(Locale.ROOT, "%06d", CHANCE.nextInt(SHORT_RECEIPTS));
      if (CallbackStore.byReceipt(handle, short6).isEmpty()) {
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
}
