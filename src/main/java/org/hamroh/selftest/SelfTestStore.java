package org.hamroh.selftest;

import java.time.Instant;
import java.util.List;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;

/// The rows of `self_test`, one a number.
public final class SelfTestStore {

  private final Database database;

  public SelfTestStore(Database database) {
    this.database = database;
  }

  /// How a number stands.
  ///
  /// @param reach        from where it was tried last
  /// @param provenAt     the last time all went well; absent when it never did
  /// @param failingSince absent when the last try went well
  /// @param failures     in a row
  /// @param reason       of the last failure, empty when there is none
  public record Proof(
      String number,
      Reach reach,
      Instant triedAt,
      @Nullable Instant provenAt,
      @Nullable Instant failingSince,
      int failures,
      String reason) {

    /// The same after another try.
    Proof after(Tried tried, Instant now) {
      return tried.trouble().isEmpty()
          ? new Proof(number, tried.reach(), now, now, null, 0, "")
          : new Proof(
              number,
              tried.reach(),
              now,
              provenAt,
              failingSince == null ? now : failingSince,
              failures + 1,
              tried.trouble().get());
    }
  }

  List<Proof> all() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select number, reach, tried_at, proven_at, failing_since, failures, reason
                    from self_test order by number
                    """)
                .map(
                    (row, context) ->
                        new Proof(
                            row.getString("number"),
                            Reach.of(row.getString("reach")),
                            Instant.ofEpochMilli(row.getLong("tried_at")),
                            instant(row.getObject("proven_at")),
                            instant(row.getObject("failing_since")),
                            row.getInt("failures"),
                            row.getString("reason")))
                .list());
  }

  private static @Nullable Instant instant(@Nullable Object millis) {
    return millis instanceof Number number ? Instant.ofEpochMilli(number.longValue()) : null;
  }

  void put(Proof proof) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into self_test
                      (number, reach, tried_at, proven_at, failing_since, failures, reason)
                    values (:number, :reach, :tried, :proven, :failing, :failures, :reason)
                    on conflict (number) do update set reach = excluded.reach,
                      tried_at = excluded.tried_at, proven_at = excluded.proven_at, failing_since = excluded.failing_since,
                      failures = excluded.failures, reason = excluded.reason
                    """)
                .bind("number", proof.number())
                .bind("reach", proof.reach().word())
                .bind("tried", proof.triedAt().toEpochMilli())
                .bind("proven", millis(proof.provenAt()))
                .bind("failing", millis(proof.failingSince()))
                .bind("failures", proof.failures())
                .bind("reason", proof.reason())
                .execute());
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
