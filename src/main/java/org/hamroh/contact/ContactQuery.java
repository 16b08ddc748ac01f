package org.hamroh.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hamroh.directory.PlaceTree;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// A [ContactFilter] as SQL over `contact c`.
final class ContactQuery {

  /// The lot of a contact: a number below 2^32 that no other has, and that says nothing of who it
  /// is. The factor is Knuth's; ids below 2^31 cannot overflow.
  static final String LOT = "((c.id * 2654435761) & 4294967295)";

  /// Whoever has agreed and has not said stop.
  static final String REACHABLE =
      "c.consent_at is not null and not exists (select 1 from opt_out o where o.number = c.number)";

  private static final PlaceTree PLACES = PlaceTree.ofSource();

  private final StringBuilder where = new StringBuilder();
  private final Map<String, Collection<?>> lists = new LinkedHashMap<>();
  private final Map<String, Long> figures = new LinkedHashMap<>();

  private ContactQuery() {}

  /// All parts but an undrawn sample.
  static ContactQuery of(ContactFilter filter) {
    Instant now = Optional.ofNullable(filter.asOf()).orElseGet(() -> Clock.systemUTC().instant());
    ContactQuery query = new ContactQuery();
    query.in("c.language", "languages", filter.languages());
    query.in("c.country", "countries", filter.countries());
    query.places(filter.places());
    query.in("c.sex", "sexes", filter.sexes());
    query.ages(filter.ages(), now);
    query.lastContact(filter.contactFrom(), filter.contactTo());
    query.tags(filter.tags(), filter.withoutTags());
    query.heard(filter.heard());
    query.texts(filter, now);
    if (filter.sample() != null) {
      query.and(REACHABLE);
    }
    if (filter.drawnTo() != null) {
      query.figure(LOT + " <= :drawnTo", "drawnTo", filter.drawnTo());
    }
    return query;
  }

  private void in(String column, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      and(column + " in (<" + name + ">)");
      lists.put(name, values);
    }
  }

  private void places(Set<String> places) {
    if (places.isEmpty()) {
      return;
    }
    Set<String> ids = PLACES.within(places);
    Set<String> words = new TreeSet<>(places);
    words.removeAll(ids);
    List<String> either = new ArrayList<>();
    if (!ids.isEmpty()) {
      either.add("c.place_id in (<placeIds>)");
      lists.put("placeIds", ids);
    }
    if (!words.isEmpty()) {
      either.add("c.place in (<placeWords>)");
      lists.put("placeWords", words);
    }
    and("(" + String.join(" or ", either) + ")");
  }

  private void ages(Set<String> words, Instant now) {
    List<String> either = new ArrayList<>();
    for (String word : words) {
      AgeGroup.of(word)
          .ifPresent(
              group ->
                  either.add(
                      "c.birth_year between "
                          + group.bornFrom(now)
                          + " and "
                          + group.bornUntil(now)));
    }
    if (!words.isEmpty()) {
      and(either.isEmpty() ? "1 = 0" : "(" + String.join(" or ", either) + ")");
    }
  }

  private void lastContact(@Nullable Instant from, @Nullable Instant to) {
    if (from != null) {
      figure("c.last_contact_at >= :contactFrom", "contactFrom", from.toEpochMilli());
    }
    if (to != null) {
      figure(
          "(c.last_contact_at is null or c.last_contact_at < :contactTo)",
          "contactTo",
          to.toEpochMilli());
    }
  }

  private void tags(Set<String> with, Set<String> without) {
    if (!with.isEmpty()) {
      and("exists (select 1 from contact_tag t where t.contact_id = c.id and t.tag in (<tags>))");
      lists.put("tags", with);
    }
    if (!without.isEmpty()) {
      and(
          "not exists (select 1 from contact_tag x where x.contact_id = c.id"
              + " and x.tag in (<withoutTags>))");
      lists.put("withoutTags", without);
    }
  }

  private void heard(@Nullable Boolean heard) {
    if (heard != null) {
      and(
          (heard ? "" : "not ")
              + "exists (select 1 from campaign_heard h where h.number = c.number"
              + " and h.heard_ms > 0)");
    }
  }

  private void texts(ContactFilter filter, Instant now) {
    if (!filter.notCampaigns().isEmpty()) {
      and(
          "not exists (select 1 from message g where g.number = c.number"
              + " and g.campaign_id in (<notCampaigns>))");
      lists.put("notCampaigns", filter.notCampaigns());
    }
    if (filter.silentDays() != null) {
      figure(
          "not exists (select 1 from message r where r.number = c.number"
              + " and r.campaign_id <> 0 and r.created_at >= :silentFrom)",
          "silentFrom",
          now.minus(Duration.ofDays(filter.silentDays())).toEpochMilli());
    }
  }

  private void figure(String condition, String name, long value) {
    and(condition);
    figures.put(name, value);
  }

  private void and(String condition) {
    where.append(" and ").append(condition);
  }

  /// @param head ends with a condition, to which the filter's are added
  Query over(Handle handle, String head, String tail) {
    Query query = handle.createQuery(head + where + tail);
    lists.forEach((name, values) -> query.bindList(name, List.copyOf(values)));
    figures.forEach(query::bind);
    return query;
  }

  /// Who fits, as slots of the columns.
  BitSet slots(Handle handle, AudienceColumns people) {
    BitSet slots = new BitSet(people.size);
    over(handle, "select c.id from contact c where 1 = 1", "")
        .mapTo(Integer.class)
        .useStream(ids -> ids.forEach(id -> people.mark(slots, id)));
    return slots;
  }
}
