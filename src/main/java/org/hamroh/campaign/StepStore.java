package org.hamroh.campaign;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table `campaign_step`. Every method runs inside its caller's transaction.
final class StepStore {

  private StepStore() {}

  static void add(
      Handle handle, long campaign, Step.Kind kind, String by, String note, Instant now) {
    handle
        .createUpdate(
            """
            insert into campaign_step (campaign_id, nr, kind, by_login, at, note)
            select :campaign, coalesce(max(nr), 0) + 1, :kind, :by, :now, :note
            from campaign_step where campaign_id = :campaign
            """)
        .bind("campaign", campaign)
        .bind("kind", kind.word())
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .bind("note", note)
        .execute();
  }

  /// The first one first.
  static List<Step> of(Handle handle, long campaign) {
    return handle
        .createQuery("select * from campaign_step where campaign_id = :campaign order by nr")
        .bind("campaign", campaign)
        .map(
            (row, context) ->
                new Step(
                    row.getLong("nr"),
                    Step.Kind.of(row.getString("kind")),
                    row.getString("by_login"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("note")))
        .list();
  }
}
