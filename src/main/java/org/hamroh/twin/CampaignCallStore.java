package org.hamroh.twin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hamroh.call.CallId;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.twin.CampaignCall.State;
import org.jdbi.v3.core.Handle;

/// The tables of people whom campaigns ring, and of each ring. Every method runs inside its
/// caller's transaction.
final class CampaignCallStore {

  private CampaignCallStore() {}

  /// One ring.
  record Attempt(
      long call,
      int nth,
      CallId leg,
      String way,
      Instant markedAt,
      boolean answered,
      String result) {}

  static Optional<CampaignCall> find(Handle handle, long id) {
    return handle
        .createQuery("select * from campaign_call where id = ?")
        .bind(0, id)
        .map((row, context) -> call(row))
        .findOne();
  }

  /// Whether messages of a campaign wait for their rows.
  static boolean anyNew(Handle handle, CallPlans.Plan plan) {
    return handle
        .createQuery("select 1 from message where campaign_id = ? and id > ? limit 1")
        .bind(0, plan.campaign())
        .bind(1, plan.taken())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Makes rows of the next messages of a campaign.
  ///
  /// @param tag empty: of everybody
  /// @return the last message that was looked at; nothing when there was none
  static Optional<Long> take(
      Handle handle, long campaign, String tag, long after, int most, Instant now) {
    List<Long> ids =
        handle
            .createQuery(
                """
                select id from message where campaign_id = :campaign and id > :after
                order by id limit :most
                """)
            .bind("campaign", campaign)
            .bind("after", after)
            .bind("most", most)
            .mapTo(Long.class)
            .list();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    handle
        .createUpdate(
            """
            insert into campaign_call (id, campaign_id, message_id, number, language, state, why,
              asks, attempts, next_at, heard_ms, changed_at)
            select (select coalesce(max(id), 0) from campaign_call)
                + row_number() over (order by m.id),
              m.campaign_id, m.id, m.number, m.language, 'waiting', '', 0, 0, :now, 0, :now
            from message m where m.campaign_id = :campaign and m.id > :after and m.id <= :last
              and (:tag = '' or exists (select 1 from contact c
                join contact_tag t on t.contact_id = c.id
                where c.number = m.number and t.tag = :tag))
            """)
        .bind("campaign", campaign)
        .bind("after", after)
        .bind("last", ids.getLast())
        .bind("tag", tag)
        .bind("now", now.toEpochMilli())
        .execute();
    return Optional.of(ids.getLast());
  }

  /// Whose turn it is in campaigns that may ring now.
  static List<CampaignCall> due(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            select c.* from campaign_call c
            join call_campaign p on p.campaign_id = c.campaign_id
            join campaign on campaign.id = c.campaign_id
            where c.state = 'waiting' and c.next_at <= :now and p.stopped_at is null
              and (campaign.state = 'running' or (p.way = 'both' and campaign.state = 'finished'))
            order by c.next_at, c.id limit :most
            """)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map((row, context) -> call(row))
        .list();
  }

  /// Whether its campaign may ring this very moment.
  static boolean mayRing(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select 1 from campaign_call c
            join call_campaign p on p.campaign_id = c.campaign_id
            join campaign on campaign.id = c.campaign_id
            where c.id = :id and c.state = 'waiting' and p.stopped_at is null
              and (campaign.state = 'running' or (p.way = 'both' and campaign.state = 'finished'))
              and (p.way = 'both' or exists
                (select 1 from message m where m.id = c.message_id and m.state = 'queued'))
            """)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static Attempt mark(Handle handle, CampaignCall call, boolean asks, String way, Instant now) {
    int nth = call.attempts() + 1;
    CallId leg = CallId.ofCampaign(call.id(), now, nth);
    handle
        .createUpdate(
            """
            update campaign_call set state = 'dialling', attempts = :nth, asks = :asks,
              changed_at = :now where id = :id
            """)
        .bind("nth", nth)
        .bind("asks", asks ? 1 : 0)
        .bind("now", now.toEpochMilli())
        .bind("id", call.id())
        .execute();
    handle
        .createUpdate(
            """
            insert into campaign_call_attempt
              (campaign_call_id, nth, call_id, way, marked_at, result)
            values (:id, :nth, :leg, :way, :now, '')
            """)
        .bind("id", call.id())
        .bind("nth", nth)
        .bind("leg", leg.value())
        .bind("way", way)
        .bind("now", now.toEpochMilli())
        .execute();
    return new Attempt(call.id(), nth, leg, way, now, false, "");
  }

  /// Rings of which nobody knows yet what came of them.
  static List<Attempt> open(Handle handle) {
    return handle
        .createQuery("select * from campaign_call_attempt where result = '' order by marked_at")
        .map((row, context) -> attempt(row))
        .list();
  }

  static Optional<Attempt> openOf(Handle handle, CallId leg) {
    return handle
        .createQuery("select * from campaign_call_attempt where call_id = :leg and result = ''")
        .bind("leg", leg.value())
        .map((row, context) -> attempt(row))
        .findOne();
  }

  static List<Attempt> attempts(Handle handle, long call) {
    return handle
        .createQuery("select * from campaign_call_attempt where campaign_call_id = ? order by nth")
        .bind(0, call)
        .map((row, context) -> attempt(row))
        .list();
  }

  static void answered(Handle handle, CallId leg, Instant at) {
    handle.execute(
        "update campaign_call_attempt set answered_at = ? where call_id = ? and answered_at is null",
        at.toEpochMilli(),
        leg.value());
  }

  static void end(Handle handle, CallId leg, String result, Instant at) {
    handle.execute(
        """
        update campaign_call_attempt set result = ?, ended_at = ?
        where call_id = ? and result = ''
        """,
        result,
        at.toEpochMilli(),
        leg.value());
  }

  /// Tried again later.
  static void again(Handle handle, long id, Instant at, String why, Instant now) {
    handle.execute(
        """
        update campaign_call set state = 'waiting', why = ?, next_at = ?, changed_at = ?
        where id = ? and state in ('waiting', 'dialling')
        """,
        why,
        at.toEpochMilli(),
        now.toEpochMilli(),
        id);
  }

  /// This is the end for this person. The text that waited in its place does not leave any more.
  static void settle(Handle handle, long id, State state, String why, Instant now) {
    int changed =
        handle.execute(
            """
            update campaign_call set state = ?, why = ?, changed_at = ?
            where id = ? and state in ('waiting', 'dialling')
            """,
            state.word(),
            why,
            now.toEpochMilli(),
            id);
    if (changed > 0) {
      instead(handle, id, now);
    }
  }

  private static void instead(Handle handle, long id, Instant now) {
    handle.execute(
        """
        update segment set state = 'cancelled' where state = 'queued' and message_id in
          (select c.message_id from campaign_call c
            join call_campaign p on p.campaign_id = c.campaign_id and p.way = 'calls'
            where c.id = ?)
        """,
        id);
    handle.execute(
        """
        update message set state = 'cancelled', reason = 'by-call', changed_at = ?
        where state = 'queued' and id in
          (select c.message_id from campaign_call c
            join call_campaign p on p.campaign_id = c.campaign_id and p.way = 'calls'
            where c.id = ?)
        """,
        now.toEpochMilli(),
        id);
  }

  /// Whoever waits still in campaigns that were stopped.
  ///
  /// @return how many
  static int stopRest(Handle handle, Instant now) {
    return handle.execute(
        """
        update campaign_call set state = 'stopped', why = 'stopped', changed_at = ?
        where state = 'waiting' and (
          campaign_id in (select id from campaign where state in ('stopping', 'stopped'))
          or campaign_id in (select campaign_id from call_campaign where stopped_at is not null))
        """,
        now.toEpochMilli());
  }

  /// People by state, all of the campaign.
  static Map<String, Long> counts(Handle handle, long campaign) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            "select state, count(*) from campaign_call where campaign_id = ? group by state")
        .bind(0, campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> counts.put(one.getKey(), one.getValue()));
    return counts;
  }

  /// Rings by what came of them; `open` while nobody knows.
  static Map<String, Long> results(Handle handle, long campaign) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            """
            select case when a.result = '' then 'open' else a.result end, count(*)
            from campaign_call_attempt a join campaign_call c on c.id = a.campaign_call_id
            where c.campaign_id = ? group by 1
            """)
        .bind(0, campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> counts.put(one.getKey(), one.getValue()));
    return counts;
  }

  /// What we have paid for: from answer to end, by way.
  static Map<String, Long> talkedMillis(Handle handle, long campaign) {
    Map<String, Long> millis = new TreeMap<>();
    handle
        .createQuery(
            """
            select a.way, sum(a.ended_at - a.answered_at)
            from campaign_call_attempt a join campaign_call c on c.id = a.campaign_call_id
            where c.campaign_id = ? and a.answered_at is not null and a.ended_at > a.answered_at
            group by a.way
            """)
        .bind(0, campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> millis.put(one.getKey(), one.getValue()));
    return millis;
  }

  private static CampaignCall call(ResultSet row) throws SQLException {
    return new CampaignCall(
        row.getLong("id"),
        row.getLong("campaign_id"),
        row.getLong("message_id"),
        new PhoneNumber(row.getString("number")),
        row.getString("language"),
        State.of(row.getString("state")),
        row.getLong("asks") == 1,
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("next_at")),
        row.getLong("heard_ms"));
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    row.getLong("answered_at");
    boolean answered = !row.wasNull();
    return new Attempt(
        row.getLong("campaign_call_id"),
        row.getInt("nth"),
        new CallId(row.getString("call_id")),
        row.getString("way"),
        Instant.ofEpochMilli(row.getLong("marked_at")),
        answered,
        row.getString("result"));
  }
}
