package org.hamroh.sms;

import java.sql.PreparedStatement;
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
import org.hamroh.store.KeptStatements;
import org.hamroh.store.StoreException;
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
    return queue(
        handle,
        campaignId,
        drafts,
        campaignId == 0 ? Purpose.SERVICE : Purpose.BROADCAST,
        Optional.empty(),
        now);
  }

  /// The same for a broadcast, which is worth nothing after a time.
  public static List<Long> queueBulk(
      Handle handle, long campaignId, List<Draft> drafts, Instant validUntil, Instant now) {
    return queue(handle, campaignId, drafts, Purpose.BROADCAST, Optional.of(validUntil), now);
  }

  /// Queues a single message that goes out for another reason than that somebody asked for it.
  ///
  /// @return its id
  public static long queueSingle(Handle handle, Draft draft, Purpose purpose, Instant now) {
    return queue(handle, 0, List.of(draft), purpose, Optional.empty(), now).getFirst();
  }

  /// @param validUntil after which it must not leave any more; empty: as long as it takes
  static List<Long> queue(
      Handle handle,
      long campaignId,
      List<Draft> drafts,
      Purpose purpose,
      Optional<Instant> validUntil,
      Instant now) {
    try {
      PreparedStatement messages =
          KeptStatements.of(
              handle,
              """
              insert into message (id, campaign_id, number, language, text, parts, route,
                state, reason, created_at, changed_at, purpose, joining, valid_until, repeats)
              values (?, ?, ?, ?, ?, ?, ?, 'queued', '', ?, ?, ?, ?, ?, ?)
              on conflict do nothing
              """);
      PreparedStatement segments =
          KeptStatements.of(
              handle,
              """
              insert into segment (message_id, part, lane, route, state, attempts, not_before,
                smsc_id, receipt, receipt_error)
              values (?, ?, ?, ?, 'queued', 0, 0, '', '', '')
              """);
      long id = nextId(handle);
      List<Long> queued = new ArrayList<>(drafts.size());
      for (Draft draft : drafts) {
        messages.setLong(1, id);
        messages.setLong(2, campaignId);
        messages.setString(3, draft.number.e164());
        messages.setString(4, draft.language);
        messages.setString(5, draft.text.text());
        messages.setInt(6, draft.text.segments().size());
        messages.setString(7, draft.route);
        messages.setLong(8, now.toEpochMilli());
        messages.setLong(9, now.toEpochMilli());
        messages.setString(
            10,
            campaignId != 0 || purpose == Purpose.SERVICE
                ? ""
                : purpose.name().toLowerCase(Locale.ROOT));
        messages.setString(11, draft.text.joining().word());
        messages.setLong(12, validUntil.map(Instant::toEpochMilli).orElse(0L));
        messages.setInt(13, purpose == Purpose.ALARM ? 1 : 0); // a life may hang on it
        if (messages.executeUpdate() == 1) {
          for (Segment segment : draft.text.submits()) {
            segments.setLong(1, id);
            segments.setInt(2, segment.part());
            segments.setLong(3, Lane.home(campaignId, purpose));
            segments.setString(4, draft.route);
            segments.addBatch();
          }
          queued.add(id);
          id++;
        }
      }
      if (!queued.isEmpty()) {
        segments.executeBatch();
      }
      return queued;
    } catch (SQLException e) {
      throw new StoreException("the messages could not be queued: " + e.getMessage(), e);
    }
  }

  /// Messages of a campaign that have not begun to leave, and never will.
  ///
  /// @param most at once: calls must never wait long for the store
  /// @return messages cancelled
  public static int cancelQueued(Handle handle, long campaignId, int most, Instant now) {
    handle
        .createUpdate(
            """
            update segment set state = 'cancelled' where state = 'queued' and message_id in
              (select id from message where campaign_id = :campaign and state = 'queued'
                order by id limit :most)
            """)
        .bind("campaign", campaignId)
        .bind("most", most)
        .execute();
    return handle
        .createUpdate(
            """
            update message set state = 'cancelled', changed_at = :now where id in
              (select id from message where campaign_id = :campaign and state = 'queued'
                order by id limit :most)
            """)
        .bind("campaign", campaignId)
        .bind("most", most)
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
