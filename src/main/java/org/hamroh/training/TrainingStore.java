package org.hamroh.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.training.PracticeRun.End;
import org.hamroh.training.PracticeRun.Passed;
import org.hamroh.training.PracticeRun.Written;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `practice_run`, `practice_score` and `hard_call_permission`.
final class TrainingStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainingStore() {}

  static void add(Handle handle, PracticeRun run) {
    handle
        .createUpdate(
            """
            insert into practice_run
              (id, leg, login, operator, script, language, began_at, ended, path)
            values (:id, :leg, :login, :operator, :script, :language, :began, '', '[]')
            """)
        .bind("id", run.id())
        .bind("leg", run.leg().value())
        .bind("login", run.login())
        .bind("operator", run.operator())
        .bind("script", run.script())
        .bind("language", run.language())
        .bind("began", run.beganAt().toEpochMilli())
        .execute();
  }

  static void answered(Handle handle, String id, Instant at) {
    handle
        .createUpdate("update practice_run set answered_at = :at where id = :id")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  static void passed(Handle handle, String id, List<Passed> path) {
    handle
        .createUpdate("update practice_run set path = :path where id = :id")
        .bind("id", id)
        .bind("path", JSON.writeValueAsString(path))
        .execute();
  }

  /// @return whether it had not ended
  static boolean ended(Handle handle, String id, End end, Instant at) {
    return handle
            .createUpdate(
                "update practice_run set ended = :end, ended_at = :at where id = :id and ended = ''")
            .bind("id", id)
            .bind("end", end.word())
            .bind("at", at.toEpochMilli())
            .execute()
        > 0;
  }

  static void wrote(Handle handle, String id, Written written) {
    handle
        .createUpdate("update practice_run set record = :record where id = :id")
        .bind("id", id)
        .bind("record", JSON.writeValueAsString(written))
        .execute();
  }

  static Optional<PracticeRun> find(Handle handle, String id) {
    return handle
        .createQuery("select * from practice_run where id = :id")
        .bind("id", id)
        .map((row, context) -> run(row))
        .findOne();
  }

  /// Those that a server before us has left open.
  static List<PracticeRun> open(Handle handle) {
    return handle
        .createQuery("select * from practice_run where ended = ''")
        .map((row, context) -> run(row))
        .list();
  }

  /// The newest first.
  ///
  /// @param login of whom; empty: everybody's
  static List<PracticeRun> newest(Handle handle, String login, int most) {
    return handle
        .createQuery(
            """
            select * from practice_run where :login = '' or login = :login
            order by began_at desc limit :most
            """)
        .bind("login", login)
        .bind("most", most)
        .map((row, context) -> run(row))
        .list();
  }

  static void score(Handle handle, Score score) {
    handle
        .createUpdate(
            """
            insert into practice_score (run_id, login, own, points, percent, note, scored_at)
            values (:run, :by, :own, :points, :percent, :note, :at)
            on conflict (run_id, login) do update set
              points = excluded.points, percent = excluded.percent, note = excluded.note,
              scored_at = excluded.scored_at
            """)
        .bind("run", score.run())
        .bind("by", score.by())
        .bind("own", score.own() ? 1 : 0)
        .bind("points", JSON.writeValueAsString(score.points()))
        .bind("percent", score.percent())
        .bind("note", score.note())
        .bind("at", score.at().toEpochMilli())
        .execute();
  }

  /// Of one practice call, the learner's own first.
  static List<Score> scores(Handle handle, String run) {
    return handle
        .createQuery(
            "select * from practice_score where run_id = :run order by own desc, scored_at")
        .bind("run", run)
        .map((row, context) -> score(row))
        .list();
  }

  /// The practice calls that this person has passed, one for each script, the newest.
  static Map<String, String> passed(Handle handle, String login, int percent, Instant since) {
    return handle
        .createQuery(
            """
            select r.script as script, r.id as id from practice_run r
            join practice_score s on s.run_id = r.id
            where r.login = :login and r.answered_at is not null and s.own = 0 and s.percent >= :percent and s.scored_at >= :since
            order by s.scored_at
            """)
        .bind("login", login)
        .bind("percent", percent)
        .bind("since", since.toEpochMilli())
        .collectRows(
            java.util.stream.Collectors.toMap(
                row -> row.getColumn("script", String.class),
                row -> row.getColumn("id", String.class),
                (old, newer) -> newer,
                java.util.TreeMap::new));
  }

  static void grant(Handle handle, Grant grant) {
    handle
        .createUpdate(
            """
            insert into hard_call_permission (id, login, granted_at, granted_by, until_at, runs)
            values (:id, :login, :at, :by, :until, :runs)
            """)
        .bind("id", grant.id())
        .bind("login", grant.login())
        .bind("at", grant.at().toEpochMilli())
        .bind("by", grant.by())
        .bind("until", grant.until().toEpochMilli())
        .bind("runs", String.join(" ", grant.runs()))
        .execute();
  }

  /// @return how many held
  static int withdraw(Handle handle, String login, String by, Instant now) {
    return handle
        .createUpdate(
            """
            update hard_call_permission set withdrawn_at = :now, withdrawn_by = :by
            where login = :login and withdrawn_at is null and until_at > :now
            """)
        .bind("login", login)
        .bind("by", by)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// The last one of this person.
  static Optional<Grant> lastGrant(Handle handle, String login) {
    return handle
        .createQuery(
            """
            select * from hard_call_permission where login = :login
            order by granted_at desc limit 1
            """)
        .bind("login", login)
        .map((row, context) -> grant(row))
        .findOne();
  }

  /// Logins of those whose permission holds.
  static List<String> granted(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select distinct login from hard_call_permission
            where withdrawn_at is null and until_at > :now
            """)
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  /// @return how many practice calls and permissions
  static int letGo(Handle handle, Instant before) {
    handle
        .createUpdate(
            """
            delete from practice_score
            where run_id in (select id from practice_run where began_at < :before)
            """)
        .bind("before", before.toEpochMilli())
        .execute();
    int runs =
        handle
            .createUpdate("delete from practice_run where began_at < :before")
            .bind("before", before.toEpochMilli())
            .execute();
    int permissions =
        handle
            .createUpdate("delete from hard_call_permission where until_at < :before")
            .bind("before", before.toEpochMilli())
            .execute();
    return runs + permissions;
  }

  private static PracticeRun run(ResultSet row) throws SQLException {
    String written = row.getString("record");
    return new PracticeRun(
        row.getString("id"),
        new CallId(row.getString("leg")),
        row.getString("login"),
        row.getString("operator"),
        row.getString("script"),
        row.getString("language"),
        Instant.ofEpochMilli(row.getLong("began_at")),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        End.of(row.getString("ended")),
        List.of(JSON.readValue(row.getString("path"), Passed[].class)),
        written == null ? Optional.empty() : Optional.of(JSON.readValue(written, Written.class)));
  }

  private static Score score(ResultSet row) throws SQLException {
    return new Score(
        row.getString("run_id"),
        row.getString("login"),
        row.getInt("own") == 1,
        points(row.getString("points")),
        row.getInt("percent"),
        row.getString("note"),
        Instant.ofEpochMilli(row.getLong("scored_at")));
  }

  private static Map<String, Integer> points(String json) {
    return JSON.readValue(json, Points.class).all();
  }

  private record Points(@com.fasterxml.jackson.annotation.JsonValue Map<String, Integer> all) {

    @com.fasterxml.jackson.annotation.JsonCreator(
        mode = com.fasterxml.jackson.annotation.JsonCreator.Mode.DELEGATING)
    Points {}
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getString("id"),
        row.getString("login"),
        Instant.ofEpochMilli(row.getLong("granted_at")),
        row.getString("granted_by"),
        Instant.ofEpochMilli(row.getLong("until_at")),
        Arrays.stream(row.getString("runs").split(" ")).filter(one -> !one.isEmpty()).toList(),
        instant(row, "withdrawn_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
