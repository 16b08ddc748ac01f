package org.hamroh.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tables `retention_clock` and `retention_done`. Every method runs inside its caller's
/// transaction.
final class RetentionStore {

  private RetentionStore() {}

  static ClockState state(Handle handle) {
    return find(handle).orElse(new ClockState(Instant.EPOCH, Optional.empty()));
  }

  private static Optional<ClockState> find(Handle handle) {
    return handle
        .createQuery("select seen_at, doubted_at from retention_clock")
        .map(
            (row, context) -> {
              Instant seen = Instant.ofEpochMilli(row.getLong("seen_at"));
              long doubted = row.getLong("doubted_at");
              return new ClockState(
                  seen,
                  row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(doubted)));
            })
        .findOne();
  }

  /// Looks at the clock: remembers what it says, or that it cannot be believed.
  static ClockState look(Handle handle, Instant now, Duration longestJump) {
    Optional<ClockState> known = find(handle);
    if (known.isPresent()) {
      ClockState state = known.get();
      boolean jumped = Duration.between(state.seenAt(), now).abs().compareTo(longestJump) > 0;
      if (state.isDoubted() || jumped) {
        ClockState doubted =
            new ClockState(state.seenAt(), Optional.of(state.doubtedAt().orElse(now)));
        handle
            .createUpdate("update retention_clock set doubted_at = :at")
            .bind("at", doubted.doubtedAt().orElse(now).toEpochMilli())
            .execute();
        return doubted;
      }
    }
    seen(handle, now, Optional.empty());
    return new ClockState(now, Optional.empty());
  }

  /// Somebody has seen that it was set.
  ///
  /// @return whether it was believed until now
  static boolean doubt(Handle handle, Instant now) {
    return handle
            .createUpdate("update retention_clock set doubted_at = :at where doubted_at is null")
            .bind("at", now.toEpochMilli())
            .execute()
        == 1;
  }

  static void believe(Handle handle, Instant now, String by) {
    seen(handle, now, Optional.of(by));
  }

  private static void seen(Handle handle, Instant now, Optional<String> by) {
    handle
        .createUpdate(
            """
            insert into retention_clock (site, seen_at, doubted_at, believed_by)
            values (1, :now, null, :by)
            on conflict (site) do update set seen_at = :now, doubted_at = null,
              believed_by = case when :by = '' then retention_clock.believed_by else :by end
            """)
        .bind("now", now.toEpochMilli())
        .bind("by", by.orElse(""))
        .execute();
  }

  static void done(Handle handle, String rule, int gone, String trouble, Instant now) {
    handle
        .createUpdate(
            """
            insert into retention_done (class, at, gone, gone_at, trouble)
            values (:class, :now, :gone, :goneAt, :trouble)
            on conflict (class) do update set at = :now, trouble = :trouble,
              gone = case when :gone > 0 then :gone else retention_done.gone end,
              gone_at = case when :gone > 0 then :now else retention_done.gone_at end
            """)
        .bind("class", rule)
        .bind("now", now.toEpochMilli())
        .bind("goneAt", gone > 0 ? now.toEpochMilli() : 0)
        .bind("gone", gone)
        .bind("trouble", trouble)
        .execute();
  }

  /// @param at     of the last round
  /// @param gone   in the last round that let anything go, 0 when none has
  /// @param goneAt of that one
  record Done(String rule, Instant at, int gone, Instant goneAt, boolean failed) {}

  static List<Done> done(Handle handle) {
    return handle
        .createQuery("select * from retention_done")
        .map(
            (row, context) ->
                new Done(
                    row.getString("class"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getInt("gone"),
                    Instant.ofEpochMilli(row.getLong("gone_at")),
                    !row.getString("trouble").isEmpty()))
        .list();
  }
}
