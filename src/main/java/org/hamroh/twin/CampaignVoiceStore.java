package org.hamroh.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Human voices for the texts of campaigns. Every method runs inside its caller's transaction.
final class CampaignVoiceStore {

  private CampaignVoiceStore() {}

  /// @param sound its name below the language's folder
  record Kept(String language, String sound, String by, Instant at, Duration length) {}

  static Optional<String> sound(Handle handle, long campaign, String language) {
    return handle
        .createQuery("select sound from campaign_voice where campaign_id = ? and language = ?")
        .bind(0, campaign)
        .bind(1, language)
        .mapTo(String.class)
        .findOne();
  }

  static List<Kept> of(Handle handle, long campaign) {
    return handle
        .createQuery("select * from campaign_voice where campaign_id = ? order by language")
        .bind(0, campaign)
        .map(
            (row, context) ->
                new Kept(
                    row.getString("language"),
                    row.getString("sound"),
                    row.getString("kept_by"),
                    Instant.ofEpochMilli(row.getLong("kept_at")),
                    Duration.ofMillis(row.getLong("length_ms"))))
        .list();
  }

  static void keep(Handle handle, long campaign, Kept voice) {
    handle
        .createUpdate(
            """
            insert into campaign_voice (campaign_id, language, sound, kept_by, kept_at, length_ms)
            values (:campaign, :language, :sound, :by, :at, :length)
            on conflict (campaign_id, language) do update set sound = excluded.sound,
              kept_by = excluded.kept_by, kept_at = excluded.kept_at,
              length_ms = excluded.length_ms
            """)
        .bind("campaign", campaign)
        .bind("language", voice.language())
        .bind("sound", voice.sound())
        .bind("by", voice.by())
        .bind("at", voice.at().toEpochMilli())
        .bind("length", voice.length().toMillis())
        .execute();
  }

  static void drop(Handle handle, long campaign, String language) {
    handle.execute(
        "delete from campaign_voice where campaign_id = ? and language = ?", campaign, language);
  }
}
