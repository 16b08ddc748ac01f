package org.hamroh.twin;

import java.time.Instant;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Who never listens is asked once whether to go on, and then left alone. Whoever listens again,
/// agrees anew (START), or is taken back by an operator begins from nothing. Every method runs
/// inside its caller's transaction.
final class Listeners {

  /// Calls in a row that nobody listened to, before we ask.
  static final int ASKED_AFTER = 3;

  private Listeners() {}

  /// What the next call to somebody is.
  enum Next {
    /// As any other.
    RING,

    /// The one that asks.
    ASK,

    /// None.
    NONE,

    /// As any other, for the person has come back since.
    ANEW
  }

  static Next next(Handle handle, PhoneNumber number, Instant now) {
    Next next = next(handle, number);
    if (next == Next.ANEW) {
      listened(handle, number, now);
      return Next.RING;
    }
    return next;
  }

  private static Next next(Handle handle, PhoneNumber number) {
    return handle
        .createQuery(
            """
            select l.unheard, l.asked_at, l.alone_at,
              (select max(c.consent_at) from contact c where c.number = l.number) as agreed_at
            from call_listener l where l.number = :number
            """)
        .bind("number", number.e164())
        .map(
            (row, context) -> {
              long agreed = row.getLong("agreed_at");
              long alone = row.getLong("alone_at");
              boolean left = !row.wasNull();
              long asked = row.getLong("asked_at");
              boolean wasAsked = !row.wasNull();
              if (left) {
                return agreed > alone ? Next.ANEW : Next.NONE;
              }
              boolean due = row.getLong("unheard") >= ASKED_AFTER;
              return due && (!wasAsked || asked == 0) ? Next.ASK : Next.RING;
            })
        .findOne()
        .orElse(Next.RING);
  }

  static void asked(Handle handle, PhoneNumber number, Instant now) {
    handle.execute(
        "update call_listener set asked_at = ?, changed_at = ? where number = ?",
        now.toEpochMilli(),
        now.toEpochMilli(),
        number.e164());
  }

  /// A call came to its end without anybody listening.
  ///
  /// @param asked whether it was the one that asked
  static void unheard(Handle handle, PhoneNumber number, boolean asked, Instant now) {
    handle
        .createUpdate(
            """
            insert into call_listener (number, unheard, asked_at, alone_at, changed_at)
            values (:number, 1, null, null, :now)
            on conflict (number) do update set unheard = call_listener.unheard + 1,
              alone_at = case when :asked = 1 then :now else call_listener.alone_at end,
              changed_at = :now
            """)
        .bind("number", number.e164())
        .bind("asked", asked ? 1 : 0)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static void listened(Handle handle, PhoneNumber number, Instant now) {
    handle.execute(
        """
        update call_listener set unheard = 0, asked_at = null, alone_at = null, changed_at = ?
        where number = ?
        """,
        now.toEpochMilli(),
        number.e164());
  }

  /// People of a campaign who are left alone now.
  static long alone(Handle handle, long campaign) {
    return handle
        .createQuery(
            """
            select count(*) from call_listener l where l.alone_at is not null and exists
              (select 1 from campaign_call c where c.number = l.number and c.campaign_id = ?)
            """)
        .bind(0, campaign)
        .mapTo(Long.class)
        .one();
  }
}
