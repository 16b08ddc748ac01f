package org.hamroh.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.contact.ContactFilter;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// Campaigns in the tables. Every method runs inside its caller's transaction.
final class CampaignStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CampaignStore() {}

  static long create(
      Handle handle,
      String name,
      ContactFilter audience,
      Map<String, String> texts,
      String createdBy,
      Instant now) {
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
            .bind("name", name)
            .bind("audience", JSON.writeValueAsString(audience))
            .bind("by", createdBy)
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .one();
    texts.forEach(
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
    return id;
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

  static void started(Handle handle, long id, long untilContact, Instant now) {
    handle
        .createUpdate("update campaign set started_at = :now, frozen_until = :until where id = :id")
        .bind("now", now.toEpochMilli())
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

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
