package org.hamroh.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The tables `audit` and `audit_start`. Every method runs inside its caller's transaction.
final class AuditStore {

  private AuditStore() {}

  /// The end of the chain.
  static Link last(Handle handle) {
    return handle
        .createQuery("select seq, hash from audit order by seq desc limit 1")
        .map((row, context) -> new Link(row.getLong("seq"), row.getString("hash")))
        .findOne()
        .orElseGet(() -> start(handle));
  }

  /// What stands before the first row that is kept.
  static Link start(Handle handle) {
    return handle
        .createQuery("select seq, hash from audit_start")
        .map((row, context) -> new Link(row.getLong("seq"), row.getString("hash")))
        .findOne()
        .orElse(Link.BEGINNING);
  }

  static Optional<Link> at(Handle handle, long seq) {
    return handle
        .createQuery("select seq, hash from audit where seq = :seq")
        .bind("seq", seq)
        .map((row, context) -> new Link(row.getLong("seq"), row.getString("hash")))
        .findOne();
  }

  static void insert(Handle handle, Row row, String hash) {
    handle
        .createUpdate(
            """
            insert into audit (seq, at, who, act, kind, id, why, came_from, hash)
            values (:seq, :at, :who, :act, :kind, :id, :why, :from, :hash)
            """)
        .bind("seq", row.seq())
        .bind("at", row.at().toEpochMilli())
        .bind("who", row.who())
        .bind("act", row.act())
        .bind("kind", row.kind())
        .bind("id", row.id())
        .bind("why", row.why())
        .bind("from", row.from())
        .bind("hash", hash)
        .execute();
  }

  static boolean isThere(Handle handle, Look look, Instant since) {
    return handle
        .createQuery(
            """
            select 1 from audit where who = :who and at >= :since and act = :act and kind = :kind
              and id = :id and came_from = :from limit 1
            """)
        .bind("who", look.who())
        .bind("since", since.toEpochMilli())
        .bind("act", look.act().word())
        .bind("kind", look.kind())
        .bind("id", look.id())
        .bind("from", look.from())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// How many different things of each kind somebody has looked at.
  static Map<String, Long> looks(
      Handle handle, String who, Instant since, List<String> acts, List<String> kinds) {
    Map<String, Long> seen = new TreeMap<>();
    handle
        .createQuery(
            """
            select kind, count(distinct id) as things from audit
            where who = :who and at >= :since and act in (<acts>) and kind in (<kinds>)
              and id <> '' group by kind
            """)
        .bind("who", who)
        .bind("since", since.toEpochMilli())
        .bindList("acts", acts)
        .bindList("kinds", kinds)
        .map((row, context) -> Map.entry(row.getString("kind"), row.getLong("things")))
        .forEach(one -> seen.put(one.getKey(), one.getValue()));
    return seen;
  }

  /// Whether the watch has told of somebody since then.
  static boolean isTold(Handle handle, String who, Instant since) {
    return handle
        .createQuery("select 1 from audit where who = :who and at >= :since and act = :act limit 1")
        .bind("who", who)
        .bind("since", since.toEpochMilli())
        .bind("act", Act.BULK.word())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// The newest first. Only what is asked for stands in the statement, so that each question finds
  /// its index.
  static List<Row> list(Handle handle, Wanted wanted, Scope scope) {
    Map<String, Object> values = new TreeMap<>();
    List<String> where = new ArrayList<>(List.of("seq < :before"));
    values.put("before", wanted.before());
    equal(where, values, "who", wanted.who());
    equal(where, values, "act", wanted.act());
    equal(where, values, "kind", wanted.kind());
    equal(where, values, "id", wanted.id());
    wanted.from().ifPresent(from -> bound(where, values, "at >= :from", "from", from));
    wanted.to().ifPresent(to -> bound(where, values, "at < :to", "to", to));
    if (!scope.all()) {
      where.add(
          "(who in (<people>)"
              + (scope.rights() ? " or act = '" + Act.RIGHTS.word() + "'" : "")
              + ")");
    }
    Query query =
        handle.createQuery(
            "select * from audit where "
                + String.join(" and ", where)
                + " order by seq desc limit :limit");
    if (!scope.all()) {
      query.bindList("people", List.copyOf(scope.people()));
    }
    return query
        .bindMap(values)
        .bind("limit", wanted.limit())
        .map((row, context) -> row(row))
        .list();
  }

  private static void equal(
      List<String> where, Map<String, Object> values, String column, String value) {
    if (!value.isEmpty()) {
      where.add(column + " = :" + column);
      values.put(column, value);
    }
  }

  private static void bound(
      List<String> where, Map<String, Object> values, String part, String name, Instant at) {
    where.add(part);
    values.put(name, at.toEpochMilli());
  }

  static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("who"),
        row.getString("act"),
        row.getString("kind"),
        row.getString("id"),
        row.getString("why"),
        row.getString("came_from"),
        row.getString("hash"));
  }

  /// Lets the oldest rows go, and remembers where the chain begins from now on.
  ///
  /// @param most in one transaction
  /// @return how many
  static int deleteOld(Handle handle, Instant before, Instant now, int most) {
    Optional<Link> last =
        handle
            .createQuery(
                """
                select seq, hash from (select seq, hash, at from audit order by seq limit :most)
                where at < :before order by seq desc limit 1
                """)
            .bind("most", most)
            .bind("before", before.toEpochMilli())
            .map((row, context) -> new Link(row.getLong("seq"), row.getString("hash")))
            .findOne();
    if (last.isEmpty()) {
      return 0;
    }
    handle
        .createUpdate(
            """
            insert into audit_start (site, seq, hash, at) values (1, :seq, :hash, :now)
            on conflict (site) do update set seq = :seq, hash = :hash, at = :now
            """)
        .bind("seq", last.get().seq())
        .bind("hash", last.get().hash())
        .bind("now", now.toEpochMilli())
        .execute();
    return handle
        .createUpdate("delete from audit where seq <= :seq")
        .bind("seq", last.get().seq())
        .execute();
  }
}
