package org.hamroh.listing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hamroh.listing.ListingItem.Words;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The lists' table. Every method runs inside its caller's transaction.
final class ListingStore {

  private ListingStore() {}

  static List<ListingItem> all(Handle handle, int most) {
    return handle
        .createQuery("select * from listing_item order by id desc limit :most")
        .bind("most", most)
        .map((row, context) -> item(row))
        .list();
  }

  /// @return its id
  static long insert(Handle handle, ListingItem item, Instant now) {
    long id =
        handle
            .createQuery("select coalesce(max(id), 0) + 1 from listing_item")
            .mapTo(Long.class)
            .one();
    bind(
            handle.createUpdate(
                """
                insert into listing_item (id, list, source_id, title_tg, title_ru, place_tg,
                  place_ru, region, country, salary, currency, contact, valid_until, example,
                  changed_at, changed_by)
                values (:id, :list, :source, :titleTg, :titleRu, :placeTg, :placeRu, :region,
                  :country, :salary, :currency, :contact, :validUntil, :example, :now, :who)
                """),
            item,
            now)
        .bind("id", id)
        .bind("list", item.kind().word())
        .bind("source", item.source())
        .execute();
    return id;
  }

  /// @return whether it was there
  static boolean update(Handle handle, long id, ListingItem item, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    update listing_item set title_tg = :titleTg, title_ru = :titleRu,
                      place_tg = :placeTg, place_ru = :placeRu, region = :region,
                      country = :country, salary = :salary, currency = :currency,
                      contact = :contact, valid_until = :validUntil, example = :example,
                      changed_at = :now, changed_by = :who
                    where id = :id
                    """),
                item,
                now)
            .bind("id", id)
            .execute()
        > 0;
  }

  private static Update bind(Update update, ListingItem item, Instant now) {
    return update
        .bind("titleTg", item.title().tg())
        .bind("titleRu", item.title().ru())
        .bind("placeTg", item.place().tg())
        .bind("placeRu", item.place().ru())
        .bind("region", item.region())
        .bind("country", item.country())
        .bind("salary", item.salary())
        .bind("currency", item.currency())
        .bind("contact", item.contact())
        .bind("validUntil", item.validUntil().toString())
        .bind("example", item.example() ? 1 : 0)
        .bind("now", now.toEpochMilli())
        .bind("who", item.changedBy());
  }

  /// @return whether it was there
  static boolean delete(Handle handle, long id) {
    return handle.createUpdate("delete from listing_item where id = :id").bind("id", id).execute()
        > 0;
  }

  private static ListingItem item(ResultSet row) throws SQLException {
    return new ListingItem(
        row.getLong("id"),
        ListKind.of(row.getString("list")).orElseThrow(),
        row.getString("source_id"),
        new Words(row.getString("title_tg"), row.getString("title_ru")),
        new Words(row.getString("place_tg"), row.getString("place_ru")),
        row.getString("region"),
        row.getString("country"),
        row.getInt("salary"),
        row.getString("currency"),
        row.getString("contact"),
        LocalDate.parse(row.getString("valid_until")),
        row.getInt("example") == 1,
        row.getString("changed_by"));
  }
}
