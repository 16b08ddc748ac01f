package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hamroh.smpp.RefusalName;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// What routes did, minute by minute, kept for their charts: a restart loses a minute at most.
public final class RouteLedger {

  /// Charts show a day; a week lets a technician look back.
  private static final Duration KEPT = Duration.ofDays(7);

  private static final Duration REFUSALS_KEPT = Duration.ofDays(30);

  private final Database database;
  private final Clock clock;

  RouteLedger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Times in milliseconds, -1 when nothing came.
  ///
  /// @param at the beginning of the minute
  public record Minute(
      Instant at,
      long accepted,
      long refused,
      long unknown,
      long receipts,
      long unmatched,
      long answerP50,
      long answerP95,
      long receiptP50,
      long receiptP95) {}

  /// @param word   the refusal's name
  /// @param detail what the carrier said last
  public record Refused(String word, long times, Instant last, String detail) {}

  /// Writes down the minute that ends.
  void keep(Map<String, RouteWatch> watches) {
    Instant now = clock.instant();
    database.write(
        handle -> {
          watches.forEach((route, watch) -> keep(handle, route, watch.minute(), now));
          handle.execute(
              "delete from route_minute where minute < ?", now.minus(KEPT).getEpochSecond() / 60);
          handle.execute(
              "delete from route_refusal where last_at < ?",
              now.minus(REFUSALS_KEPT).toEpochMilli());
          return true;
        });
  }

  private void keep(Handle handle, String route, RouteWatch.Minute minute, Instant now) {
    if (minute.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into route_minute (route, minute, accepted, refused, unknown, receipts,
              unmatched, answer_p50, answer_p95, receipt_p50, receipt_p95)
            values (:route, :minute, :accepted, :refused, :unknown, :receipts, :unmatched,
              :a50, :a95, :r50, :r95)
            on conflict (route, minute) do update set
              accepted = route_minute.accepted + :accepted,
              refused = route_minute.refused + :refused,
              unknown = route_minute.unknown + :unknown,
              receipts = route_minute.receipts + :receipts,
              unmatched = route_minute.unmatched + :unmatched
            """)
        .bind("route", route)
        .bind("minute", now.getEpochSecond() / 60)
        .bind("accepted", minute.accepted())
        .bind("refused", minute.refused().values().stream().mapToLong(Long::longValue).sum())
        .bind("unknown", minute.unknown())
        .bind("receipts", minute.receipts())
        .bind("unmatched", minute.unmatched())
        .bind("a50", minute.answerP50())
        .bind("a95", minute.answerP95())
        .bind("r50", minute.receiptP50())
        .bind("r95", minute.receiptP95())
        .execute();
    minute
        .refused()
        .forEach(
            (name, times) ->
                refused(handle, route, name, times, minute.details().getOrDefault(name, ""), now));
  }

  private void refused(
      Handle handle, String route, RefusalName name, long times, String detail, Instant now) {
    handle
        .createUpdate(
            """
            insert into route_refusal (route, day, name, times, last_at, detail)
            values (:route, :day, :name, :times, :now, :detail)
            on conflict (route, day, name) do update set
              times = route_refusal.times + :times, last_at = :now, detail = :detail
            """)
        .bind("route", route)
        .bind("day", LocalDate.now(clock).toEpochDay())
        .bind("name", name.word())
        .bind("times", times)
        .bind("now", now.toEpochMilli())
        .bind("detail", detail.length() > 60 ? detail.substring(0, 60) : detail)
        .execute();
  }

  /// Of a route, the oldest first; minutes in which nothing happened are not there.
  public List<Minute> since(Handle handle, String route, Instant since) {
    return handle
        .createQuery(
            """
            select minute, accepted, refused, unknown, receipts, unmatched, answer_p50, answer_p95,
              receipt_p50, receipt_p95
            from route_minute where route = :route and minute >= :since order by minute
            """)
        .bind("route", route)
        .bind("since", since.getEpochSecond() / 60)
        .map(
            (row, context) ->
                new Minute(
                    Instant.ofEpochSecond(row.getLong(1) * 60),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10)))
        .list();
  }

  /// Today's, the most frequent first.
  public List<Refused> refusedToday(Handle handle, String route) {
    return handle
        .createQuery(
            """
            select name, times, last_at, detail from route_refusal
            where route = :route and day = :day order by times desc, name
            """)
        .bind("route", route)
        .bind("day", LocalDate.now(clock).toEpochDay())
        .map(
            (row, context) ->
                new Refused(
                    row.getString(1),
                    row.getLong(2),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getString(4)))
        .list();
  }
}
