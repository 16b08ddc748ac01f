package org.hamroh.referral;

import java.time.Instant;
import java.util.List;
import org.hamroh.referral.Referral.Letter;
import org.jdbi.v3.core.Handle;

/// The table `referral_letter`. Every method runs inside its caller's transaction.
final class LetterStore {

  /// A letter that is to leave.
  record Due(ReferralId id, Letter letter) {}

  /// Waits, and has perhaps left before: a crash came between the mail server's word and ours.
  static final String REPEATING = "repeating";

  private LetterStore() {}

  static void add(Handle handle, ReferralId id, String kind, String way, int link, Instant now) {
    handle
        .createUpdate(
            """
            insert into referral_letter (referral_id, seq, kind, way, link_number, state, attempts,
              next_at, trouble, changed_at)
            select :id, coalesce(max(seq), 0) + 1, :kind, :way, :link, 'waiting', 0, :now, '', :now
            from referral_letter where referral_id = :id
            """)
        .bind("id", id.toString())
        .bind("kind", kind)
        .bind("way", way)
        .bind("link", link)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static List<Letter> of(Handle handle, ReferralId id) {
    return handle
        .createQuery("select * from referral_letter where referral_id = :id order by seq")
        .bind("id", id.toString())
        .map(
            (row, context) ->
                new Letter(
                    row.getInt("seq"),
                    row.getString("kind"),
                    row.getString("way"),
                    row.getInt("link_number"),
                    row.getString("state"),
                    row.getInt("attempts"),
                    row.getString("trouble")))
        .list();
  }

  static List<Due> due(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            select * from referral_letter where state in ('waiting', 'repeating') and next_at <= :now
            order by next_at, referral_id, seq limit :most
            """)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map(
            (row, context) ->
                new Due(
                    ReferralId.of(row.getString("referral_id")),
                    new Letter(
                        row.getInt("seq"),
                        row.getString("kind"),
                        row.getString("way"),
                        row.getInt("link_number"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("trouble"))))
        .list();
  }

  static void mark(
      Handle handle, Due one, String state, int attempts, Instant next, String why, Instant now) {
    handle
        .createUpdate(
            """
            update referral_letter set state = :state, attempts = :attempts, next_at = :next,
              trouble = :why, changed_at = :now where referral_id = :id and seq = :seq
            """)
        .bind("state", state)
        .bind("attempts", attempts)
        .bind("next", next.toEpochMilli())
        .bind("why", why)
        .bind("now", now.toEpochMilli())
        .bind("id", one.id().toString())
        .bind("seq", one.letter().seq())
        .execute();
  }

  /// After a start: what was on its way may or may not have arrived. The same letter twice, with
  /// the same link and the same name, is better than none.
  static int again(Handle handle) {
    return handle
        .createUpdate("update referral_letter set state = 'repeating' where state = 'leaving'")
        .execute();
  }
}
