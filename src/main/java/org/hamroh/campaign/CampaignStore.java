package org.hamroh.campaign;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ContactStore;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// Campaigns in the tables. Every method runs inside its caller's transaction.
final class CampaignStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CampaignStore() {}

  static long create(Handle handle, Campaign.Wish wish, String createdBy, Instant now) {
    long id =
        handle
            .createQuery(
                """
                insert into campaign (id, name, state, audience, created_by, created_at,
                  frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
                  without_text)
                select coalesce(max(id), 0) + 1, :name, 'draft', :audience, :by, :now,
                  0, 0, 0, 0, 0, 0, 0 from campaign
                returning id
                """)
            .bind("name", wish.name())
            .bind("audience", JSON.writeValueAsString(wish.audience()))
            .bind("by", createdBy)
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .one();
    write(handle, id, wish);
    return id;
  }

  /// What a writer wants, in place of what was wanted before.
  static void write(Handle handle, long id, Campaign.Wish wish) {
    Schedule schedule = wish.schedule();
    handle
        .createUpdate(
            """
            update campaign set name = :name, audience = :audience, ready_text = :ready,
              legal_needed = :legal, start_at = :startAt, repeats = :repeats,
              repeat_until = :until, date_kind = :kind, days_before = :days,
              valid_hours = :hours, budget = :budget, next_at = null
            where id = :id
            """)
        .bind("name", wish.name())
        .bind("audience", JSON.writeValueAsString(wish.audience()))
        .bind("ready", wish.readyText())
        .bind("legal", wish.legalNeeded() ? 1 : 0)
        .bind("startAt", schedule.startAt().map(Instant::toEpochMilli).orElse(null))
        .bind("repeats", schedule.repeat().word())
        .bind("until", schedule.until().map(Instant::toEpochMilli).orElse(null))
        .bind("kind", schedule.dateKind())
        .bind("days", schedule.daysBefore())
        .bind("hours", schedule.validHours())
        .bind("budget", schedule.budgetMillionths())
        .bind("id", id)
        .execute();
    handle
        .createUpdate("delete from campaign_text where campaign_id = :id")
        .bind("id", id)
        .execute();
    wish.texts()
        .forEach(
            (language, text) ->
                handle
                    .createUpdate(
                        """
                        insert into campaign_text (campaign_id, language, text)
                        values (:id, :language, :text)
                        """)
                    .bind("id", id)
                    .bind("language", language)
                    .bind("text", text)
                    .execute());
  }

  /// One run of a repeated campaign: a campaign of its own, with the same words.
  ///
  /// @return empty when the day that it is about has had its run
  static Optional<Long> run(Handle handle, Campaign series, String name, long day, Instant now) {
    Optional<Long> id =
        handle
            .createQuery(
                """
                insert into campaign (id, name, state, audience, created_by, created_at,
                  frozen_from, frozen_until, asked, opted_out, without_consent, without_route,
                  without_text, ready_text, legal_needed, valid_hours, budget, date_kind,
                  days_before, series_id, date_day)
                select (select max(id) + 1 from campaign), :name, 'draft', audience, created_by,
                  :now, 0, 0, 0, 0, 0, 0, 0, ready_text, legal_needed, valid_hours, budget,
                  date_kind, days_before, id, :day
                from campaign where id = :series
                on conflict do nothing
                returning id
                """)
            .bind("name", name)
            .bind("now", now.toEpochMilli())
            .bind("day", day)
            .bind("series", series.id())
            .mapTo(Long.class)
            .findOne();
    id.ifPresent(
        one ->
            handle
                .createUpdate(
                    """
                    insert into campaign_text (campaign_id, language, text)
                    select :run, language, text from campaign_text where campaign_id = :series
                    """)
                .bind("run", one)
                .bind("series", series.id())
                .execute());
    return id;
  }

  /// Runs of a repeated campaign that have not ended.
  static List<Long> runsGoingOn(Handle handle, long series) {
    return handle
        .createQuery(
            """
            select id from campaign where series_id = :series
              and state in ('ready', 'running', 'paused') order by id
            """)
        .bind("series", series)
        .mapTo(Long.class)
        .list();
  }

  /// Runs of a repeated campaign, the newest first.
  static List<Campaign> runs(Handle handle, long series, int limit) {
    return handle
        .createQuery(
            "select * from campaign where series_id = :series order by id desc limit :limit")
        .bind("series", series)
        .bind("limit", limit)
        .map((row, context) -> campaign(handle, row))
        .list();
  }

  /// Those whose hour has come.
  static List<Long> due(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            """
            select id from campaign where state = 'scheduled' and next_at <= :now
            order by next_at, id limit :most
            """)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }

  /// Those that began in some time, or whose hour comes in it; repeated ones that are waiting.
  static List<Campaign> between(Handle handle, Instant from, Instant until) {
    return handle
        .createQuery(
            """
            select * from campaign where (started_at >= :from and started_at < :until)
              or (started_at is null and start_at >= :from and start_at < :until)
              or (repeats <> 'once' and start_at < :until and state in ('draft', 'submitted',
                'scheduled', 'paused'))
            order by id limit 500
            """)
        .bind("from", from.toEpochMilli())
        .bind("until", until.toEpochMilli())
        .map((row, context) -> campaign(handle, row))
        .list();
  }

  /// When its hour comes next; empty: never again.
  static void next(Handle handle, long id, Optional<Instant> at) {
    handle
        .createUpdate("update campaign set next_at = :at where id = :id")
        .bind("at", at.map(Instant::toEpochMilli).orElse(null))
        .bind("id", id)
        .execute();
  }

  /// Why it paused or ended by itself.
  static void because(Handle handle, long id, String reason) {
    handle
        .createUpdate("update campaign set reason = :reason where id = :id")
        .bind("reason", reason)
        .bind("id", id)
        .execute();
  }

  static void budget(Handle handle, long id, long millionths) {
    handle
        .createUpdate("update campaign set budget = :budget where id = :id")
        .bind("budget", millionths)
        .bind("id", id)
        .execute();
  }

  static Optional<Campaign> find(Handle handle, long id) {
    return handle
        .createQuery("select * from campaign where id = :id")
        .bind("id", id)
        .map((row, context) -> campaign(handle, row))
        .findOne();
  }

  /// The newest first.
  ///
  /// @param before ids smaller than this
  static List<Campaign> page(Handle handle, long before, int limit) {
    return handle
        .createQuery("select * from campaign where id < :before order by id desc limit :limit")
        .bind("before", before)
        .bind("limit", limit)
        .map((row, context) -> campaign(handle, row))
        .list();
  }

  static List<Long> inState(Handle handle, CampaignState state) {
    return handle
        .createQuery("select id from campaign where state = :state order by id")
        .bind("state", state.word())
        .mapTo(Long.class)
        .list();
  }

  /// Moves a campaign on, if it is where the caller believes it to be.
  ///
  /// @return whether it moved
  static boolean move(Handle handle, long id, CampaignState from, CampaignState to) {
    return handle
            .createUpdate("update campaign set state = :to where id = :id and state = :from")
            .bind("to", to.word())
            .bind("id", id)
            .bind("from", from.word())
            .execute()
        == 1;
  }

  /// Its audience is settled now: ages and days are reckoned from here, lots are drawn.
  ///
  /// @param validUntil empty: as the site's broadcasts
  static void started(
      Handle handle, long id, long untilContact, Optional<Instant> validUntil, Instant now) {
    ContactFilter audience = find(handle, id).map(Campaign::audience).orElseThrow();
    handle
        .createUpdate(
            """
            update campaign set audience = :audience, started_at = :now, frozen_until = :until, valid_until = :valid,
              next_at = null where id = :id
            """)
        .bind("now", now.toEpochMilli())
        .bind("audience", JSON.writeValueAsString(ContactStore.settled(handle, audience, now)))
        .bind("valid", validUntil.map(Instant::toEpochMilli).orElse(null))
        .bind("until", untilContact)
        .bind("id", id)
        .execute();
  }

  static void finished(Handle handle, long id, Instant now) {
    handle
        .createUpdate("update campaign set finished_at = :now where id = :id")
        .bind("now", now.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  /// Contacts up to an id are frozen.
  ///
  /// @param asked   new rows
  /// @param leftOut of these contacts
  static void froze(
      Handle handle, long id, long upToContact, long asked, Campaign.LeftOut leftOut) {
    handle
        .createUpdate(
            """
            update campaign set frozen_from = :upTo, asked = asked + :asked,
              opted_out = opted_out + :optedOut,
              without_consent = without_consent + :withoutConsent,
              without_route = without_route + :withoutRoute,
              without_text = without_text + :withoutText
            where id = :id
            """)
        .bind("upTo", upToContact)
        .bind("asked", asked)
        .bind("optedOut", leftOut.optedOut())
        .bind("withoutConsent", leftOut.withoutConsent())
        .bind("withoutRoute", leftOut.withoutRoute())
        .bind("withoutText", leftOut.withoutText())
        .bind("id", id)
        .execute();
  }

  private static Campaign campaign(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Map<String, String> texts = new HashMap<>();
    handle
        .createQuery("select language, text from campaign_text where campaign_id = :id")
        .bind("id", id)
        .map((text, context) -> Map.entry(text.getString(1), text.getString(2)))
        .forEach(text -> texts.put(text.getKey(), text.getValue()));
    return new Campaign(
        id,
        row.getString("name"),
        CampaignState.of(row.getString("state")),
        JSON.readValue(row.getString("audience"), ContactFilter.class),
        texts,
        row.getString("ready_text"),
        row.getLong("legal_needed") != 0,
        schedule(row),
        row.getLong("series_id"),
        row.getLong("date_day"),
        instant(row, "next_at"),
        instant(row, "valid_until"),
        row.getLong("spent"),
        row.getString("reason"),
        row.getString("created_by"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getLong("frozen_from"),
        row.getLong("frozen_until"),
        row.getLong("asked"),
        new Campaign.LeftOut(
            row.getLong("opted_out"),
            row.getLong("without_consent"),
            row.getLong("without_route"),
            row.getLong("without_text")));
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    return new Schedule(
        instant(row, "start_at"),
        Schedule.Repeat.of(row.getString("repeats")).orElseThrow(),
        instant(row, "repeat_until"),
        row.getString("date_kind"),
        row.getInt("days_before"),
        row.getInt("valid_hours"),
        BigDecimal.valueOf(row.getLong("budget"), 6).stripTrailingZeros());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
