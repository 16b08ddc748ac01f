package org.hamroh.reach;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sms.SmsState;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads the tables of other rooms for reports; keeps only the reports themselves. Every method
/// runs inside its caller's transaction.
final class ReachStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReachStore() {}

  /// A campaign as far as a report needs it.
  ///
  /// @param moving it may still send
  record Sent(long id, String name, String state, Instant startedAt, @Nullable Instant finishedAt) {

    boolean moving() {
      return finishedAt == null;
    }
  }

  /// One recipient.
  ///
  /// @param place    id in the list of places, as far down as it is known
  /// @param refusal  our name for the SMSC's or the gate's no
  /// @param receipt  the last receipt's status and error, as they came
  record Recipient(
      PhoneNumber number,
      String language,
      long parts,
      SmsState state,
      String refusal,
      String receipt,
      @Nullable Instant acceptedAt,
      @Nullable Instant receiptAt,
      String place) {

    /// The word that explains a failure best.
    String why() {
      return receipt.isEmpty() ? refusal : receipt;
    }
  }

  static Optional<Sent> sent(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select id, name, state, started_at, finished_at from campaign
            where id = :id and started_at is not null
            """)
        .bind("id", id)
        .map((row, context) -> sent(row))
        .findOne();
  }

  static List<Sent> everSent(Handle handle) {
    return handle
        .createQuery(
            """
            select id, name, state, started_at, finished_at from campaign
            where started_at is not null order by id desc
            """)
        .map((row, context) -> sent(row))
        .list();
  }

  static Optional<String> nameOf(Handle handle, long id) {
    return handle
        .createQuery("select name from campaign where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  private static Sent sent(ResultSet row) throws SQLException {
    return new Sent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        instant(row, 5));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /// Recipients by number, some at a time: no read lasts long, however large the campaign is.
  ///
  /// @param after the last number of those before, empty at the beginning
  static List<Recipient> page(Handle handle, long campaign, String after, int limit) {
    return handle
        .createQuery(
            """
            select m.number, m.language, m.parts, m.state,
              coalesce((select max(s.refusal) from segment s where s.message_id = m.id), ''),
              coalesce((select max(trim(s.receipt || ' ' || s.receipt_error)) from segment s
                where s.message_id = m.id and s.receipt not in ('', 'DELIVRD', 'ENROUTE', 'ACCEPTD')), ''),
              (select min(s.answered_at) from segment s where s.message_id = m.id),
              (select max(s.receipt_at) from segment s where s.message_id = m.id),
              coalesce((select c.place_id from contact c where c.number = m.number), '')
            from message m
            where m.campaign_id = :campaign and m.campaign_id <> 0 and m.number > :after
            order by m.number limit :limit
            """)
        .bind("campaign", campaign)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Recipient(
                    new PhoneNumber(row.getString(1)),
                    row.getString(2),
                    row.getLong(3),
                    SmsState.of(row.getString(4)),
                    row.getString(5),
                    row.getString(6),
                    instant(row, 7),
                    instant(row, 8),
                    row.getString(9)))
        .list();
  }

  /// Who rang us in this time, by the key of the caller. Calls that we made are none.
  static Map<String, List<Instant>> calls(Handle handle, Instant from, Instant until) {
    Map<String, List<Instant>> calls = new HashMap<>();
    handle
        .createQuery(
            """
            select r.caller, r.started_at from call_record r
            where r.started_at >= :from and r.started_at < :until and r.caller is not null
              and coalesce(r.ending, '') <> 'NOT_REACHED'
              and not exists (select 1 from call_out o where o.call_id = r.call_id)
              and not exists (select 1 from callback_attempt a where a.call_id = r.call_id)
              and not exists
                (select 1 from campaign_call_attempt c where c.call_id = r.call_id)
            """)
        .bind("from", from.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map((row, context) -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
        .forEach(
            one ->
                calls
                    .computeIfAbsent(one.getKey(), key -> new java.util.ArrayList<>(1))
                    .add(one.getValue()));
    return calls;
  }

  /// Who said stop in this time, by number.
  static Map<String, Instant> stops(Handle handle, Instant from, Instant until) {
    Map<String, Instant> stops = new HashMap<>();
    handle
        .createQuery("select number, since from opt_out where since >= :from and since < :until")
        .bind("from", from.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map((row, context) -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
        .forEach(one -> stops.put(one.getKey(), one.getValue()));
    return stops;
  }

  static Report.Heard heard(Handle handle, long campaign) {
    Map<String, Long> ways = new java.util.TreeMap<>();
    handle
        .createQuery(
            """
            select way, count(distinct number) from campaign_heard
            where campaign_id = :campaign and heard_ms > 0 group by way
            """)
        .bind("campaign", campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> ways.put(one.getKey(), one.getValue()));
    return handle
        .createQuery(
            """
            select count(distinct case when heard_ms > 0 then number end),
              coalesce(sum(case when heard_ms > 0 then 1 else 0 end), 0),
              coalesce(sum(heard_ms), 0) / 1000,
              coalesce(sum(case when heard_ms > 0 then 0 else 1 end), 0)
            from campaign_heard where campaign_id = :campaign
            """)
        .bind("campaign", campaign)
        .map(
            (row, context) ->
                new Report.Heard(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), ways))
        .one();
  }

  /// States of this moment, straight from an index.
  static Map<String, Long> states(Handle handle, long campaign) {
    Map<String, Long> states = new java.util.LinkedHashMap<>();
    for (SmsState state : SmsState.values()) {
      states.put(state.word(), 0L);
    }
    handle
        .createQuery(
            "select state, count(*) from message where campaign_id = :campaign group by state")
        .bind("campaign", campaign)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> states.put(one.getKey(), one.getValue()));
    return states;
  }

  static Optional<Report> kept(Handle handle, long campaign) {
    return handle
        .createQuery("select body from campaign_report where campaign_id = :campaign")
        .bind("campaign", campaign)
        .mapTo(String.class)
        .findOne()
        .map(body -> JSON.readValue(body, Report.class));
  }

  /// The latest campaigns first.
  static List<Report> latest(Handle handle, int limit) {
    return handle
        .createQuery("select body from campaign_report order by campaign_id desc limit :limit")
        .bind("limit", limit)
        .mapTo(String.class)
        .map(body -> JSON.readValue(body, Report.class))
        .list();
  }

  /// The later count stays.
  static void keep(Handle handle, Report report) {
    handle
        .createUpdate(
            """
            insert into campaign_report (campaign_id, counted_at, settled, body)
            values (:campaign, :at, :settled, :body)
            on conflict (campaign_id) do update set counted_at = excluded.counted_at,
              settled = excluded.settled, body = excluded.body
            where excluded.counted_at >= campaign_report.counted_at
              and campaign_report.settled = 0
            """)
        .bind("campaign", report.campaign())
        .bind("at", report.countedAt().toEpochMilli())
        .bind("settled", report.settled() ? 1 : 0)
        .bind("body", JSON.writeValueAsString(report))
        .execute();
  }
}
