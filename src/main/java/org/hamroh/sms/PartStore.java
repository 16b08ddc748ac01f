package org.hamroh.sms;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hamroh.smpp.FromSmsc.Incoming;
import org.jdbi.v3.core.Handle;

/// Parts of longer texts, and prints of what came a moment ago. Every method runs inside its
/// caller's transaction.
final class PartStore {

  /// A text of which a part has come.
  record Group(String route, String number, String to, int reference, int parts) {}

  /// @param header octets of its header: packed septets begin behind fill bits
  record Part(int part, int coding, byte[] octets, Instant at, Optional<Long> textId) {}

  private PartStore() {}

  /// @return whether it came before, since then
  static boolean isSeen(Handle handle, String print, Instant since, Instant now) {
    handle.execute("delete from incoming_seen where seen_at < ?", since.toEpochMilli());
    return handle.execute(
            "insert into incoming_seen (print, seen_at) values (?, ?) on conflict do nothing",
            print,
            now.toEpochMilli())
        == 0;
  }

  static List<Part> parts(Handle handle, Group group) {
    return bind(
            handle.createQuery(
                """
                select part, coding, octets, received_at, text_id from incoming_part
                where number = :number and reference = :reference and parts = :parts
                  and sent_to = :to order by part
                """),
            group)
        .map(
            (row, context) ->
                new Part(
                    row.getInt(1),
                    row.getInt(2),
                    HexFormat.of().parseHex(row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4)),
                    row.getObject(5) == null ? Optional.empty() : Optional.of(row.getLong(5))))
        .list();
  }

  static void add(Handle handle, Group group, int part, Incoming from, byte[] letters, Instant at) {
    bind(
            handle.createUpdate(
                """
                insert into incoming_part (id, route, number, sent_to, reference, parts, part,
                  coding, octets, received_at)
                select coalesce(max(id), 0) + 1, :route, :number, :to, :reference, :parts, :part,
                  :coding, :octets, :now
                from incoming_part
                """),
            group)
        .bind("route", group.route)
        .bind("part", part)
        .bind("coding", from.dataCoding() & 0xff)
        .bind("octets", HexFormat.of().formatHex(letters))
        .bind("now", at.toEpochMilli())
        .execute();
  }

  /// They are shown as this text.
  static void shown(Handle handle, Group group, long textId) {
    bind(
            handle.createUpdate(
                """
                update incoming_part set text_id = :text
                where number = :number and reference = :reference and parts = :parts
                  and sent_to = :to
                """),
            group)
        .bind("text", textId)
        .execute();
  }

  static void forget(Handle handle, Group group) {
    bind(
            handle.createUpdate(
                """
                delete from incoming_part
                where number = :number and reference = :reference and parts = :parts
                  and sent_to = :to
                """),
            group)
        .execute();
  }

  static int forgetShown(Handle handle, Instant before) {
    return handle.execute(
        "delete from incoming_part where text_id is not null and received_at < ?",
        before.toEpochMilli());
  }

  /// Groups whose first part came before then, and that nobody has been shown.
  static List<Group> late(Handle handle, Instant before) {
    return handle
        .createQuery(
            """
            select min(route), number, sent_to, reference, parts from incoming_part
            where text_id is null group by number, sent_to, reference, parts
            having min(received_at) < :before limit 100
            """)
        .bind("before", before.toEpochMilli())
        .map(
            (row, context) ->
                new Group(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getInt(5)))
        .list();
  }

  private static <T extends org.jdbi.v3.core.statement.SqlStatement<T>> T bind(
      T statement, Group group) {
    return statement
        .bind("number", group.number)
        .bind("reference", group.reference)
        .bind("parts", group.parts)
        .bind("to", group.to);
  }
}
