package org.hamroh.gate;

import java.time.LocalDate;
import java.util.Locale;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;

/// What has gone out today, by person and in all. In the store, so that a restart forgives nothing.
final class DayCounts {

  private static final String ALL = "all";
  private static final String MONEY = "money";

  private DayCounts() {}

  static long ofNumber(Handle handle, LocalDate day, CallerKey key, Kind kind) {
    return read(handle, day, key.hex(), word(kind));
  }

  static long ofDay(Handle handle, LocalDate day, Kind kind) {
    return read(handle, day, ALL, word(kind));
  }

  static long money(Handle handle, LocalDate day) {
    return read(handle, day, ALL, MONEY);
  }

  /// @param amount of calls or segments
  /// @param cost   in millionths
  static void add(Handle handle, LocalDate day, CallerKey key, Kind kind, long amount, long cost) {
    add(handle, day, key.hex(), word(kind), amount);
    add(handle, day, ALL, word(kind), amount);
    if (cost > 0) {
      add(handle, day, ALL, MONEY, cost);
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long read(Handle handle, LocalDate day, String who, String what) {
    return handle
        .createQuery(
            "select amount from gate_count where day = :day and who = :who and what = :what")
        .bind("day", day.toEpochDay())
        .bind("who", who)
        .bind("what", what)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private static void add(Handle handle, LocalDate day, String who, String what, long amount) {
    handle
        .createUpdate(
            """
            insert into gate_count (day, who, what, amount) values (:day, :who, :what, :amount)
            on conflict (day, who, what) do update set amount = gate_count.amount + :amount
            """)
        .bind("day", day.toEpochDay())
        .bind("who", who)
        .bind("what", what)
        .bind("amount", amount)
        .execute();
  }

  /// Who was rung how often is nobody's business later.
  static int forget(Handle handle, LocalDate before) {
    return handle
        .createUpdate("delete from gate_count where day < :day and who <> 'all'")
        .bind("day", before.toEpochDay())
        .execute();
  }
}
