package org.hamroh.claims.party;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables of parties. Every method runs inside its caller's transaction.
final class PartyStore {

  private PartyStore() {}

  /// @param sameAs another spelling of that one
  record Row(long id, PartyKind kind, String sealedName, @Nullable Long sameAs) {

    private static Row of(ResultSet row) throws SQLException {
      long sameAs = row.getLong("same_as");
      boolean alone = row.wasNull();
      return new Row(
          row.getLong("id"),
          PartyKind.of(row.getString("kind")).orElseThrow(),
          row.getString("name_sealed"),
          alone ? null : sameAs);
    }
  }

  static Optional<Long> find(Handle handle, PartyKind kind, String mac) {
    return handle
        .createQuery("select id from party where kind = :kind and name_mac = :mac")
        .bind("kind", kind.word())
        .bind("mac", mac)
        .mapTo(Long.class)
        .findOne();
  }

  static long nextId(Handle handle) {
    return handle.createQuery("select coalesce(max(id), 0) + 1 from party").mapTo(Long.class).one();
  }

  static void add(
      Handle handle,
      long id,
      PartyKind kind,
      String sealedName,
      String mac,
      String by,
      Instant now) {
    handle
        .createUpdate(
            """
            insert into party (id, kind, name_sealed, name_mac, added_at, added_by)
            values (:id, :kind, :name, :mac, :at, :by)
            """)
        .bind("id", id)
        .bind("kind", kind.word())
        .bind("name", sealedName)
        .bind("mac", mac)
        .bind("at", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  static List<Row> all(Handle handle) {
    return handle
        .createQuery("select id, kind, name_sealed, same_as from party order by id")
        .map((row, context) -> Row.of(row))
        .list();
  }

  static Optional<Row> find(Handle handle, long id) {
    return handle
        .createQuery("select id, kind, name_sealed, same_as from party where id = :id")
        .bind("id", id)
        .map((row, context) -> Row.of(row))
        .findOne();
  }

  static void same(Handle handle, long id, @Nullable Long as) {
    handle
        .createUpdate("update party set same_as = :as where id = :id")
        .bind("as", as)
        .bind("id", id)
        .execute();
  }

  static void apart(Handle handle, long one, long other, String by, Instant now) {
    handle
        .createUpdate(
            """
            insert into party_apart (one, other, said_at, said_by) values (:one, :other, :at, :by)
            on conflict (one, other) do nothing
            """)
        .bind("one", Math.min(one, other))
        .bind("other", Math.max(one, other))
        .bind("at", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  /// `3 8`, the smaller id first.
  static List<String> apart(Handle handle) {
    return handle
        .createQuery("select one || ' ' || other from party_apart")
        .mapTo(String.class)
        .list();
  }

  /// Which parties each case has named, by its claims.
  static List<Named> named(Handle handle) {
    return handle
        .createQuery(
            """
            select c.case_id as case_id, p.id as party from claim c
              join party p on p.id in (c.firm, c.site, c.agent)
            union
            select l.other_case as case_id, p.id as party from claim c
              join claim_line l on l.claim_id = c.id
              join party p on p.id in (c.firm, c.site, c.agent)
            where l.other_case is not null and l.struck_at is null
            """)
        .map((row, context) -> new Named(row.getString("case_id"), row.getLong("party")))
        .list();
  }

  record Named(String caseId, long party) {}
}
