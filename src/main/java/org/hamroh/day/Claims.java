package org.hamroh.day;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.day.DayItem.Claim;
import org.jdbi.v3.core.Handle;

/// The table `day_claim`. Every method runs inside its caller's transaction: of two people who
/// reach for the same thing one gets it, whatever the moment.
final class Claims {

  private Claims() {}

  /// Takes it when it is nobody's, mine already, or its time is over.
  ///
  /// @return false when somebody else has it
  static boolean take(
      Handle handle, DayList list, String item, String by, Instant until, Instant now) {
    return handle
            .createUpdate(
                """
                insert into day_claim (list, item, claimed_by, until)
                values (:list, :item, :by, :until)
                on conflict (list, item) do update set claimed_by = :by, until = :until
                where day_claim.claimed_by = :by or day_claim.until <= :now
                """)
            .bind("list", list.word())
            .bind("item", item)
            .bind("by", by)
            .bind("until", until.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /// @return false when it was not this person's
  static boolean release(Handle handle, DayList list, String item, String by) {
    return handle
            .createUpdate(
                "delete from day_claim where list = :list and item = :item and claimed_by = :by")
            .bind("list", list.word())
            .bind("item", item)
            .bind("by", by)
            .execute()
        > 0;
  }

  static Optional<Claim> of(Handle handle, DayList list, String item, Instant now) {
    return handle
        .createQuery(
            """
            select claimed_by, until from day_claim
            where list = :list and item = :item and until > :now
            """)
        .bind("list", list.word())
        .bind("item", item)
        .bind("now", now.toEpochMilli())
        .map((row, context) -> new Claim(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
        .findOne();
  }

  /// @return how many
  static int forget(Handle handle, Instant now) {
    return handle
        .createUpdate("delete from day_claim where until <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
