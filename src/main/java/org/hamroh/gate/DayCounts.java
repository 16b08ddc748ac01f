package org.hamroh.gate;

import java.time.LocalDate;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// What has gone out today, by person and in all. In the store, so that a restart forgives nothing;
/// read and written by [Known].
final class DayCounts {

  static final String ALL = "all";
  static final String MONEY = "money";

  private DayCounts() {}

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /// Who was rung how often is nobody's business later.
  static int forget(Handle handle, LocalDate before) {
    return handle
        .createUpdate("delete from gate_count where day < :day and who <> 'all'")
        .bind("day", before.toEpochDay())
        .execute();
  }
}
