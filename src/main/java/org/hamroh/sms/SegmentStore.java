package org.hamroh.sms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.RefusalName;
import org.hamroh.store.KeptStatements;
import org.jdbi.v3.core.Handle;

/// Segments on their way, in the tables. Every method runs inside its caller's transaction; those
/// that change a segment bring its message's state up to date in the same one.
final class SegmentStore {

  private SegmentStore() {}

  /// After a start: what was marked when the process died may or may not have left. Nobody knows,
  /// so it is never sent again by itself, unless it is rather sent twice than never.
  ///
  /// @return numbers of those messages
  static List<PhoneNumber> markUnknown(Handle handle, String reason, Instant now) {
    List<Long> messages =
        handle
            .createQuery("select distinct message_id from segment where state = 'sending'")
            .mapTo(Long.class)
            .list();
    handle.execute(
        """
        update segment set state = case when message_id in (select id from message
            where repeats = 1 and (valid_until = 0 or valid_until > ?)) then 'queued'
          else 'unknown' end
        where state = 'sending'
        """,
        now.toEpochMilli());
    List<PhoneNumber> numbers = new ArrayList<>(messages.size());
    for (long message : messages) {
      fold(handle, message, reason, now);
      numbers.add(number(handle, message));
    }
    return numbers;
  }

