package org.hamroh.claims.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hamroh.claims.party.NameFold;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The tables of agencies. Every method runs inside its caller's transaction.
final class AgencyStore {

  private AgencyStore() {}

  record Row(Agency agency, String fold) {

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          new Agency(
              row.getString("name"),
              row.getString("licence"),
              Optional.ofNullable(row.getString("valid_until")).map(LocalDate::parse),
              row.getString("note")),
          row.getString("fold"));
    }
  }

  static Optional<Agencies.Source> list(Handle handle) {
    return handle
        .createQuery("select as_of, source, agencies from agency_list where id = 1")
        .map(
            (row, context) ->
                new Agencies.Source(
                    LocalDate.parse(row.getString("as_of")),
                    row.getString("source"),
                    row.getInt("agencies")))
        .findOne();
  }

  static List<Row> all(Handle handle) {
    return handle
        .createQuery("select name, fold, licence, valid_until, note from agency order by name")
        .map((row, context) -> Row.of(row))
        .list();
  }

  /// The new list takes the place of the one before.
  static void replace(
      Handle handle, Agencies.Source list, List<Agency> agencies, String by, Instant now) {
    handle.execute("delete from agency");
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into agency (id, name, fold, licence, valid_until, note)
            values (:id, :name, :fold, :licence, :until, :note)
            """);
    for (int i = 0; i < agencies.size(); i++) {
      Agency one = agencies.get(i);
      batch
          .bind("id", i + 1)
          .bind("name", one.name())
          .bind("fold", NameFold.of(one.name()))
          .bind("licence", one.licence())
          .bind("until", one.validUntil().map(LocalDate::toString).orElse(null))
          .bind("note", one.note())
          .add();
    }
    batch.execute();
    handle
        .createUpdate(
            """
            insert into agency_list (id, as_of, source, agencies, taken_at, taken_by)
            values (1, :day, :source, :agencies, :at, :by)
            on conflict (id) do update set as_of = excluded.as_of, source = excluded.source,
              agencies = excluded.agencies, taken_at = excluded.taken_at,
              taken_by = excluded.taken_by
            """)
        .bind("day", list.asOf().toString())
        .bind("source", list.name())
        .bind("agencies", agencies.size())
        .bind("at", now.toEpochMilli())
        .bind("by", by)
        .execute();
  }
}
