package org.hamroh.sms;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.sms.Answers.Answer;
import org.jdbi.v3.core.Handle;

/// Takes a route's answers from many threads, and keeps them in the sender's writes: as many in one
/// as have come meanwhile. An answer stays here, and holds its place, until its write is done:
/// while the store is in trouble the window fills and nothing more leaves.
final class AnswerBook {

  /// Past some hundreds a write gains nothing.
  private static final int MOST_TOGETHER = 250;

  private final String route;
  private final ReceiptIds ids;
  private final Receipts receipts;
  private final Broadcasts broadcasts;
  private final RouteHealth health;
  private final RouteWatch watch;
  private final Clock clock;
  private final Runnable told;

  /// Bounded by the window: an answer has a place until it is kept.
  private final Queue<Answer> come = new ConcurrentLinkedQueue<>();

  private final AtomicInteger count = new AtomicInteger();

  /// Those of the write that goes on. The sender's own thread alone touches it.
  private final List<Answer> together = new ArrayList<>(MOST_TOGETHER);

  private Set<Long> changed = Set.of();

  /// @param told is told when an answer has come
  AnswerBook(
      String route,
      ReceiptIds ids,
      Receipts receipts,
      Broadcasts broadcasts,
      RouteHealth health,
      RouteWatch watch,
      Clock clock,
      Runnable told) {
    this.route = route;
    this.ids = ids;
    this.receipts = receipts;
    this.broadcasts = broadcasts;
    this.health = health;
    this.watch = watch;
    this.clock = clock;
    this.told = told;
  }

  void add(OutgoingSegment segment, SubmitOutcome outcome, long nanos) {
    come.add(new Answer(segment, outcome, Duration.ofNanos(nanos)));
    count.incrementAndGet();
    told.run();
  }

  /// Answers that are not kept yet.
  int waiting() {
    return count.get();
  }

  /// Takes what has come into the next write.
  ///
  /// @return how many are in it, those of a write that failed included
  int gather() {
    Answer next = null;
    while (together.size() < MOST_TOGETHER && (next = come.poll()) != null) {
      together.add(next);
    }
    return together.size();
  }

  /// Keeps what was gathered, in the sender's transaction.
  void write(Handle handle) throws SQLException {
    if (together.isEmpty()) {
      return;
    }
    Answers.keep(handle, together, clock.instant());
    Set<Long> campaigns =
        new TreeSet<>(
            receipts.settle(
                handle,
                route,
                ids,
                together.stream().map(one -> one.segment().number().e164()).distinct().toList()));
    together.forEach(one -> campaigns.add(one.segment().campaignId()));
    changed = campaigns;
  }

  /// That transaction is done.
  void kept() {
    if (together.isEmpty()) {
      return;
    }
    changed.forEach(broadcasts::changed);
    together.forEach(this::watch);
    count.addAndGet(-together.size());
    together.clear();
  }

  private void watch(Answer answer) {
    Instant now = clock.instant();
    switch (answer.outcome()) {
      case SubmitOutcome.Accepted _ -> {
        health.good();
        watch.accepted(answer.took());
      }
      case SubmitOutcome.Unknown _ -> watch.unknown();
      case SubmitOutcome.Refused(var refusal) -> {
        health.refused(refusal, now);
        watch.refused(refusal);
      }
    }
  }
}
