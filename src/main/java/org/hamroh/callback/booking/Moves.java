package org.hamroh.callback.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackStore;
import org.jdbi.v3.core.Handle;

/// Keeps a wish from being lost because our clock jumped, or because nobody was there at the hour:
/// an hour that has passed without one try comes again the next day, and an hour that lies further
/// ahead than any wish reaches was written down by a wrong clock. Whether a call is due is judged
/// by the clock at each look; this only moves the hour.
public final class Moves {

  /// After so many days without a try nobody waits for it any more.
  private static final int MOST = 3;

  /// Longer than from any wish to its hour, the gate's next opening included.
  private static final Duration FURTHEST = Duration.ofDays(9);

  private static final Duration DAY = Duration.ofDays(1);
  private static final String MOVED = "moved-";

  /// More is not looked at in one round.
  private static final int MOST_AT_ONCE = 1_000;

  private Moves() {}

  /// To be called before wishes whose time is over are ended.
  ///
  /// @return how many were moved
  public static int move(Handle handle, Instant now) {
    int moved = 0;
    for (Callback one : strayed(handle, now)) {
      long days =
          one.until().isAfter(now)
              ? -Duration.between(now, one.notBefore()).toDays()
              : Duration.between(one.until(), now).toDays() + 1;
      boolean tooLate = days > 0;
      int before = moves(one.why());
      if (tooLate && (before >= MOST || one.attempts() > 0)) {
        continue;
      }
      Duration by = DAY.multipliedBy(days);
      moved += write(handle, one, by, tooLate ? MOVED + (before + 1) : one.why(), now);
    }
    return moved;
  }

  private static int moves(String why) {
    return why.startsWith(MOVED) ? Integer.parseInt(why.substring(MOVED.length())) : 0;
  }

  private static List<Callback> strayed(Handle handle, Instant now) {
    return CallbackStore.live(handle, MOST_AT_ONCE).stream()
        .filter(one -> one.state() == org.hamroh.callback.CallbackState.WAITING)
        .filter(one -> one.kind().wantsOperator())
        .filter(one -> !one.until().isAfter(now) || one.notBefore().isAfter(now.plus(FURTHEST)))
        .toList();
  }

  private static int write(Handle handle, Callback one, Duration by, String why, Instant now) {
    Instant from = one.notBefore().plus(by);
    return handle
        .createUpdate(
            """
            update callback set not_before = :from, until = :until, next_try_at = :from,
              why = :why, changed_at = :now
            where id = :id and state = 'waiting'
            """)
        .bind("id", one.id())
        .bind("from", from.toEpochMilli())
        .bind("until", one.until().plus(by).toEpochMilli())
        .bind("why", why)
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
