package org.hamroh.sms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Segments on their way, in the tables. Every method runs inside its caller's transaction; those
/// that change a segment bring its message's state up to date in the same one.
final class SegmentStore {

  private SegmentStore() {}

  /// After a start: what was marked when the process died may or may not have left. Nobody knows,
  /// so it is never sent again by itself.
  ///
  /// @return numbers of those messages
  static List<PhoneNumber> markUnknown(Handle handle, String reason, Instant now) {
    List<Long> messages =
        handle
            .createQuery("select distinct message_id from segment where state = 'sending'")
            .mapTo(Long.class)
            .list();
    handle.execute("update segment set state = 'unknown' where state = 'sending'");
    List<PhoneNumber> numbers = new ArrayList<>(messages.size());
    for (long message : messages) {
      fold(handle, message, reason, now);
      numbers.add(number(handle, message));
    }
    return numbers;
  }

  static boolean anyWaiting(Handle handle, String route, List<Long> lanes, Instant now) {
    return lanes.stream().anyMatch(lane -> !waiting(handle, route, lane, 1, now).isEmpty());
  }

  /// Marks the next segments as sending. They may leave only after this is committed.
  ///
  /// @param lanes in their order: single messages and begun ones first (0), then running campaigns
  static List<OutgoingSegment> claim(
      Handle handle, String route, List<Long> lanes, int most, Instant now) {
    List<OutgoingSegment> claimed = new ArrayList<>(most);
    for (long lane : lanes) {
      for (Waiting next : waiting(handle, route, lane, most - claimed.size(), now)) {
        claimed.add(mark(handle, next, now));
      }
      if (claimed.size() == most) {
        break;
      }
    }
    return claimed;
  }

  private record Waiting(long messageId, int part, int attempts) {}

