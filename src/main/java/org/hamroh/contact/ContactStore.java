package org.hamroh.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.phone.PhoneNumber;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Contacts in the tables. Every method runs inside its caller's transaction.
public final class ContactStore {

  private ContactStore() {}

  /// What a row of a list says of a person; empty fields say nothing.
  record Card(
      PhoneNumber number,
      String name,
      String language,
      String country,
      String place,
      Set<String> tags,
      Optional<Contact.Consent> consent) {}

  /// Adds a person, or adds to what is known: an empty field never erases a known one, the first
  /// consent stays.
  ///
  /// @param defaultLanguage for a new person whose row names none
  /// @return whether the person is new
  static boolean save(Handle handle, Card card, String defaultLanguage, Instant now) {
    Optional<Long> known =
        handle
            .createQuery("select id from contact where number = :number")
            .bind("number", card.number.e164())
            .mapTo(Long.class)
            .findOne();
    long id = known.orElseGet(() -> insert(handle, card, defaultLanguage, now));
    if (known.isPresent()) {
      update(handle, id, card, now);
    }
    for (String tag : card.tags) {
      handle
          .createUpdate(
              "insert into contact_tag (contact_id, tag) values (:id, :tag) on conflict do nothing")
          .bind("id", id)
          .bind("tag", tag)
          .execute();
    }
    return known.isEmpty();
  }

  static boolean isKnown(Handle handle, PhoneNumber number) {
    return handle
        .createQuery("select 1 from contact where number = :number")
        .bind("number", number.e164())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static long insert(Handle handle, Card card, String defaultLanguage, Instant now) {
    long id =
        handle.createQuery("select coalesce(max(id), 0) + 1 from contact").mapTo(Long.class).one();
    handle
        .createUpdate(
            """
            insert into contact (id, number, name, language, country, place, consent_at,
              consent_way, created_at, changed_at)
            values (:id, :number, :name, :language, :country, :place, :consentAt, :consentWay,
              :now, :now)
            """)
        .bind("id", id)
        .bind("number", card.number.e164())
        .bind("name", card.name)
        .bind("language", card.language.isEmpty() ? defaultLanguage : card.language)
        .bind("country", card.country)
        .bind("place", card.place)
        .bind("consentAt", card.consent.map(consent -> consent.at().toEpochMilli()).orElse(null))
        .bind("consentWay", card.consent.map(Contact.Consent::way).orElse(""))
        .bind("now", now.toEpochMilli())
        .execute();
    return id;
  }

  private static void update(Handle handle, long id, Card card, Instant now) {
    handle
        .createUpdate(
            """
            update contact set
              name = case when :name = '' then name else :name end,
              language = case when :language = '' then language else :language end,
              place = case when :place = '' then place else :place end,
              consent_way = case when consent_at is null then :consentWay else consent_way end,
              consent_at = coalesce(consent_at, :consentAt),
              changed_at = :now
            where id = :id
            """)
        .bind("name", card.name)
        .bind("language", card.language)
        .bind("place", card.place)
        .bind("consentWay", card.consent.map(Contact.Consent::way).orElse(""))
        .bind("consentAt", card.consent.map(consent -> consent.at().toEpochMilli()).orElse(null))
        .bind("now", now.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  public static long count(Handle handle, ContactFilter filter) {
    return filtered(handle, "select count(*) from contact c where 1 = 1", "", filter)
        .mapTo(Long.class)
        .one();
  }

  /// How many have agreed and have not said stop, by the first characters of their numbers: as many
  /// as the prefixes of prices have.
  public static Map<String, Long> reachable(Handle handle, ContactFilter filter) {
    return filtered(
            handle,
            """
            select substr(c.number, 1, 8) as head, count(*) as people from contact c
            where c.consent_at is not null
              and not exists (select 1 from opt_out o where o.number = c.number)
            """,
            " group by 1",
            filter)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The last contact that there is now: who is added later is not in a frozen audience.
  public static long lastId(Handle handle) {
    return handle.createQuery("select coalesce(max(id), 0) from contact").mapTo(Long.class).one();
  }

  /// A page of contacts by id.
  public static List<Contact> page(Handle handle, ContactFilter filter, long after, int limit) {
    return filtered(
            handle,
            "select c.* from contact c where c.id > :after",
            " order by c.id limit :limit",
            filter)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> contact(handle, row))
        .list();
  }

  /// Those of some contacts whom a filter means, by id.
  ///
  /// @param ids at least one
  public static List<Contact> among(Handle handle, ContactFilter filter, List<Long> ids) {
    return filtered(
            handle, "select c.* from contact c where c.id in (<ids>)", " order by c.id", filter)
        .bindList("ids", ids)
        .map((row, context) -> contact(handle, row))
        .list();
  }

  /// Every tag in use.
  public static List<String> tags(Handle handle) {
    return handle
        .createQuery("select distinct tag from contact_tag order by tag limit 200")
        .mapTo(String.class)
        .list();
  }

  private static Query filtered(Handle handle, String head, String tail, ContactFilter filter) {
    StringBuilder sql = new StringBuilder(head);
    if (!filter.languages().isEmpty()) {
      sql.append(" and c.language in (<languages>)");
    }
    if (!filter.countries().isEmpty()) {
      sql.append(" and c.country in (<countries>)");
    }
    if (!filter.places().isEmpty()) {
      sql.append(" and c.place in (<places>)");
    }
    if (!filter.tags().isEmpty()) {
      sql.append(
          " and exists (select 1 from contact_tag t where t.contact_id = c.id and t.tag in (<tags>))");
    }
    Query query = handle.createQuery(sql.append(tail).toString());
    bind(query, "languages", filter.languages());
    bind(query, "countries", filter.countries());
    bind(query, "places", filter.places());
    bind(query, "tags", filter.tags());
    return query;
  }

  private static void bind(Query query, String name, Set<String> values) {
    if (!values.isEmpty()) {
      query.bindList(name, List.copyOf(values));
    }
  }

  private static Contact contact(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Set<String> tags =
        new TreeSet<>(
            handle
                .createQuery("select tag from contact_tag where contact_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .list());
    long consentAt = row.getLong("consent_at");
    Optional<Contact.Consent> consent =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new Contact.Consent(Instant.ofEpochMilli(consentAt), row.getString("consent_way")));
    return new Contact(
        id,
        new PhoneNumber(row.getString("number")),
        row.getString("name"),
        row.getString("language"),
        row.getString("country"),
        row.getString("place"),
        tags,
        consent);
  }
}
