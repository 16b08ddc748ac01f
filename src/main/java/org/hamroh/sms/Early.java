package org.hamroh.sms;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.store.InList;
import org.jdbi.v3.core.Handle;

/// A receipt whose segment is not known, or not yet: the answer to its submit may still be on its
/// way.
record Early(long id, String smscId, String status, String error, Instant receivedAt) {

  static void keep(Handle handle, String route, String number, Receipt receipt, Instant now) {
    handle
        .createUpdate("delete from receipt_early where received_at < :old")
        .bind("old", now.minus(Receipts.UNMATCHED_KEPT).toEpochMilli())
        .execute();
    boolean there =
        handle
            .createQuery(
                """
                select 1 from receipt_early where number = :number and route = :route
                  and smsc_id = :smsc and status = :status limit 1
                """)
            .bind("number", number)
            .bind("route", route)
            .bind("smsc", receipt.messageId())
            .bind("status", receipt.status())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (there) {
      return; // said twice
    }
    handle
        .createUpdate(
            """
            insert into receipt_early (id, route, smsc_id, number, status, error, received_at)
            select coalesce(max(id), 0) + 1, :route, :smsc, :number, :status, :error, :now
            from receipt_early
            """)
        .bind("route", route)
        .bind("smsc", receipt.messageId())
        .bind("number", number)
        .bind("status", receipt.status())
        .bind("error", receipt.error())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Those of these numbers that have early receipts.
  static List<String> numbers(Handle handle, String route, List<String> numbers) {
    boolean any =
        handle
            .createQuery("select 1 from receipt_early limit 1")
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    Set<String> early = new TreeSet<>();
    if (any) {
      InList.read(
          handle,
          "select number, route from receipt_early where number in (%s)",
          numbers,
          row -> {
            if (row.getString(2).equals(route)) {
              early.add(row.getString(1));
            }
          });
    }
    return List.copyOf(early);
  }

  static List<Early> of(Handle handle, String route, String number) {
    return handle
        .createQuery(
            """
            select id, smsc_id, status, error, received_at from receipt_early
            where number = :number and route = :route order by id
            """)
        .bind("number", number)
        .bind("route", route)
        .map(
            (row, context) ->
                new Early(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Instant.ofEpochMilli(row.getLong(5))))
        .list();
  }

  void delete(Handle handle) {
    handle.execute("delete from receipt_early where id = ?", id);
  }

  /// Receipts of a route that have found no segment.
  static long unmatched(Handle handle, String route) {
    return handle
        .createQuery("select count(*) from receipt_early where route = :route")
        .bind("route", route)
        .mapTo(Long.class)
        .one();
  }
}
