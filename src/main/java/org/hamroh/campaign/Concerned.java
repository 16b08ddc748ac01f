package org.hamroh.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamroh.contact.Contact;
import org.hamroh.contact.ContactStore;
import org.jdbi.v3.core.Handle;

/// Whom a campaign concerns: all who fit its filter; of a run that is about a day, those of them
/// who have that day written down; of the whole that it is a run of, those who have any day to
/// come.
final class Concerned {

  private Concerned() {}

  /// @param after ids greater than this
  /// @return fewer than the limit when there are no more
  static List<Contact> page(Handle handle, Campaign campaign, long after, int limit) {
    boolean byDate = campaign.schedule().repeat() == Schedule.Repeat.DATE;
    if (campaign.dateDay() == 0 && !byDate) {
      return ContactStore.page(handle, campaign.audience(), after, limit);
    }
    List<Contact> found = new ArrayList<>();
    long from = after;
    List<Long> ids;
    do {
      ids = onTheDay(handle, campaign, from, limit);
      if (!ids.isEmpty()) {
        found.addAll(ContactStore.among(handle, campaign.audience(), ids));
        from = ids.getLast();
      }
    } while (ids.size() == limit && found.size() < limit);
    return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
  }

  private static List<Long> onTheDay(Handle handle, Campaign campaign, long after, int limit) {
    long first = campaign.schedule().startAt().map(Concerned::day).orElse(0L);
    return handle
        .createQuery(
            """
            select contact_id from contact_date
            where kind = :kind and day >= :from and day <= :until and contact_id > :after
            order by contact_id limit :limit
            """)
        .bind("kind", campaign.schedule().dateKind())
        .bind("from", campaign.dateDay() == 0 ? first : campaign.dateDay())
        .bind("until", campaign.dateDay() == 0 ? Long.MAX_VALUE : campaign.dateDay())
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), Duration.ofDays(1).toMillis());
  }

  /// The days of one contact, in days since 1970, by what they are of.
  static Map<String, Long> dates(Handle handle, long contact) {
    Map<String, Long> dates = new TreeMap<>();
    handle
        .createQuery("select kind, day from contact_date where contact_id = :id")
        .bind("id", contact)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> dates.put(one.getKey(), one.getValue()));
    return dates;
  }
}
