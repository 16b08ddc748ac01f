package org.hamroh.gate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// Every time the gate was closed: one row a day for each person, way and reason, with a count.
public final class Refusals {

  /// @param who the person's caller key
  public record Refusal(
      LocalDate day,
      CallerKey who,
      Kind kind,
      Purpose purpose,
      Reason reason,
      long times,
      Instant last) {}

  private Refusals() {}

  /// @return whether it is the first of the day for this person, way and reason
  static boolean add(
      Handle handle, LocalDate day, CallerKey who, Errand errand, Reason reason, Instant now) {
    long times =
        handle
            .createQuery(
                """
                insert into gate_refusal (day, who, kind, purpose, reason, times, last_at)
                values (:day, :who, :kind, :purpose, :reason, 1, :now)
                on conflict (day, who, kind, purpose, reason) do update set
                  times = gate_refusal.times + 1, last_at = :now
                returning times
                """)
            .bind("day", day.toEpochDay())
            .bind("who", who.hex())
            .bind("kind", word(errand.kind()))
            .bind("purpose", word(errand.purpose()))
            .bind("reason", word(reason))
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .one();
    return times == 1;
  }

  /// The newest first.
  public static List<Refusal> latest(Handle handle, int most) {
    return handle
        .createQuery(
            """
            select day, who, kind, purpose, reason, times, last_at from gate_refusal
            order by last_at desc limit :most
            """)
        .bind("most", most)
        .map(
            (row, context) ->
                new Refusal(
                    LocalDate.ofEpochDay(row.getLong(1)),
                    new CallerKey(row.getString(2)),
                    Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                    Purpose.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                    Reason.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                    row.getLong(6),
                    Instant.ofEpochMilli(row.getLong(7))))
        .list();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
