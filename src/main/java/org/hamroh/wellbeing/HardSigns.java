package org.hamroh.wellbeing;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hamroh.wellbeing.HardCall.Sign;
import org.jdbi.v3.core.Handle;

/// Reads from what other rooms have written which contacts were hard.
record HardSigns(HardCallRules.Signs rules) {

  /// Nothing is called so; an empty list is no SQL.
  private static final String NOTHING = "-";

  /// @return by contact, of those that have shown a sign since then
  Map<String, Set<Sign>> since(Handle handle, Instant from) {
    Map<String, Set<Sign>> found = new LinkedHashMap<>();
    rules.queues().forEach(queue -> sentTo(handle, from, queue, of(found, Sign.DANGER)));
    helpWanted(handle, from, of(found, Sign.DANGER));
    screened(handle, from, of(found, Sign.SCREENING));
    reasons(handle, from, of(found, Sign.TOPIC));
    said(handle, from, of(found, Sign.SAID));
    return found;
  }

  private static Consumer<String> of(Map<String, Set<Sign>> found, Sign sign) {
    return contact -> found.computeIfAbsent(contact, one -> EnumSet.noneOf(Sign.class)).add(sign);
  }

  private static void sentTo(Handle handle, Instant from, String queue, Consumer<String> found) {
    handle
        .createQuery(
            """
            select distinct call_id from call_event
            where type in ('HandedToQueue', 'QueueEntered') and at >= :from and body like :queue
            """)
        .bind("from", from.toEpochMilli())
        .bind("queue", "%\"" + queue + "\"%")
        .mapTo(String.class)
        .forEach(found);
  }

  private static void helpWanted(Handle handle, Instant from, Consumer<String> found) {
    handle
        .createQuery(
            "select distinct call_id from call_event where type = 'HelpWanted' and at >= :from")
        .bind("from", from.toEpochMilli())
        .mapTo(String.class)
        .forEach(found);
  }

  private void screened(Handle handle, Instant from, Consumer<String> found) {
    handle
        .createQuery(
            """
            select distinct contact from screening
            where changed_at >= :from and contact is not null
              and (level in (<levels>) or set_level in (<levels>))
            """)
        .bind("from", from.toEpochMilli())
        .bindList("levels", orNothing(rules.levels()))
        .mapTo(String.class)
        .forEach(found);
  }

  private void reasons(Handle handle, Instant from, Consumer<String> found) {
    handle
        .createQuery(
            """
            select distinct r.id from contact_record r
            join contact_reason why on why.record_id = r.id
            where r.changed_at >= :from and r.state = 'saved'
              and (why.reason in (<reasons>) or why.reason_group in (<groups>))
            """)
        .bind("from", from.toEpochMilli())
        .bindList("reasons", orNothing(rules.reasons()))
        .bindList("groups", orNothing(rules.groups()))
        .mapTo(String.class)
        .forEach(found);
  }

  private static void said(Handle handle, Instant from, Consumer<String> found) {
    handle
        .createQuery("select contact from hard_said where at >= :from")
        .bind("from", from.toEpochMilli())
        .mapTo(String.class)
        .forEach(found);
  }

  private static Set<String> orNothing(Set<String> words) {
    return words.isEmpty() ? Set.of(NOTHING) : words;
  }
}
