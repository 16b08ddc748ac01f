package org.hamroh.casework.contact;

import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// Takes what people wrote by hand out of the tables of contact records; what was chosen from lists
/// stays. Every method runs inside its caller's transaction.
final class TextErasure {

  private TextErasure() {}

  /// Erases what people wrote by hand in records last changed before that time, and versions beside
  /// a record that nobody has decided on since.
  ///
  /// @param limit for each
  /// @return how many
  static int olderThan(Handle handle, long before, int limit) {
    int records =
        handle
            .createUpdate(
                """
                update contact_record set texts_sealed = null, version = version + 1
                where id in (select id from contact_record
                  where texts_sealed is not null and changed_at < :before limit :limit)
                """)
            .bind("before", before)
            .bind("limit", limit)
            .execute();
    int asides =
        handle
            .createUpdate(
                """
                delete from contact_aside where exists (select 1 from (
                    select record_id as r, page as p from contact_aside
                    where at < :before limit :limit) old
                  where old.r = contact_aside.record_id and old.p = contact_aside.page)
                """)
            .bind("before", before)
            .bind("limit", limit)
            .execute();
    return records + asides;
  }

  /// The same for all of a caller's, at any age. Who has one open is told that it has changed.
  ///
  /// @return of how many records
  static int allOf(Handle handle, CallerKey caller) {
    handle
        .createUpdate(
            """
            delete from contact_aside where record_id in (
              select id from contact_record where caller_key = :caller)
            """)
        .bind("caller", caller.hex())
        .execute();
    return handle
        .createUpdate(
            """
            update contact_record set texts_sealed = null, version = version + 1
            where caller_key = :caller and texts_sealed is not null
            """)
        .bind("caller", caller.hex())
        .execute();
  }
}
