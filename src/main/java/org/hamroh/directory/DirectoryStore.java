package org.hamroh.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hamroh.directory.DirectorySearch.Found;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The directory's tables.
public final class DirectoryStore {

  /// The whole directory has some hundred rows; a page never needs more.
  private static final int MAX_ROWS = 500;

  private final Database database;

  public DirectoryStore(Database database) {
    this.database = database;
  }

  /// Adds what is not there yet; what staff have changed stays as they left it.
  ///
  /// @return organisations added
  public int addMissing(List<Place> places, List<Organisation> organisations) {
    return database.write(
        handle -> {
          insertPlaces(handle, places);
          return insertOrganisations(handle, organisations);
        });
  }

  private static void insertPlaces(Handle handle, List<Place> places) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into place (place_id, level, parent_id, name_en, name_tg, name_ru)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (place_id) do nothing");
    for (Place place : places) {
      batch.add(
          place.id(),
          place.level(),
          place.parentId(),
          place.nameEn(),
          place.nameTg(),
          place.nameRu());
    }
    batch.execute();
  }

  private static int insertOrganisations(Handle handle, List<Organisation> organisations) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into organisation (organisation_id, name_en, name_tg, name_ru, type, role,"
                + " country, place_id, services, languages, phone, working_hours, status,"
                + " last_confirmed, notes, email)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (organisation_id) do nothing");
    for (Organisation one : organisations) {
      batch.add(
          one.id(),
          one.nameEn(),
          one.nameTg(),
          one.nameRu(),
          one.type(),
          one.role(),
          one.country(),
          one.placeId(),
          String.join(";", one.services()),
          String.join(";", one.languages()),
          one.phone(),
          one.workingHours(),
          one.status(),
          one.lastConfirmed(),
          one.notes(),
          one.email());
    }
    int added = 0;
    for (int count : batch.execute()) {
      added += count;
    }
    return added;
  }

  /// Organisations in order of their English names.
  ///
  /// @param service only those that offer it; null for any
  /// @param placeId only those in this place or below it; null for any
  public List<Organisation> find(@Nullable String service, @Nullable String placeId) {
    return database.read(handle -> find(handle, service, placeId));
  }

  /// The same, by language, hours and sex, too.
  public static List<Found> find(Handle handle, DirectorySearch search, Instant now) {
    return search.among(find(handle, search.service(), search.placeId()), now);
  }

  private static List<Organisation> find(
      Handle handle, @Nullable String service, @Nullable String placeId) {
    return handle
        .createQuery(
            """
            with recursive around (place_id) as (
              select place_id from place where place_id = :place
              union
              select place.place_id from place join around on place.parent_id = around.place_id
            )
            select * from organisation
            where (:service is null or ';' || services || ';' like '%;' || :service || ';%')
              and (:place is null or place_id in (select place_id from around))
            order by name_en, organisation_id
            limit :most
            """)
        .bind("service", service)
        .bind("place", placeId)
        .bind("most", MAX_ROWS)
        .map((row, context) -> organisation(row))
        .list();
  }

  public static Optional<Organisation> organisation(Handle handle, String id) {
    return handle
        .createQuery("select * from organisation where organisation_id = :id")
        .bind("id", id)
        .map((row, context) -> organisation(row))
        .findOne();
  }

  /// Somebody has called it: this is how it is reached.
  ///
  /// @return false when there is no such organisation
  static boolean confirm(Handle handle, String id, Organisation.Contact contact, LocalDate day) {
    return handle
            .createUpdate(
                """
                update organisation set phone = :phone, email = :email, letters = :letters,
                  working_hours = :hours, sexes = :sexes, status = 'confirmed', last_confirmed = :day
                where organisation_id = :id
                """)
            .bind("phone", contact.phone())
            .bind("email", contact.email())
            .bind("letters", contact.letters())
            .bind("hours", contact.workingHours())
            .bind("sexes", contact.sexes())
            .bind("day", day.toString())
            .bind("id", id)
            .execute()
        == 1;
  }

  /// Every place, by id.
  public List<Place> places() {
    return database.read(
        handle ->
            handle
                .createQuery("select * from place order by place_id limit :most")
                .bind("most", MAX_ROWS)
                .map(
                    (row, context) ->
                        new Place(
                            row.getString("place_id"),
                            row.getString("level"),
                            row.getString("parent_id"),
                            row.getString("name_en"),
                            row.getString("name_tg"),
                            row.getString("name_ru")))
                .list());
  }

  private static Organisation organisation(ResultSet row) throws SQLException {
    return new Organisation(
        row.getString("organisation_id"),
        row.getString("name_en"),
        row.getString("name_tg"),
        row.getString("name_ru"),
        row.getString("type"),
        row.getString("role"),
        row.getString("country"),
        row.getString("place_id"),
        SourceDirectory.list(row.getString("services")),
        SourceDirectory.list(row.getString("languages")),
        row.getString("phone"),
        row.getString("working_hours"),
        row.getString("status"),
        row.getString("last_confirmed"),
        row.getString("notes"),
        row.getString("email"),
        row.getString("letters"),
        row.getString("sexes"));
  }
}
