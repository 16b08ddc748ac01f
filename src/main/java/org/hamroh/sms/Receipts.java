package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Brings each receipt to its segment: by the id, in whatever notation the SMSC writes it; or, when
/// the answer with the id was lost, by destination and time. A receipt that comes before its answer
/// is kept and brought there when the answer comes; one that never finds its segment is kept and
/// counted. What it says twice counts once.
///
/// Of a long text whose answers were all lost, the first receipt goes to the first part. Which part
/// it truly meant cannot be told, and does not matter: the message's state is the same.
final class Receipts implements AutoCloseable {

  /// How long receipts without a segment are kept, to be looked into.
  static final Duration UNMATCHED_KEPT = Duration.ofDays(30);

  /// Receipts that share a write: as many as the threads of some links bring.
  private static final int MOST_TOGETHER = 100;

  private static final int MOST_WAITING = 10_000;

  /// Longer than a write takes; the SMSC tries again after it.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Digits that have to agree where an SMSC writes numbers in its own national way.
  private static final int TELLING_DIGITS = 7;

  private record Come(
      String route,
      ReceiptIds ids,
      Receipt receipt,
      RouteWatch watch,
      CompletableFuture<Boolean> kept) {}

  private final Database database;
  private final Clock clock;
  private final Broadcasts broadcasts;
  private final BlockingQueue<Come> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private volatile boolean closing;

  Receipts(Database database, Clock clock, Broadcasts broadcasts) {
    this.database = database;
    this.clock = clock;
    this.broadcasts = broadcasts;
    this.writer = Thread.ofVirtual().name("sms-receipts").start(this::write);
  }

  /// Keeps a receipt durably; after this it may be answered.
  ///
  /// @throws StoreException when it is not kept: the SMSC is to try again
  void take(String route, ReceiptIds ids, Receipt receipt, RouteWatch watch) {
    Come come = new Come(route, ids, receipt, watch, new CompletableFuture<>());
    if (closing || !waiting.offer(come)) {
      throw new StoreException("the receipt cannot be kept now", null);
    }
    try {
      come.kept.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoreException("the receipt was not kept", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted before the receipt was kept", e);
    }
  }

  private void write() {
    List<Come> together = new ArrayList<>(MOST_TOGETHER);
    try {
      while (!closing || !waiting.isEmpty()) {
        Come first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          together.add(first);
          waiting.drainTo(together, MOST_TOGETHER - 1);
          keep(together);
          together.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends; the SMSC tries again
    }
  }

  private void keep(List<Come> together) {
    try {
      Set<Long> changed = new TreeSet<>();
      database.write(
          handle -> {
            ReceiptMatch match = new ReceiptMatch(handle, clock.instant());
            for (Come come : together) {
              changed.addAll(keep(handle, match, come));
            }
            match.write();
            return true;
          });
      changed.forEach(broadcasts::changed);
      together.forEach(come -> come.kept.complete(true));
    } catch (StoreException e) {
      together.forEach(come -> come.kept.completeExceptionally(e));
    }
  }

  private Set<Long> keep(Handle handle, ReceiptMatch match, Come come)
      throws java.sql.SQLException {
    Receipt receipt = come.receipt;
    Optional<ReceiptMatch.Found> segment =
        match.byId(
            come.route,
            come.ids.candidates(receipt.messageId()),
            receipt.number(),
            Optional.empty());
    if (segment.isPresent()) {
      ReceiptMatch.Found found = segment.get();
      match.tell(found, found.smscId(), receipt.status(), receipt.error());
      come.watch.receipt(Duration.between(found.sentAt(), clock.instant()));
      return Set.of(found.campaignId());
    }
    String number = international(receipt.number());
    Early.keep(handle, come.route, number, receipt, clock.instant());
    match.write(); // what this very batch has told is seen below
    Set<Long> changed = settle(handle, match, come.route, come.ids, number);
    if (changed.isEmpty()) {
      come.watch.unmatched(); // for now: its answer may still come
    } else {
      come.watch.receipt(Duration.ZERO);
    }
    return changed;
  }

  /// Brings the early receipts of numbers to segments, as far as these are known by now. Called
  /// after answers, and after a start for what was on its way.
  ///
  /// @return campaigns whose messages changed
  Set<Long> settle(Handle handle, String route, ReceiptIds ids, List<String> numbers)
      throws java.sql.SQLException {
    List<String> early = Early.numbers(handle, route, numbers);
    if (early.isEmpty()) {
      return Set.of();
    }
    Set<Long> changed = new TreeSet<>();
    ReceiptMatch match = new ReceiptMatch(handle, clock.instant());
    for (String number : early) {
      changed.addAll(settle(handle, match, route, ids, number));
    }
    return changed;
  }

  private static Set<Long> settle(
      Handle handle, ReceiptMatch match, String route, ReceiptIds ids, String number)
      throws java.sql.SQLException {
    Set<Long> changed = new TreeSet<>();
    for (Early early : Early.of(handle, route, number)) {
      Optional<ReceiptMatch.Found> segment =
          match.byId(
              route, ids.candidates(early.smscId()), number, Optional.of(early.receivedAt()));
      if (segment.isEmpty()) {
        segment = SegmentStore.longestUnknown(handle, route, number, early.receivedAt());
      }
      if (segment.isPresent()) {
        ReceiptMatch.Found found = segment.get();
        String id = found.smscId().isEmpty() ? ReceiptIds.normal(early.smscId()) : found.smscId();
        match.tell(found, id, early.status(), early.error());
        match.write();
        early.delete(handle);
        changed.add(found.campaignId());
      }
    }
    return changed;
  }

  static String international(String number) {
    return "+" + number.replaceAll("[^0-9]", "");
  }

  /// Whether an SMSC's way of writing may mean this number.
  static boolean same(String e164, String written) {
    String digits = written.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    return digits.isEmpty()
        || e164.equals("+" + digits)
        || (digits.length() >= TELLING_DIGITS && e164.endsWith(digits));
  }

  /// Keeps what has come, then ends.
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