  static boolean anyWaiting(Handle handle, List<String> routes, List<Long> lanes, Instant now)
      throws SQLException {
    PreparedStatement query =
        KeptStatements.of(
            handle,
            """
            select 1 from segment
            where state = 'queued' and route = ? and lane = ? and not_before <= ? limit 1
            """);
    query.setLong(3, now.toEpochMilli());
    for (String route : routes) {
      query.setString(1, route);
      for (long lane : lanes) {
        query.setLong(2, lane);
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whatever of these messages has not left stays here: their time is over.
  ///
  /// @param most at once
  /// @return how many
  static int expireLate(Handle handle, int most, Instant now) {
    List<Long> late =
        handle
            .createQuery(
                """
                select id from message
                where state = 'queued' and valid_until > 0 and valid_until <= :now limit :most
                """)
            .bind("now", now.toEpochMilli())
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    late.forEach(message -> expire(handle, message, now));
    return late.size();
  }

  /// Too late: what of it waits will not leave.
  static void expire(Handle handle, long message, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'expired', refusal = :name
            where message_id = :message and state = 'queued'
            """)
        .bind("name", RefusalName.TOO_LATE.word())
        .bind("message", message)
        .execute();
    fold(handle, message, RefusalName.TOO_LATE.sentence() + ".", now);
  }

  /// The gate is closed for good: nothing more of it leaves.
  static void stopped(Handle handle, long message, RefusalName name, String reason, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'refused', refusal = :name
            where message_id = :message and state = 'queued'
            """)
        .bind("name", name.word())
        .bind("message", message)
        .execute();
    fold(handle, message, reason, now);
  }

  /// Which "no" a segment met last.
  static void named(Handle handle, OutgoingSegment segment, RefusalName name) {
    handle
        .createUpdate(
            "update segment set refusal = :name where message_id = :message and part = :part")
        .bind("name", name.word())
        .bind("message", segment.messageId())
        .bind("part", segment.segment().part())
        .execute();
  }

  static void unknown(Handle handle, OutgoingSegment segment, String reason, Instant now) {
    answered(handle, segment, SmsState.UNKNOWN, now);
    fold(handle, segment.messageId(), reason, now);
  }

  /// Turned down for good; parts that have not left are worth nothing without it.
  static void refused(Handle handle, OutgoingSegment segment, String reason, Instant now) {
    answered(handle, segment, SmsState.REFUSED, now);
    handle
        .createUpdate(
            """
            update segment set state = 'cancelled'
            where message_id = :message and state = 'queued'
            """)
        .bind("message", segment.messageId())
        .execute();
    fold(handle, segment.messageId(), reason, now);
  }

  /// Not now: what of it waits, waits for its hour.
  static void postpone(Handle handle, OutgoingSegment segment, Instant until, Instant now) {
    handle
        .createUpdate(
            """
            update segment set not_before = :until where message_id = :message and state = 'queued'
            """)
        .bind("until", until.toEpochMilli())
        .bind("message", segment.messageId())
        .execute();
  }

  private static void answered(
      Handle handle, OutgoingSegment segment, SmsState state, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = :state, answered_at = :now
            where message_id = :message and part = :part and state = 'sending'
            """)
        .bind("state", state.word())
        .bind("now", now.toEpochMilli())
        .bind("message", segment.messageId())
        .bind("part", segment.segment().part())
        .execute();
  }

  /// It is certain that it is not there: it may be sent once more.
  static void again(Handle handle, OutgoingSegment segment, Instant notBefore, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'queued', lane = :begun, not_before = :before
            where message_id = :message and part = :part and state = 'sending'
            """)
        .bind("begun", Lane.begun(segment.campaignId(), segment.purpose()))
        .bind("before", notBefore.toEpochMilli())
        .bind("message", segment.messageId())
        .bind("part", segment.segment().part())
        .execute();
    fold(handle, segment.messageId(), "", now);
    // A message of which nothing has left goes with its campaign again: that may pause or stop.
    handle
        .createUpdate(
            """
            update segment set lane = :home where message_id = :message
              and exists (select 1 from message where id = :message and state = 'queued')
            """)
        .bind("home", Lane.home(segment.campaignId(), segment.purpose()))
        .bind("message", segment.messageId())
        .execute();
  }

  /// The segment to this number that has waited longest for any news, if nothing to it is on its
  /// way at this moment (whose answer would tell the id).
  static Optional<ReceiptMatch.Found> longestUnknown(
      Handle handle, String route, String number, Instant before) throws SQLException {
    PreparedStatement query =
        KeptStatements.of(
            handle,
            """
            select s.message_id, m.campaign_id, s.part, m.parts, s.state, s.smsc_id, m.number,
              s.sent_at
            from message m join segment s on s.message_id = m.id
            where m.number = ? and s.route = ?
              and (s.state = 'sending' or (s.state in ('unknown', 'given_up')
                and s.smsc_id = '' and s.sent_at <= ?))
            order by s.sent_at, s.message_id, s.part
            """);
    query.setString(1, number);
    query.setString(2, route);
    query.setLong(3, before.toEpochMilli());
    List<ReceiptMatch.Found> open = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        open.add(ReceiptMatch.found(row));
      }
    }
    boolean onTheWay = open.stream().anyMatch(one -> one.state() == SmsState.SENDING);
    return onTheWay ? Optional.empty() : open.stream().findFirst();
  }

  /// How many segments wait for each route.
  static Map<String, Long> waiting(Handle handle) {
    Map<String, Long> waiting = new HashMap<>();
    handle
        .createQuery("select route, count(*) from segment where state = 'queued' group by route")
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> waiting.put(one.getKey(), one.getValue()));
    return waiting;
  }

  private static PhoneNumber number(Handle handle, long messageId) {
    return new PhoneNumber(
        handle
            .createQuery("select number from message where id = :id")
            .bind("id", messageId)
            .mapTo(String.class)
            .one());
  }

  /// Brings a message's state up to date with its segments.
  ///
  /// @param reason kept only while the message is refused or unknown
  static void fold(Handle handle, long messageId, String reason, Instant now) {
    SmsState state =
        SmsState.of(
            handle
                .createQuery("select state from segment where message_id = :id order by part")
                .bind("id", messageId)
                .mapTo(String.class)
                .map(SmsState::of)
                .list());
    boolean explained =
        state == SmsState.REFUSED || state == SmsState.UNKNOWN || state == SmsState.EXPIRED;
    handle
        .createUpdate(
            """
            update message set state = :state, changed_at = :now,
              reason = case when :explained = 0 then '' when :reason = '' then reason
                else :reason end
            where id = :id
            """)
        .bind("state", state.word())
        .bind("now", now.toEpochMilli())
        .bind("explained", explained ? 1 : 0)
        .bind("reason", reason)
        .bind("id", messageId)
        .execute();
  }
}
