package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.sms.SegmentStore.Known;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// Brings each receipt to its segment: by the id, in whatever notation the SMSC writes it; or, when
/// the answer with the id was lost, by destination and time. A receipt that comes before its answer
/// is kept for an hour and brought there when the answer comes. What it says twice counts once.
///
/// Of a long text whose answers were all lost, the first receipt goes to the first part. Which part
/// it truly meant cannot be told, and does not matter: the message's state is the same.
final class Receipts {

  /// Longer than any answer can be late.
  static final Duration EARLY_KEPT = Duration.ofHours(1);

  /// Digits that have to agree where an SMSC writes numbers in its own national way.
  private static final int TELLING_DIGITS = 7;

  private static final Logger LOG = LogManager.getLogger(Receipts.class);

  private final Database database;
  private final Clock clock;
  private final Broadcasts broadcasts;

  Receipts(Database database, Clock clock, Broadcasts broadcasts) {
    this.database = database;
    this.clock = clock;
    this.broadcasts = broadcasts;
  }

  /// Keeps a receipt durably; after this it may be answered.
  void take(String route, ReceiptIds ids, Receipt receipt) {
    Set<Long> changed = database.write(handle -> keep(handle, route, ids, receipt));
    changed.forEach(broadcasts::changed);
  }

  private Set<Long> keep(Handle handle, String route, ReceiptIds ids, Receipt receipt) {
    Instant now = clock.instant();
    Optional<Known> segment = byId(handle, route, ids, receipt.messageId(), receipt.number());
    if (segment.isPresent()) {
      Known known = segment.get();
      SegmentStore.receipt(handle, known, known.smscId(), receipt.status(), receipt.error(), now);
      return Set.of(known.campaignId());
    }
    handle
        .createUpdate("delete from receipt_early where received_at < :old")
        .bind("old", now.minus(EARLY_KEPT).toEpochMilli())
        .execute();
    handle
        .createUpdate(
            """
            insert into receipt_early (id, route, smsc_id, number, status, error, received_at)
            select coalesce(max(id), 0) + 1, :route, :smsc, :number, :status, :error, :now
            from receipt_early
            """)
        .bind("route", route)
        .bind("smsc", receipt.messageId())
        .bind("number", international(receipt.number()))
        .bind("status", receipt.status())
        .bind("error", receipt.error())
        .bind("now", now.toEpochMilli())
        .execute();
    return settle(handle, route, ids, international(receipt.number()));
  }

  private static Optional<Known> byId(
      Handle handle, String route, ReceiptIds ids, String id, String number) {
    List<String> candidates = ids.candidates(id);
    List<Known> found =
        SegmentStore.byIds(handle, route, candidates).stream()
            .filter(known -> same(known.number(), number))
            .toList();
    // The notation that came is likelier than its translation.
    return found.stream()
        .filter(known -> known.smscId().equals(candidates.getFirst()))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /// Brings the early receipts of a number to segments, as far as these are known by now. Called
  /// after every answer, and after a start for what was on its way.
  ///
  /// @return campaigns whose messages changed
  Set<Long> settle(Handle handle, String route, ReceiptIds ids, String number) {
    Set<Long> changed = new TreeSet<>();
    for (Early early : early(handle, route, number)) {
      Instant received = Instant.ofEpochMilli(early.receivedAt);
      Optional<Known> segment =
          byId(handle, route, ids, early.smscId, number)
              .or(() -> SegmentStore.longestUnknown(handle, route, number, received));
      if (segment.isPresent()) {
        Known known = segment.get();
        String smscId = known.smscId().isEmpty() ? ReceiptIds.normal(early.smscId) : known.smscId();
        SegmentStore.receipt(handle, known, smscId, early.status, early.error, clock.instant());
        handle
            .createUpdate("delete from receipt_early where id = :id")
            .bind("id", early.id)
            .execute();
        changed.add(known.campaignId());
      } else {
        LOG.debug("event=receipt-early route={} status={}", route, early.status);
      }
    }
    return changed;
  }

  private record Early(long id, String smscId, String status, String error, long receivedAt) {}

  private static List<Early> early(Handle handle, String route, String number) {
    return handle
        .createQuery(
            """
            select id, smsc_id, status, error, received_at from receipt_early
            where number = :number and route = :route order by id
            """)
        .bind("number", number)
        .bind("route", route)
        .map(
            (row, context) ->
                new Early(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5)))
        .list();
  }

  private static String international(String number) {
    return "+" + number.replaceAll("[^0-9]", "");
  }

  private static boolean same(String e164, String written) {
    String digits = written.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    return digits.isEmpty()
        || e164.equals("+" + digits)
        || (digits.length() >= TELLING_DIGITS && e164.endsWith(digits));
  }
}
