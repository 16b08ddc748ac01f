package org.hamroh.alarm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tables `alarm` and `alarm_telling`. Every method runs inside its caller's transaction.
final class AlarmStore {

  /// More than anybody reads; the rest waits behind them.
  private static final int MOST_RED = 50;

  private AlarmStore() {}

  /// @param once names the trouble; a second row of the same name is not made
  /// @return its id when it is new
  static Optional<Long> raise(
      Handle handle, String once, AlarmKind kind, String about, Instant since, Instant now) {
    long id =
        handle.createQuery("select coalesce(max(id), 0) + 1 from alarm").mapTo(Long.class).one();
    int inserted =
        handle
            .createUpdate(
                """
                insert into alarm (id, once, kind, about, since, raised_at, seen_by)
                values (:id, :once, :kind, :about, :since, :now, '')
                on conflict (once) do nothing
                """)
            .bind("id", id)
            .bind("once", once)
            .bind("kind", kind.word())
            .bind("about", about)
            .bind("since", since.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute();
    return inserted == 1 ? Optional.of(id) : Optional.empty();
  }

  static boolean isKnown(Handle handle, String once) {
    return handle
        .createQuery("select 1 from alarm where once = :once")
        .bind("once", once)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// @return the alarms that were not over yet
  static List<Long> over(Handle handle, AlarmKind kind, String about, Instant now) {
    List<Long> open =
        handle
            .createQuery(
                "select id from alarm where kind = :kind and about = :about and over_at is null")
            .bind("kind", kind.word())
            .bind("about", about)
            .mapTo(Long.class)
            .list();
    for (long id : open) {
      handle
          .createUpdate("update alarm set over_at = :now where id = :id")
          .bind("now", now.toEpochMilli())
          .bind("id", id)
          .execute();
    }
    return open;
  }

  /// @return whether nobody had taken it on before
  static boolean seen(Handle handle, long id, String who, Instant now) {
    return handle
            .createUpdate(
                """
                update alarm set seen_at = :now, seen_by = :who
                where id = :id and seen_at is null and over_at is null
                """)
            .bind("now", now.toEpochMilli())
            .bind("who", who)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Optional<Alarm> find(Handle handle, long id) {
    return handle
        .createQuery("select id, kind, about, since from alarm where id = :id")
        .bind("id", id)
        .map((row, context) -> alarm(row))
        .findOne();
  }

  /// The newest first.
  static List<Alarm> red(Handle handle) {
    return handle
        .createQuery(
            """
            select id, kind, about, since from alarm where over_at is null and seen_at is null
            order by raised_at desc, id desc limit :most
            """)
        .bind("most", MOST_RED)
        .map((row, context) -> alarm(row))
        .list();
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    return new Alarm(
        row.getLong("id"),
        AlarmKind.of(row.getString("kind")),
        row.getString("about"),
        Instant.ofEpochMilli(row.getLong("since")));
  }

  static void tell(
      Handle handle, long alarm, String occasion, String way, String target, Instant now) {
    handle
        .createUpdate(
            """
            insert into alarm_telling
              (alarm_id, occasion, way, target, state, attempts, next_at, reason, changed_at)
            values (:alarm, :occasion, :way, :target, 'waiting', 0, :now, '', :now)
            on conflict (alarm_id, occasion, way, target) do nothing
            """)
        .bind("alarm", alarm)
        .bind("occasion", occasion)
        .bind("way", way)
        .bind("target", target)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static List<Telling> due(Handle handle, String way, Instant now, int most) {
    return handle
        .createQuery(
            """
            select t.alarm_id, a.kind, a.since, a.about, t.occasion, t.target, t.attempts
            from alarm_telling t join alarm a on a.id = t.alarm_id
            where t.way = :way and t.state = 'waiting' and t.next_at <= :now
            order by t.next_at, t.alarm_id limit :most
            """)
        .bind("way", way)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map(
            (row, context) ->
                new Telling(
                    row.getLong("alarm_id"),
                    AlarmKind.of(row.getString("kind")),
                    Instant.ofEpochMilli(row.getLong("since")),
                    row.getString("about"),
                    row.getString("occasion"),
                    row.getString("target"),
                    row.getInt("attempts")))
        .list();
  }

  static void mark(
      Handle handle,
      Telling one,
      String way,
      String state,
      int attempts,
      Instant next,
      String reason,
      Instant now) {
    handle
        .createUpdate(
            """
            update alarm_telling set state = :state, attempts = :attempts, next_at = :next,
              reason = :reason, changed_at = :now
            where alarm_id = :alarm and occasion = :occasion and way = :way and target = :target
            """)
        .bind("state", state)
        .bind("attempts", attempts)
        .bind("next", next.toEpochMilli())
        .bind("reason", reason)
        .bind("now", now.toEpochMilli())
        .bind("alarm", one.alarmId())
        .bind("occasion", one.occasion())
        .bind("way", way)
        .bind("target", one.target())
        .execute();
  }

  /// After a start: what was on its way may or may not have arrived. An alarm that comes twice is
  /// better than none.
  static int tellAgain(Handle handle) {
    return handle
        .createUpdate("update alarm_telling set state = 'waiting' where state = 'leaving'")
        .execute();
  }
}
