package org.hamroh.sms;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.SmsTransport;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.sms.Answers.Answer;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Takes a route's answers and keeps them, as many in one write as have come meanwhile; then their
/// places are free. While the store is in trouble it keeps trying, and keeps the places: the window
/// fills and nothing more leaves.
final class AnswerBook implements AutoCloseable {

  /// Past some hundreds a write gains nothing.
  private static final int MOST_TOGETHER = 250;

  /// Fewer are written as they come.
  private static final int MANY_IN_FLIGHT = 20;

  /// Nobody notices it, and at thousands a second some ten more have come.
  private static final Duration LINGER = Duration.ofMillis(2);

  private static final Duration STORE_TROUBLE = Duration.ofSeconds(1);
  private static final Logger LOG = LogManager.getLogger(AnswerBook.class);

  private final String route;
  private final ReceiptIds ids;
  private final Database database;
  private final SmsTransport transport;
  private final Receipts receipts;
  private final Broadcasts broadcasts;
  private final RouteHealth health;
  private final RouteWatch watch;
  private final Clock clock;
  private final Runnable freed;

  /// Bounded by the window: an answer has a place until it is kept.
  private final BlockingQueue<Answer> waiting = new LinkedBlockingQueue<>();

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;

  /// @param freed is told when places are free
  AnswerBook(
      String route,
      ReceiptIds ids,
      Database database,
      SmsTransport transport,
      Receipts receipts,
      Broadcasts broadcasts,
      RouteHealth health,
      RouteWatch watch,
      Clock clock,
      Runnable freed) {
    this.route = route;
    this.ids = ids;
    this.database = database;
    this.transport = transport;
    this.receipts = receipts;
    this.broadcasts = broadcasts;
    this.health = health;
    this.watch = watch;
    this.clock = clock;
    this.freed = freed;
    this.writer = Thread.ofVirtual().name("sms-answers-" + route).unstarted(this::run);
  }

  void start() {
    writer.start();
  }

  void add(OutgoingSegment segment, SubmitOutcome outcome, long nanos) {
    waiting.add(new Answer(segment, outcome, Duration.ofNanos(nanos)));
  }

  private void run() {
    List<Answer> together = new ArrayList<>(MOST_TOGETHER);
    try {
      while (closing.getCount() > 0 || !waiting.isEmpty()) {
        Answer first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          together.add(first);
          awaitMore();
          waiting.drainTo(together, MOST_TOGETHER - 1);
          keep(together);
          transport.window().release(together.size());
          freed.run();
          together.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // the process ends: they stay marked, unknown at the start
    }
  }

  /// Others are on their way: a moment later one write keeps many of them.
  private void awaitMore() throws InterruptedException {
    if (transport.window().inFlight() > MANY_IN_FLIGHT
        && waiting.size() < transport.window().inFlight() / 2) {
      TimeUnit.NANOSECONDS.sleep(LINGER.toNanos());
    }
  }

  private void keep(List<Answer> together) throws InterruptedException {
    while (true) { // ends with the store's recovery or with the sender
      try {
        Set<Long> changed = database.write(handle -> write(handle, together));
        changed.forEach(broadcasts::changed);
        together.forEach(this::watch);
        return;
      } catch (StoreException e) {
        LOG.error(
            "event=results-not-kept route={} count={} reason=\"{}\"",
            route,
            together.size(),
            e.getMessage());
        if (closing.await(STORE_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
          return; // they stay marked: unknown after the next start
        }
      }
    }
  }

  private Set<Long> write(Handle handle, List<Answer> together) throws SQLException {
    Instant now = clock.instant();
    Answers.keep(handle, together, now);
    Set<Long> changed =
        new TreeSet<>(
            receipts.settle(
                handle,
                route,
                ids,
                together.stream().map(one -> one.segment().number().e164()).distinct().toList()));
    together.forEach(one -> changed.add(one.segment().campaignId()));
    return changed;
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

  /// Keeps what has come, then ends.
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(STORE_TROUBLE.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
