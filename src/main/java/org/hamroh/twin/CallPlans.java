package org.hamroh.twin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Which campaigns ring people, and whom. Every method runs inside its caller's transaction.
public final class CallPlans {

  private CallPlans() {}

  /// How a campaign goes out besides as texts.
  ///
  /// @param way   `calls`: everybody is rung, no text leaves; `both`: texts leave, and those with
  ///              the tag are rung besides
  /// @param tag   of contacts who do not read; empty with `calls`
  /// @param taken messages up to this id have a row of their own
  public record Plan(long campaign, String way, String tag, long taken, boolean stopped) {

    public boolean callsOnly() {
      return way.equals("calls");
    }
  }

  public static Optional<Plan> of(Handle handle, long campaign) {
    return handle
        .createQuery("select * from call_campaign where campaign_id = ?")
        .bind(0, campaign)
        .map((row, context) -> plan(row))
        .findOne();
  }

  /// Those that may take people now.
  static List<Plan> going(Handle handle) {
    return handle
        .createQuery(
            """
            select p.* from call_campaign p join campaign c on c.id = p.campaign_id
            where p.stopped_at is null
              and (c.state = 'running' or (p.way = 'both' and c.state = 'finished'))
            order by p.campaign_id
            """)
        .map((row, context) -> plan(row))
        .list();
  }

  private static Plan plan(java.sql.ResultSet row) throws java.sql.SQLException {
    row.getLong("stopped_at");
    boolean stopped = !row.wasNull();
    return new Plan(
        row.getLong("campaign_id"),
        row.getString("way"),
        row.getString("tag"),
        row.getLong("taken_until"),
        stopped);
  }

  /// Campaigns of which no text leaves, for people are rung instead.
  static Set<Long> callsOnly(Handle handle) {
    return Set.copyOf(
        handle
            .createQuery(
                """
                select campaign_id from call_campaign where way = 'calls'
                union select c.id from campaign c
                  join call_campaign p on p.campaign_id = c.series_id and p.way = 'calls'
                """)
            .mapTo(Long.class)
            .list());
  }

  /// Each run of a repeated campaign goes out as that one does.
  ///
  /// @return how many began
  static int inherit(Handle handle) {
    return handle.execute(
        """
        insert into call_campaign (campaign_id, way, tag, taken_until, set_by, set_at)
        select c.id, p.way, p.tag, 0, p.set_by, p.set_at
        from campaign c join call_campaign p on p.campaign_id = c.series_id
        where c.state in ('ready', 'running') and p.stopped_at is null
          and not exists (select 1 from call_campaign own where own.campaign_id = c.id)
        """);
  }

  static boolean anyToInherit(Handle handle) {
    return handle
        .createQuery(
            """
            select 1 from campaign c join call_campaign p on p.campaign_id = c.series_id
            where c.state in ('ready', 'running') and p.stopped_at is null
              and not exists (select 1 from call_campaign own where own.campaign_id = c.id) limit 1
            """)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// From the next start on; only before anything of the campaign has begun to leave.
  public static void set(
      Handle handle, long campaign, String way, String tag, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into call_campaign (campaign_id, way, tag, taken_until, set_by, set_at)
            values (:campaign, :way, :tag, 0, :by, :now)
            on conflict (campaign_id) do update set way = excluded.way, tag = excluded.tag,
              set_by = excluded.set_by, set_at = excluded.set_at
            """)
        .bind("campaign", campaign)
        .bind("way", way)
        .bind("tag", tag)
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// As texts alone again.
  public static void drop(Handle handle, long campaign) {
    handle.execute("delete from call_campaign where campaign_id = ?", campaign);
  }

  /// No more calls, whatever the texts do.
  public static void stop(Handle handle, long campaign, Instant now) {
    handle.execute(
        "update call_campaign set stopped_at = ? where campaign_id = ? and stopped_at is null",
        now.toEpochMilli(),
        campaign);
  }

  static void took(Handle handle, long campaign, long until) {
    handle.execute(
        "update call_campaign set taken_until = ? where campaign_id = ?", until, campaign);
  }
}
