package org.hamroh.surge;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What calls and campaigns of the past say, from the tables of other rooms.
final class SurgeStore {

  private static final Duration MONTH = Duration.ofDays(28);
  private static final int WEEKS = 4;

  /// Fewer talks say nothing of the next ones.
  private static final int ENOUGH_TALKS = 30;

  private SurgeStore() {}

  static Optional<String> nameOf(Handle handle, long campaign) {
    return handle
        .createQuery("select name from campaign where id = :id")
        .bind("id", campaign)
        .mapTo(String.class)
        .findOne();
  }

  static long asked(Handle handle, long campaign) {
    return handle
        .createQuery("select asked from campaign where id = :id")
        .bind("id", campaign)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /// Average segments of a campaign's texts is not known before they are made; its route is not
  /// either. What leaves in an hour is reckoned with the usual two segments.
  static final int USUAL_SEGMENTS = 2;

  /// Calls of the last four weeks by half hour of the week, Monday's first one at 0.
  static double[] usual(Handle handle, Instant now, ZoneId zone) {
    double[] calls = new double[7 * 48];
    handle
        .createQuery(
            """
            select r.started_at from call_record r
            where r.started_at >= :from and r.started_at < :now
              and coalesce(r.ending, '') <> 'NOT_REACHED'
              and not exists (select 1 from call_out o where o.call_id = r.call_id)
              and not exists (select 1 from callback_attempt a where a.call_id = r.call_id)
              and not exists
                (select 1 from campaign_call_attempt c where c.call_id = r.call_id)
            """)
        .bind("from", now.minus(MONTH).toEpochMilli())
        .bind("now", now.toEpochMilli())
        .mapTo(Long.class)
        .forEach(at -> calls[slot(Instant.ofEpochMilli(at), zone)] += 1.0 / WEEKS);
    return calls;
  }

  static int slot(Instant at, ZoneId zone) {
    ZonedDateTime there = at.atZone(zone);
    return (there.getDayOfWeek().getValue() - 1) * 48
        + there.getHour() * 2
        + there.getMinute() / 30;
  }

  /// How long calls with an operator last; empty while there are too few.
  static Optional<Duration> handling(Handle handle, Instant now) {
    List<Long> found =
        handle
            .createQuery(
                """
                select count(*) as talks, coalesce(avg(ended_at - started_at), 0) as millis
                from call_record
                where started_at >= :from and ending = 'ANSWERED' and ended_at is not null
                """)
            .bind("from", now.minus(MONTH).toEpochMilli())
            .map((row, context) -> List.of(row.getLong("talks"), row.getLong("millis")))
            .one();
    return found.getFirst() < ENOUGH_TALKS || found.getLast() <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(found.getLast()));
  }
}
