package org.hamroh.sms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// Messages and their segments in the tables. Every method runs inside its caller's transaction.
public final class MessageStore {

  private MessageStore() {}

  /// A message that is to be kept: its recipient and its final text.
  ///
  /// @param route by name
  public record Draft(PhoneNumber number, String language, SmsText text, String route) {}

  /// The id that the next new message gets.
  public static long nextId(Handle handle) {
    return handle
        .createQuery("select coalesce(max(id), 0) + 1 from message")
        .mapTo(Long.class)
        .one();
  }

  /// Queues messages with their segments; a number that this campaign has already is passed over.
  ///
  /// @param campaignId 0 for single messages
  /// @return ids of those that are new
  public static List<Long> queue(Handle handle, long campaignId, List<Draft> drafts, Instant now) {
    long id = nextId(handle);
    List<Long> queued = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      int inserted =
          handle
              .createUpdate(
                  """
                  insert into message (id, campaign_id, number, language, text, parts, route,
                    state, reason, created_at, changed_at)
                  values (:id, :campaign, :number, :language, :text, :parts, :route,
                    'queued', '', :now, :now)
                  on conflict do nothing
                  """)
              .bind("id", id)
              .bind("campaign", campaignId)
              .bind("number", draft.number.e164())
              .bind("language", draft.language)
              .bind("text", draft.text.text())
              .bind("parts", draft.text.segments().size())
              .bind("route", draft.route)
              .bind("now", now.toEpochMilli())
              .execute();
      if (inserted == 1) {
        segments(handle, id, campaignId, draft);
        queued.add(id);
        id++;
      }
    }
    return queued;
  }

  /// Queues a single message that goes out for another reason than that somebody asked for it.
  ///
  /// @return its id
  public static long queueSingle(Handle handle, Draft draft, Purpose purpose, Instant now) {
    long id = queue(handle, 0, List.of(draft), now).getFirst();
    handle
        .createUpdate("update message set purpose = :purpose where id = :id")
        .bind("purpose", purpose.name().toLowerCase(Locale.ROOT))
        .bind("id", id)
        .execute();
    return id;
  }

  private static void segments(Handle handle, long messageId, long campaignId, Draft draft) {
    for (Segment segment : draft.text.segments()) {
      handle
          .createUpdate(
              """
              insert into segment (message_id, part, lane, route, state, attempts, not_before,
                smsc_id, receipt, receipt_error)
              values (:message, :part, :lane, :route, 'queued', 0, 0, '', '', '')
              """)
          .bind("message", messageId)
          .bind("part", segment.part())
          .bind("lane", campaignId)
          .bind("route", draft.route)
          .execute();
    }
  }

  /// Nothing of a campaign that has not begun to leave will leave.
  ///
  /// @return messages cancelled
  public static int cancelQueued(Handle handle, long campaignId, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'cancelled' where state = 'queued' and message_id in
              (select id from message where campaign_id = :campaign and state = 'queued')
            """)
        .bind("campaign", campaignId)
        .execute();
    return handle
        .createUpdate(
            """
            update message set state = 'cancelled', changed_at = :now
            where campaign_id = :campaign and state = 'queued'
            """)
        .bind("campaign", campaignId)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Whether a campaign still has something to send.
  public static boolean anyLeft(Handle handle, long campaignId) {
    return handle
            .createQuery(
                """
            select exists (select 1 from message
              where campaign_id = :campaign and state in ('queued', 'sending'))
            """)
            .bind("campaign", campaignId)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /// How many messages of a campaign are in each state; the sum is what was asked.
  public static Map<SmsState, Long> messageCounts(Handle handle, long campaignId) {
    return counts(
        handle,
        "select state, count(*) from message where campaign_id = ? group by state",
        campaignId);
  }

  /// The same of segments, which is what the carrier bills and sends receipts for.
  public static Map<SmsState, Long> segmentCounts(Handle handle, long campaignId) {
    return counts(
        handle,
        """
        select s.state, count(*) from message m join segment s on s.message_id = m.id
        where m.campaign_id = ? group by s.state
        """,
        campaignId);
  }

  private static Map<SmsState, Long> counts(Handle handle, String sql, long campaignId) {
    Map<SmsState, Long> counts = new EnumMap<>(SmsState.class);
    for (SmsState state : SmsState.values()) {
      counts.put(state, 0L);
    }
    handle
        .createQuery(sql)
        .bind(0, campaignId)
        .map((row, context) -> Map.entry(SmsState.of(row.getString(1)), row.getLong(2)))
        .forEach(one -> counts.put(one.getKey(), one.getValue()));
    return counts;
  }

  /// How many single texts a number got, or waits for, since then.
  public static int countSingle(Handle handle, PhoneNumber number, Instant since) {
    return handle
        .createQuery(
            """
            select count(*) from message
            where number = :number and campaign_id = 0 and created_at > :since
            """)
        .bind("number", number.e164())
        .bind("since", since.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /// A page of a campaign's messages, by id.
  ///
  /// @param state empty for all
  public static List<SmsMessage> page(
      Handle handle, long campaignId, Optional<SmsState> state, long after, int limit) {
    return handle
        .createQuery(
            """
            select * from message where campaign_id = :campaign and id > :after
              and (:state = '' or state = :state)
            order by id limit :limit
            """)
        .bind("campaign", campaignId)
        .bind("after", after)
        .bind("state", state.map(SmsState::word).orElse(""))
        .bind("limit", limit)
        .map((row, context) -> message(handle, row))
        .list();
  }

  public static Optional<SmsMessage> find(Handle handle, long id) {
    return handle
        .createQuery("select * from message where id = :id")
        .bind("id", id)
        .map((row, context) -> message(handle, row))
        .findOne();
  }

  private static SmsMessage message(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    List<SmsMessage.Part> parts =
        handle
            .createQuery(
                """
                select part, state, receipt, receipt_error from segment
                where message_id = :id order by part
                """)
            .bind("id", id)
            .map(
                (part, context) ->
                    new SmsMessage.Part(
                        part.getInt(1),
                        SmsState.of(part.getString(2)),
                        part.getString(3),
                        part.getString(4)))
            .list();
    return new SmsMessage(
        id,
        row.getLong("campaign_id"),
        new PhoneNumber(row.getString("number")),
        row.getString("language"),
        row.getString("text"),
        row.getInt("parts"),
        SmsState.of(row.getString("state")),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        parts);
  }
}
