package org.hamroh.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;

/// The rows of `member_state` and `missed_rings`, one an operator.
public final class MemberStore {

  private final Database database;

  public MemberStore(Database database) {
    this.database = database;
  }

  List<WantedState> all() {
    return database.read(
        handle ->
            handle
                .createQuery("select * from member_state order by operator")
                .map((row, context) -> wanted(row))
                .list());
  }

  void put(WantedState wanted, @Nullable Instant doneAt) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into member_state
                      (operator, wanted, reason, wanted_at, until_at, done_at, trouble)
                    values (:operator, :wanted, :reason, :wantedAt, :untilAt, :doneAt, :trouble)
                    on conflict (operator) do update set
                      wanted = excluded.wanted, reason = excluded.reason,
                      wanted_at = excluded.wanted_at, until_at = excluded.until_at,
                      done_at = excluded.done_at, trouble = excluded.trouble
                    """)
                .bind("operator", wanted.operator())
                .bind("wanted", wanted.kind().word())
                .bind("reason", wanted.reason())
                .bind("wantedAt", wanted.since().toEpochMilli())
                .bind("untilAt", millis(wanted.until()))
                .bind("doneAt", millis(doneAt))
                .bind("trouble", wanted.trouble())
                .execute());
  }

  Map<String, Integer> misses() {
    return database.read(
        handle ->
            handle
                .createQuery("select operator, misses from missed_rings where misses > 0")
                .collectRows(
                    Collectors.toMap(
                        row -> row.getColumn("operator", String.class),
                        row -> row.getColumn("misses", Integer.class))));
  }

  void putMisses(String operator, int misses) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into missed_rings (operator, misses) values (:operator, :misses)
                    on conflict (operator) do update set misses = excluded.misses
                    """)
                .bind("operator", operator)
                .bind("misses", misses)
                .execute());
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static WantedState wanted(ResultSet row) throws SQLException {
    long until = row.getLong("until_at");
    Instant untilAt = row.wasNull() ? null : Instant.ofEpochMilli(until);
    row.getLong("done_at");
    boolean done = !row.wasNull();
    return new WantedState(
        row.getString("operator"),
        WantedState.Kind.of(row.getString("wanted")),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("wanted_at")),
        untilAt,
        done,
        row.getString("trouble"));
  }
}
