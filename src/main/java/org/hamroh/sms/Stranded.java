package org.hamroh.sms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Texts of a route that is down. One of which nothing was accepted may go another way, cut as that
/// way joins its parts. One that has begun stays: a telephone joins parts only from one sender, and
/// another carrier shows another one, or counts anew; its parts go on when the route is back, or
/// end when their time is over. Every method runs inside its caller's transaction.
final class Stranded {

  private Stranded() {}

  /// What a message takes along.
  private record Message(long id, String text, long lane, long notBefore) {}

  /// Gives longer texts that wait for one route to another one that joins them in another way.
  ///
  /// @param from   a route that is down
  /// @param to     one that works
  /// @param served prefixes of the other
  /// @param most   at once
  /// @return how many
  static int recut(
      Handle handle, SmsConfig.Route from, SmsConfig.Route to, List<String> served, int most) {
    List<String> heads = served.stream().map(one -> "m.number like '" + one + "%'").toList();
    List<Message> messages =
        handle
            .createQuery(
                """
                select m.id, m.text, s.lane, s.not_before
                from segment s join message m on m.id = s.message_id
                where s.state = 'queued' and s.route = :route and s.part = 1
                  and m.state = 'queued' and m.parts > 1 and m.joining <> :joining and (%s)
                limit :most
                """
                    .formatted(String.join(" or ", heads)))
            .bind("route", from.name())
            .bind("joining", to.joined().word())
            .bind("most", most)
            .map((row, context) -> message(row))
            .list();
    messages.forEach(message -> recut(handle, message, to));
    return messages.size();
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
  }

  private static void recut(Handle handle, Message message, SmsConfig.Route to) {
    SmsText text = SmsText.of(message.text, to.joined());
    handle.execute("delete from segment where message_id = ?", message.id);
    for (Segment part : text.submits()) {
      handle
          .createUpdate(
              """
              insert into segment (message_id, part, lane, route, state, attempts, not_before,
                smsc_id, receipt, receipt_error)
              values (:message, :part, :lane, :route, 'queued', 0, :before, '', '', '')
              """)
          .bind("message", message.id)
          .bind("part", part.part())
          .bind("lane", message.lane)
          .bind("route", to.name())
          .bind("before", message.notBefore)
          .execute();
    }
    handle
        .createUpdate(
            """
            update message set route = :route, joining = :joining, parts = :parts where id = :id
            """)
        .bind("route", to.name())
        .bind("joining", to.joined().word())
        .bind("parts", text.segments().size())
        .bind("id", message.id)
        .execute();
  }

  /// Ends what has begun on a route that is down, and whose time is over.
  ///
  /// @return how many
  static int expireBegun(Handle handle, String route, int most, Instant now) {
    List<Long> late = new ArrayList<>();
    for (long lane : List.of(Lane.ALARMS, Lane.SINGLE, Lane.BEGUN)) {
      late.addAll(
          handle
              .createQuery(
                  """
                  select distinct m.id from segment s join message m on m.id = s.message_id
                  where s.state = 'queued' and s.route = :route and s.lane = :lane
                    and m.state = 'sending' and m.valid_until > 0 and m.valid_until <= :now
                  limit :most
                  """)
              .bind("route", route)
              .bind("lane", lane)
              .bind("now", now.toEpochMilli())
              .bind("most", most)
              .mapTo(Long.class)
              .list());
    }
    late.forEach(message -> SegmentStore.expire(handle, message, now));
    return late.size();
  }
}
