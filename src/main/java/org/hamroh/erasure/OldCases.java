package org.hamroh.erasure;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Cases and what belongs to conversations go for their age. A case that is held stays, and so does
/// one that another, younger one was merged with.
public final class OldCases {

  /// After closing.
  public static final Period SEALED_KEPT = Period.ofMonths(6);

  /// After closing, somebody looks whether a sealed case must stay longer.
  private static final Period REVIEWED = Period.ofMonths(3);

  /// In one round; the next comes in an hour.
  private static final int MOST = 500;

  private final Database database;
  private final Erasures erasures;
  private final List<String> closedOnes;

  /// @param closed statuses in which a case is over
  public OldCases(Database database, Erasures erasures, List<String> closed) {
    this.database = database;
    this.erasures = erasures;
    this.closedOnes = List.copyOf(closed);
  }

  /// Cases that were not sealed.
  ///
  /// @throws IOException when the disk fails
  public int ordinary(Instant closedBefore) throws IOException {
    return erase(closedBefore, 0);
  }

  /// Cases of trafficking, violence and minors: the harm of a leak is greater, so they go sooner.
  ///
  /// @throws IOException when the disk fails
  public int sealed(Instant closedBefore) throws IOException {
    return erase(closedBefore, 1);
  }

  private int erase(Instant before, int sealed) throws IOException {
    Set<String> old = database.read(handle -> old(handle, before, sealed));
    erasures.eraseCases(old);
    return old.size();
  }

  /// A sealed case to be looked at.
  ///
  /// @param goesOn the day on which it goes, unless it is held
  public record Due(String caseId, LocalDate closedOn, LocalDate goesOn) {}

  static List<Due> toReview(Handle handle, Instant now, ZoneId zone) {
    return handle
        .createQuery(
            """
            select id, closed_at from case_file c
            where sealed = 1 and merged_into is null and closed_at < :before
              and not exists (select 1 from case_hold h
                where h.case_id = c.id and h.lifted_at is null)
            order by closed_at, id limit :most
            """)
        .bind("before", now.atZone(zone).minus(REVIEWED).toInstant().toEpochMilli())
        .bind("most", MOST)
        .map(
            (row, context) -> {
              LocalDate closed =
                  Instant.ofEpochMilli(row.getLong("closed_at")).atZone(zone).toLocalDate();
              return new Due(row.getString("id"), closed, closed.plus(SEALED_KEPT));
            })
        .list();
  }

  private Set<String> old(Handle handle, Instant before, int sealed) {
    if (closedOnes.isEmpty()) {
      return Set.of();
    }
    Set<String> old = new LinkedHashSet<>();
    // A matter is one case with all that was merged into it; the one that is left says its age.
    List<String> heads =
        handle
            .createQuery(
                """
                select id from case_file where merged_into is null and sealed = :sealed
                  and status in (<closed>) and closed_at is not null and closed_at < :before
                order by closed_at, id limit :most
                """)
            .bind("sealed", sealed)
            .bind("before", before.toEpochMilli())
            .bind("most", MOST)
            .bindList("closed", closedOnes)
            .mapTo(String.class)
            .list();
    for (String head : heads) {
      Set<String> all = Traces.mergedWith(handle, Set.of(head));
      if (Holds.held(handle, all).isEmpty()) {
        // What points to another goes before it.
        List<String> ordered = new ArrayList<>(all);
        ordered.remove(head);
        old.addAll(ordered);
        old.add(head);
      }
    }
    return old;
  }

  /// Screenings that belong to no case; those of a case go with it.
  public int screenings(Instant before) {
    return rows(
        handle ->
            handle
                .createQuery(
                    """
                    select id from screening where changed_at < :before
                      and (case_id is null
                        or not exists (select 1 from case_file c where c.id = screening.case_id))
                    order by changed_at, id limit :most
                    """)
                .bind("before", before.toEpochMilli())
                .bind("most", MOST)
                .mapTo(String.class)
                .list(),
        Rows::screenings);
  }

  /// Records of conversations that no case was opened from and that nobody has to do anything for.
  public int records(Instant before) {
    return rows(
        handle ->
            handle
                .createQuery(
                    """
                    select id from contact_record r where changed_at < :before
                      and not exists (select 1 from case_file c where c.record_id = r.id)
                      and (next_on is null or next_done_at is not null)
                    order by changed_at, id limit :most
                    """)
                .bind("before", before.toEpochMilli())
                .bind("most", MOST)
                .mapTo(String.class)
                .list(),
        Rows::records);
  }

  /// What a safety card says of others, and the card, when nobody has asked again for so long and
  /// the person has no case. A no to texts stays: without a card nobody may be written to unasked.
  public int safetyCards(Instant before) {
    return rows(
        handle ->
            handle
                .createQuery(
                    """
                    select caller_key from safety_card s where asked_at < :before
                      and not exists (select 1 from case_file c where c.caller_key = s.caller_key)
                      and not exists (select 1 from call_record r where r.caller = s.caller_key)
                    order by asked_at limit :most
                    """)
                .bind("before", before.toEpochMilli())
                .bind("most", MOST)
                .mapTo(String.class)
                .list(),
        (handle, keys) -> {
          for (String key : keys) {
            handle.execute(
                "insert into do_not_send (caller_key, since)"
                    + " select caller_key, asked_at from safety_card"
                    + " where caller_key = ? and texts <> 'yes'"
                    + " on conflict (caller_key) do nothing",
                key);
          }
          Ids.execute(handle, "delete from safety_card where caller_key in (<ids>)", keys);
        });
  }

  /// What is known of those who wrote to us, beside their texts.
  public int threads(Instant before) {
    return database.write(handle -> InboxRows.letGo(handle, before.toEpochMilli()));
  }

  /// Lines of callers that are over: profiles, flags, holidays of the gate, tries of a case's PIN.
  public int leftovers(Instant before) {
    return database.write(
        handle ->
            handle.execute("delete from caller_flag where expires_at < ?", before.toEpochMilli())
                + handle.execute(
                    "delete from caller_profile where changed_at < ?", before.toEpochMilli())
                + handle.execute("delete from whereabouts where since < ?", before.toEpochMilli())
                + handle.execute("delete from alarm where raised_at < ?", before.toEpochMilli()));
  }

  /// Erasures themselves: by whom and when stays as long as looks do.
  public int erasures(Instant before) {
    return database.write(
        handle ->
            handle.execute(
                "delete from erasure where state in ('done', 'withdrawn') and asked_at < ?",
                before.toEpochMilli()));
  }

  private interface Deed {
    void on(Handle handle, List<String> ids);
  }

  private int rows(Database.Work<List<String>> which, Deed deed) {
    int all = 0;
    List<String> some;
    do {
      some =
          database.write(
              handle -> {
                List<String> found = which.with(handle);
                deed.on(handle, found);
                return found;
              });
      all += some.size();
    } while (some.size() == MOST && !Thread.currentThread().isInterrupted());
    return all;
  }
}
