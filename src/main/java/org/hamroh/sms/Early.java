package org.hamroh.sms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.store.InList;
import org.hamroh.store.KeptStatements;
import org.jdbi.v3.core.Handle;

/// A receipt whose segment is not known, or not yet: the answer to its submit may still be on its
/// way.
record Early(long id, String smscId, String status, String error, Instant receivedAt) {

  static void keep(Handle handle, String route, String number, Receipt receipt, Instant now)
      throws SQLException {
    PreparedStatement there =
        KeptStatements.of(
            handle,
            """
            select 1 from receipt_early where number = ? and route = ? and smsc_id = ? and status = ?
            limit 1
            """);
    there.setString(1, number);
    there.setString(2, route);
    there.setString(3, receipt.messageId());
    there.setString(4, receipt.status());
    try (ResultSet row = there.executeQuery()) {
      if (row.next()) {
        return; // said twice
      }
    }
    PreparedStatement insert =
        KeptStatements.of(
            handle,
            """
            insert into receipt_early (id, route, smsc_id, number, status, error, received_at)
            select coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ? from receipt_early
            """);
    insert.setString(1, route);
    insert.setString(2, receipt.messageId());
    insert.setString(3, number);
    insert.setString(4, receipt.status());
    insert.setString(5, receipt.error());
    insert.setLong(6, now.toEpochMilli());
    insert.executeUpdate();
  }

  /// Those that have waited for too long.
  static void forget(Handle handle, Instant now) {
    handle
        .createUpdate("delete from receipt_early where received_at < :old")
        .bind("old", now.minus(Receipts.UNMATCHED_KEPT).toEpochMilli())
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

  static List<Early> of(Handle handle, String route, String number) throws SQLException {
    PreparedStatement query =
        KeptStatements.of(
            handle,
            """
            select id, smsc_id, status, error, received_at from receipt_early
            where number = ? and route = ? order by id
            """);
    query.setString(1, number);
    query.setString(2, route);
    List<Early> early = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        early.add(
            new Early(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))));
      }
    }
    return early;
  }

  void delete(Handle handle) throws SQLException {
    PreparedStatement delete = KeptStatements.of(handle, "delete from receipt_early where id = ?");
    delete.setLong(1, id);
    delete.executeUpdate();
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
