package org.hamroh.cases;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// How often wrong numbers and PINs were keyed in. After some each further one locks for twice as
/// long: a person who mistypes loses a quarter of an hour, somebody who guesses gets a handful of
/// tries a day. Every method runs inside its caller's transaction.
final class CaseTries {

  /// Three are allowed in one call; somebody may call twice.
  static final int OF_CALLER = 6;

  /// Of one case number, from all telephones together.
  static final int OF_CASE = 6;

  private static final Duration FIRST_LOCK = Duration.ofMinutes(15);

  /// 15 minutes doubled so often is a day and a half.
  private static final int MOST_DOUBLINGS = 7;

  /// Who has not tried for so long begins anew.
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  private CaseTries() {}

  static boolean isLocked(Handle handle, String what, Instant now) {
    return handle
        .createQuery("select 1 from case_try where what = ? and locked_until > ?")
        .bind(0, what)
        .bind(1, now.toEpochMilli())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void wrong(Handle handle, String what, int allowed, Instant now) {
    int before =
        handle
            .createQuery("select wrong from case_try where what = ?")
            .bind(0, what)
            .mapTo(Integer.class)
            .findOne()
            .orElse(0);
    int wrong = before + 1;
    int doublings = Math.min(wrong - allowed, MOST_DOUBLINGS);
    Instant until =
        doublings < 0 ? Instant.EPOCH : now.plus(FIRST_LOCK.multipliedBy(1L << doublings));
    handle
        .createUpdate(
            """
            insert into case_try (what, wrong, last_at, locked_until)
            values (:what, :wrong, :at, :until)
            on conflict (what) do update set wrong = :wrong, last_at = :at, locked_until = :until
            """)
        .bind("what", what)
        .bind("wrong", wrong)
        .bind("at", now.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .execute();
  }

  static void right(Handle handle, String what) {
    handle.execute("delete from case_try where what = ?", what);
  }

  static void forget(Handle handle, Instant now) {
    handle.execute("delete from case_try where last_at < ?", now.minus(FORGOTTEN).toEpochMilli());
  }
}
