package org.hamroh.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.InList;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Contacts in the tables. Every method runs inside its caller's transaction.
public final class ContactStore {

  private ContactStore() {}

  /// What a row of a list says of a person; empty fields say nothing.
  ///
  /// @param dates by their kind: `patent`
  record Card(
      PhoneNumber number,
      String name,
      String language,
      String country,
      String place,
      String placeId,
      String sex,
      Optional<Integer> birthYear,
      Set<String> tags,
      Optional<Contact.Consent> consent,
      Map<String, LocalDate> dates) {

    Card(
        PhoneNumber number,
        String name,
        String language,
        String country,
        String place,
        Set<String> tags,
        Optional<Contact.Consent> consent) {
      this(
          number,
          name,
          language,
          country,
          place,
          "",
          "",
          Optional.empty(),
          tags,
          consent,
          Map.of());
    }
  }

  /// Adds a person, or adds to what is known: an empty field never erases a known one, the first
  /// consent stays.
  ///
  /// @param defaultLanguage for a new person whose row names none
  /// @return whether the person is new
  static boolean save(Handle handle, Card card, String defaultLanguage, Instant now) {
    try {
      return ContactBulk.save(handle, List.of(card), defaultLanguage, now)[0];
    } catch (SQLException e) {
      throw new StoreException("a contact could not be kept: " + e.getMessage(), e);
    }
  }

  static boolean isKnown(Handle handle, PhoneNumber number) {
    return handle
        .createQuery("select 1 from contact where number = :number")
        .bind("number", number.e164())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  public static long count(Handle handle, ContactFilter filter) {
    return query(handle, filter)
        .over(handle, "select count(*) from contact c where 1 = 1", "")
        .mapTo(Long.class)
        .one();
  }

  /// How many have agreed and have not said stop, by the first characters of their numbers: as many
  /// as the prefixes of prices have.
  public static Map<String, Long> reachable(Handle handle, ContactFilter filter) {
    return query(handle, filter)
        .over(
            handle,
            "select substr(c.number, 1, 8) as head, count(*) as people from contact c where "
                + ContactQuery.REACHABLE,
            " group by 1")
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The filter as it stands at a moment, for an audience that is read in many pieces: ages and
  /// days are reckoned from then, and the sample's lots are drawn among those who have agreed and
  /// have not said stop. Ask it once when a campaign is started and keep the answer.
  public static ContactFilter settled(Handle handle, ContactFilter filter, Instant now) {
    return filter.settled(now, lot(handle, filter.settled(now, filter.drawnTo())).orElse(null));
  }

  private static ContactQuery query(Handle handle, ContactFilter filter) {
    return ContactQuery.of(
        filter.sample() == null || filter.drawnTo() != null
            ? filter
            : filter.settled(
                Optional.ofNullable(filter.asOf()).orElseGet(() -> Clock.systemUTC().instant()),
                lot(handle, filter).orElse(null)));
  }

  /// The highest lot of the sample; empty when there is none or everybody is in it.
  private static Optional<Long> lot(Handle handle, ContactFilter filter) {
    if (filter.sample() == null || filter.drawnTo() != null) {
      return Optional.ofNullable(filter.drawnTo());
    }
    return ContactQuery.of(filter)
        .over(
            handle,
            "select %s as lot from contact c where %s"
                .formatted(ContactQuery.LOT, ContactQuery.REACHABLE),
            " order by lot limit 1 offset :before")
        .bind("before", filter.sample() - 1)
        .mapTo(Long.class)
        .findOne();
  }

  /// The last contact that there is now: who is added later is not in a frozen audience.
  public static long lastId(Handle handle) {
    return handle.createQuery("select coalesce(max(id), 0) from contact").mapTo(Long.class).one();
  }

  /// A page of contacts by id.
  public static List<Contact> page(Handle handle, ContactFilter filter, long after, int limit) {
    return withTags(
        handle,
        query(handle, filter)
            .over(
                handle,
                "select c.* from contact c where c.id > :after",
                " order by c.id limit :limit")
            .bind("after", after)
            .bind("limit", limit)
            .map((row, context) -> contact(row))
            .list());
  }

  /// Those of some contacts whom a filter means, by id.
  ///
  /// @param ids at least one
  public static List<Contact> among(Handle handle, ContactFilter filter, List<Long> ids) {
    return withTags(
        handle,
        query(handle, filter)
            .over(handle, "select c.* from contact c where c.id in (<ids>)", " order by c.id")
            .bindList("ids", ids)
            .map((row, context) -> contact(row))
            .list());
  }

  /// Where people live, as far as the lists said it.
  ///
  /// @see org.hamroh.gate.Homes
  public static Map<String, String> homes(Handle handle, List<String> numbers) {
    Map<String, String> homes = new HashMap<>();
    InList.read(
        handle,
        "select number, place_id from contact where place_id <> '' and number in (%s)",
        numbers,
        row -> homes.put(row.getString(1), row.getString(2)));
    return homes;
  }

  /// Every tag in use.
  public static List<String> tags(Handle handle) {
    return handle
        .createQuery("select distinct tag from contact_tag order by tag limit 200")
        .mapTo(String.class)
        .list();
  }

  /// Some contacts by their ids.
  public static Optional<Contact> find(Handle handle, long id) {
    return withTags(
            handle,
            handle
                .createQuery("select c.* from contact c where c.id = :id")
                .bind("id", id)
                .map((row, context) -> contact(row))
                .list())
        .stream()
        .findFirst();
  }

  private static List<Contact> withTags(Handle handle, List<Contact> contacts) {
    if (contacts.isEmpty()) {
      return contacts;
    }
    Map<Long, Set<String>> tags = new HashMap<>();
    handle
        .createQuery("select contact_id, tag from contact_tag where contact_id in (<ids>)")
        .bindList("ids", contacts.stream().map(Contact::id).toList())
        .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
        .forEach(
            one -> tags.computeIfAbsent(one.getKey(), id -> new TreeSet<>()).add(one.getValue()));
    return contacts.stream().map(one -> one.with(tags.getOrDefault(one.id(), Set.of()))).toList();
  }

  private static Contact contact(ResultSet row) throws SQLException {
    long consentAt = row.getLong("consent_at");
    Optional<Contact.Consent> consent =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new Contact.Consent(
                    Instant.ofEpochMilli(consentAt),
                    row.getString("consent_way"),
                    row.getString("consent_proof")));
    int year = row.getInt("birth_year");
    Optional<Integer> birthYear = row.wasNull() ? Optional.empty() : Optional.of(year);
    long last = row.getLong("last_contact_at");
    Optional<Instant> lastContact =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
    return new Contact(
        row.getLong("id"),
        new PhoneNumber(row.getString("number")),
        row.getString("name"),
        row.getString("language"),
        row.getString("country"),
        row.getString("place"),
        row.getString("place_id"),
        row.getString("sex"),
        birthYear,
        Set.of(),
        consent,
        lastContact);
  }
}