  private static List<Waiting> waiting(
      Handle handle, String route, long lane, int most, Instant now) {
    return handle
        .createQuery(
            """
            select message_id, part, attempts from segment
            where state = 'queued' and route = :route and lane = :lane and not_before <= :now
            order by message_id, part limit :most
            """)
        .bind("route", route)
        .bind("lane", lane)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map((row, context) -> new Waiting(row.getLong(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  private static OutgoingSegment mark(Handle handle, Waiting next, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'sending', sent_at = :now, attempts = attempts + 1
            where message_id = :message and part = :part
            """)
        .bind("now", now.toEpochMilli())
        .bind("message", next.messageId)
        .bind("part", next.part)
        .execute();
    // A message that has begun goes out whole, also when its campaign pauses or stops.
    handle
        .createUpdate(
            "update segment set lane = 0 where message_id = :message and state = 'queued'")
        .bind("message", next.messageId)
        .execute();
    handle
        .createUpdate("update message set state = 'sending', changed_at = :now where id = :message")
        .bind("now", now.toEpochMilli())
        .bind("message", next.messageId)
        .execute();
    return handle
        .createQuery("select campaign_id, purpose, number, text from message where id = :message")
        .bind("message", next.messageId)
        .map(
            (row, context) ->
                new OutgoingSegment(
                    next.messageId,
                    row.getLong(1),
                    purpose(row.getLong(1), row.getString(2)),
                    new PhoneNumber(row.getString(3)),
                    SmsText.of(row.getString(4)).segments().get(next.part - 1),
                    next.attempts + 1))
        .one();
  }

  private static Purpose purpose(long campaign, String word) {
    if (campaign != 0) {
      return Purpose.BROADCAST;
    }
    return word.isEmpty() ? Purpose.SERVICE : Purpose.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static void accepted(Handle handle, OutgoingSegment segment, String smscId, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'accepted', smsc_id = :smsc, answered_at = :now
            where message_id = :message and part = :part and state = 'sending'
            """)
        .bind("smsc", smscId)
        .bind("now", now.toEpochMilli())
        .bind("message", segment.messageId())
        .bind("part", segment.segment().part())
        .execute();
    fold(handle, segment.messageId(), "", now);
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

  /// Not now: the whole message goes back to where it waited, as if it had not been marked.
  static void postpone(Handle handle, OutgoingSegment segment, Instant until, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'queued', not_before = :until,
              attempts = case when part = :part then attempts - 1 else attempts end,
              sent_at = case when part = :part then null else sent_at end,
              lane = :campaign
            where message_id = :message
              and (state = 'queued' or (state = 'sending' and part = :part))
            """)
        .bind("until", until.toEpochMilli())
        .bind("part", segment.segment().part())
        .bind("campaign", segment.campaignId())
        .bind("message", segment.messageId())
        .execute();
    fold(handle, segment.messageId(), "", now);
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
  ///
  /// @param counted whether this try counts against its few
  static void again(
      Handle handle, OutgoingSegment segment, boolean counted, Instant notBefore, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'queued', lane = 0, not_before = :before,
              attempts = attempts - :uncounted
            where message_id = :message and part = :part and state = 'sending'
            """)
        .bind("before", notBefore.toEpochMilli())
        .bind("uncounted", counted ? 0 : 1)
        .bind("message", segment.messageId())
        .bind("part", segment.segment().part())
        .execute();
    fold(handle, segment.messageId(), "", now);
    // A message of which nothing has left goes with its campaign again: that may pause or stop.
    handle
        .createUpdate(
            """
            update segment set lane = :campaign where message_id = :message
              and exists (select 1 from message where id = :message and state = 'queued')
            """)
        .bind("campaign", segment.campaignId())
        .bind("message", segment.messageId())
        .execute();
  }

  /// @param smscId as kept, empty while unknown
  record Known(
      long messageId, long campaignId, int part, SmsState state, String smscId, String number) {}

  /// Segments that one of these ids may mean, the latest first.
  static List<Known> byIds(Handle handle, String route, List<String> ids) {
    return handle
        .createQuery(
            """
            select s.message_id, m.campaign_id, s.part, s.state, s.smsc_id, m.number
            from segment s join message m on m.id = s.message_id
            where s.smsc_id in (<ids>) and s.smsc_id <> '' and s.route = :route
            order by s.sent_at desc
            """)
        .bindList("ids", ids)
        .bind("route", route)
        .map((row, context) -> known(row))
        .list();
  }

  /// The segment to this number that has waited longest for any news, if nothing to it is on its
  /// way at this moment (whose answer would tell the id).
  static Optional<Known> longestUnknown(
      Handle handle, String route, String number, Instant before) {
    List<Known> open =
        handle
            .createQuery(
                """
                select s.message_id, m.campaign_id, s.part, s.state, s.smsc_id, m.number
                from message m join segment s on s.message_id = m.id
                where m.number = :number and s.route = :route
                  and (s.state = 'sending' or (s.state = 'unknown' and s.smsc_id = ''
                    and s.sent_at <= :before))
                order by s.sent_at, s.message_id, s.part
                """)
            .bind("number", number)
            .bind("route", route)
            .bind("before", before.toEpochMilli())
            .map((row, context) -> known(row))
            .list();
    boolean onTheWay = open.stream().anyMatch(one -> one.state == SmsState.SENDING);
    return onTheWay ? Optional.empty() : open.stream().findFirst();
  }

  private static Known known(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Known(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        SmsState.of(row.getString(4)),
        row.getString(5),
        row.getString(6));
  }

  /// Writes a receipt to its segment.
  ///
  /// @param smscId the segment's id from now on
  static void receipt(
      Handle handle, Known segment, String smscId, String status, String error, Instant now) {
    SmsState after = segment.state.after(status);
    handle
        .createUpdate(
            """
            update segment set state = :state, smsc_id = :smsc,
              receipt = case when :moved = 1 or receipt = '' then :status else receipt end,
              receipt_error = case when :moved = 1 or receipt = '' then :error else receipt_error end,
              receipt_at = :now
            where message_id = :message and part = :part
            """)
        .bind("state", after.word())
        .bind("moved", after == segment.state ? 0 : 1)
        .bind("smsc", smscId)
        .bind("status", status)
        .bind("error", error)
        .bind("now", now.toEpochMilli())
        .bind("message", segment.messageId)
        .bind("part", segment.part)
        .execute();
    fold(handle, segment.messageId, "", now);
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
  private static void fold(Handle handle, long messageId, String reason, Instant now) {
    SmsState state =
        SmsState.of(
            handle
                .createQuery("select state from segment where message_id = :id order by part")
                .bind("id", messageId)
                .mapTo(String.class)
                .map(SmsState::of)
                .list());
    boolean explained = state == SmsState.REFUSED || state == SmsState.UNKNOWN;
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
