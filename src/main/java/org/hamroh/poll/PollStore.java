package org.hamroh.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;

/// The tables `poll`, `poll_text` and `poll_answer`. Every method runs inside its caller's
/// transaction.
final class PollStore {

  private PollStore() {}

  /// One answer that counts.
  record Given(int digit, String place, String sex, boolean asked, long people) {}

  static Optional<Poll> find(Handle handle, long campaign) {
    Map<Integer, Map<String, String>> texts = new TreeMap<>();
    handle
        .createQuery("select digit, language, text from poll_text where campaign_id = :campaign")
        .bind("campaign", campaign)
        .map(
            (row, context) ->
                Map.entry(row.getInt(1), Map.entry(row.getString(2), row.getString(3))))
        .forEach(
            one ->
                texts
                    .computeIfAbsent(one.getKey(), digit -> new HashMap<>())
                    .put(one.getValue().getKey(), one.getValue().getValue()));
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<Poll.Option> options = new ArrayList<>();
    texts.forEach(
        (digit, labels) -> {
          if (digit > 0) {
            options.add(new Poll.Option(digit, labels));
          }
        });
    return Optional.of(new Poll(campaign, texts.getOrDefault(0, Map.of()), options));
  }

  static void put(Handle handle, Poll poll, String by, Instant now) {
    drop(handle, poll.campaign());
    handle
        .createUpdate(
            "insert into poll (campaign_id, created_by, created_at) values (:campaign, :by, :now)")
        .bind("campaign", poll.campaign())
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .execute();
    poll.question().forEach((language, text) -> text(handle, poll.campaign(), 0, language, text));
    for (Poll.Option option : poll.options()) {
      option
          .labels()
          .forEach(
              (language, text) -> text(handle, poll.campaign(), option.digit(), language, text));
    }
  }

  private static void text(Handle handle, long campaign, int digit, String language, String text) {
    handle
        .createUpdate(
            """
            insert into poll_text (campaign_id, digit, language, text)
            values (:campaign, :digit, :language, :text)
            """)
        .bind("campaign", campaign)
        .bind("digit", digit)
        .bind("language", language)
        .bind("text", text)
        .execute();
  }

  static void drop(Handle handle, long campaign) {
    handle.execute("delete from poll_text where campaign_id = ?", campaign);
    handle.execute("delete from poll where campaign_id = ?", campaign);
  }

  /// When the campaign began; nothing when it has not, or is not there.
  static Optional<Instant> begun(Handle handle, long campaign) {
    return handle
        .createQuery("select started_at from campaign where id = :id and started_at is not null")
        .bind("id", campaign)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  static Optional<String> campaign(Handle handle, long campaign) {
    return handle
        .createQuery("select name from campaign where id = :id")
        .bind("id", campaign)
        .mapTo(String.class)
        .findOne();
  }

  /// Polls that a number was asked by text since then, the latest first.
  static List<Long> askedByText(Handle handle, PhoneNumber number, Instant since) {
    return handle
        .createQuery(
            """
            select m.campaign_id from message m join poll p on p.campaign_id = m.campaign_id
            where m.number = :number and m.state not in ('queued', 'refused', 'cancelled')
              and exists (select 1 from segment s
                where s.message_id = m.id and s.sent_at >= :since)
            order by m.id desc
            """)
        .bind("number", number.e164())
        .bind("since", since.toEpochMilli())
        .mapTo(Long.class)
        .list();
  }

  /// Whether a number was asked at all: by a text that left, or by a call of ours.
  static boolean wasAsked(Handle handle, PhoneNumber number, long campaign) {
    return handle
            .createQuery(
                """
                select exists (select 1 from message where campaign_id = :campaign
                    and campaign_id <> 0 and number = :number
                    and state not in ('queued', 'refused', 'cancelled'))
                  or exists (select 1 from campaign_heard where campaign_id = :campaign
                    and number = :number and way = 'was-rung')
                """)
            .bind("campaign", campaign)
            .bind("number", number.e164())
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /// The end of the time in which answers count.
  static boolean isOpen(Handle handle, long campaign, Instant at, Duration open) {
    return handle
        .createQuery(
            """
            select 1 from campaign where id = :campaign and started_at is not null
              and coalesce(finished_at, :at) >= :since
            """)
        .bind("campaign", campaign)
        .bind("at", at.toEpochMilli())
        .bind("since", at.minus(open).toEpochMilli())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Keeps an answer; an earlier one of the same person counts no longer.
  static void add(
      Handle handle,
      long campaign,
      CallerKey key,
      PhoneNumber number,
      int digit,
      String way,
      boolean asked,
      Instant at) {
    handle
        .createUpdate(
            """
            update poll_answer set later = 1
            where caller_key = :key and campaign_id = :campaign and later = 0
            """)
        .bind("key", key.hex())
        .bind("campaign", campaign)
        .execute();
    handle
        .createUpdate(
            """
            insert into poll_answer
              (id, campaign_id, caller_key, digit, way, at, place_id, sex, asked, later)
            select (select coalesce(max(id), 0) + 1 from poll_answer), :campaign, :key, :digit,
              :way, :at,
              coalesce((select place_id from contact where number = :number), ''),
              coalesce((select sex from contact where number = :number), ''), :asked, 0
            """)
        .bind("campaign", campaign)
        .bind("key", key.hex())
        .bind("digit", digit)
        .bind("way", way)
        .bind("at", at.toEpochMilli())
        .bind("number", number.e164())
        .bind("asked", asked ? 1 : 0)
        .execute();
  }

  /// Answers that count, those that are alike together.
  static List<Given> given(Handle handle, long campaign) {
    return handle
        .createQuery(
            """
            select digit, place_id, sex, asked, count(*) from poll_answer
            where campaign_id = :campaign and later = 0 group by digit, place_id, sex, asked
            """)
        .bind("campaign", campaign)
        .map(
            (row, context) ->
                new Given(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4) == 1,
                    row.getLong(5)))
        .list();
  }

  /// Answers that were changed afterwards.
  static long changed(Handle handle, long campaign) {
    return handle
        .createQuery("select count(*) from poll_answer where campaign_id = :id and later = 1")
        .bind("id", campaign)
        .mapTo(Long.class)
        .one();
  }

  /// People who were asked by a text that left, or were rung.
  static long asked(Handle handle, long campaign) {
    return handle
        .createQuery(
            """
            select (select count(*) from message where campaign_id = :id
                and state not in ('queued', 'refused', 'cancelled'))
              + (select count(distinct h.number) from campaign_heard h
                where h.campaign_id = :id and h.way = 'was-rung'
                  and not exists (select 1 from message m where m.campaign_id = :id
                    and m.campaign_id <> 0 and m.number = h.number
                    and m.state not in ('queued', 'refused', 'cancelled')))
            """)
        .bind("id", campaign)
        .mapTo(Long.class)
        .one();
  }

  /// Nobody knows any more who gave the older answers.
  static int forget(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(
            """
            update poll_answer set caller_key = '' where id in (select id from poll_answer
              where caller_key <> '' and at < :before limit :most)
            """)
        .bind("before", before.toEpochMilli())
        .bind("most", most)
        .execute();
  }
}
