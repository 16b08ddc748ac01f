package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Verdict;
import org.hamroh.smpp.ReceiptIds;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.SmppSession;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitSegment;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Sends one route's queued segments, so that a crash at any moment loses none and sends none
/// twice:
///
/// 1. take free places in the window (an unanswered submit keeps its place),
/// 2. mark that many segments as sending, in one durable write,
/// 3. ask the gate once more, and submit,
/// 4. keep the result durably, and only then give the place back.
///
/// So never more segments are marked than the window has places, and those that a crash leaves
/// marked are the only ones of which nobody knows whether they left. They are shown as unknown.
final class SmsSender implements AutoCloseable {

  /// How long it looks away when nothing waits.
  private static final Duration IDLE = Duration.ofMillis(300);

  /// How long it waits for a link or a place before it looks whether it is to stop.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration STORE_TROUBLE = Duration.ofSeconds(1);

  /// Tries when the SMSC has trouble of its own: 2, 4, 8, 16 s apart.
  private static final int MOST_ATTEMPTS = 5;

  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Duration LAST_RESULTS = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(SmsSender.class);

  private final SmsConfig.Route route;
  private final String senderId;
  private final Database database;
  private final SmppSession session;
  private final OutgoingGate gate;
  private final Receipts receipts;
  private final ReceiptIds ids;
  private final Broadcasts broadcasts;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread loop;

  SmsSender(
      SmsConfig.Route route,
      String senderId,
      Database database,
      SmppSession session,
      OutgoingGate gate,
      Receipts receipts,
      Broadcasts broadcasts,
      Clock clock) {
    this.route = route;
    this.senderId = senderId;
    this.database = database;
    this.session = session;
    this.gate = gate;
    this.receipts = receipts;
    this.ids = ReceiptIds.of(route.smpp().receiptIds());
    this.broadcasts = broadcasts;
    this.clock = clock;
    this.loop = Thread.ofVirtual().name("sms-" + route.name()).unstarted(this::run);
  }

  void start() {
    loop.start();
  }

  /// Something new waits.
  void wake() {
    wake.release();
  }

  SmppSession session() {
    return session;
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          if (!sendSome()) {
            boolean called = wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
            LOG.trace("event=sender-idle route={} called={}", route.name(), called);
          }
        } catch (StoreException e) {
          LOG.error("event=sender-waits route={} reason=\"{}\"", route.name(), e.getMessage());
          pause(STORE_TROUBLE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// @return whether there was anything to do
  private boolean sendSome() throws InterruptedException {
    if (!database.read(
        handle -> SegmentStore.anyWaiting(handle, route.name(), lanes(handle), clock.instant()))) {
      return false;
    }
    int places = session.reserve(session.window(), PATIENCE);
    if (places == 0) {
      return true; // no link or no place: whatever waits goes on waiting
    }
    List<OutgoingSegment> marked = List.of();
    try {
      marked =
          database.write(
              handle ->
                  passing(
                      handle,
                      SegmentStore.claim(
                          handle, route.name(), lanes(handle), places, clock.instant())));
    } finally {
      session.unused(places - marked.size());
    }
    for (OutgoingSegment segment : marked) {
      Thread.ofVirtual()
          .name("sms-" + route.name() + "-" + segment.messageId())
          .start(() -> leave(segment));
    }
    return !marked.isEmpty();
  }

  private List<Long> lanes(Handle handle) {
    List<Long> lanes = new ArrayList<>();
    lanes.add(0L);
    lanes.addAll(broadcasts.running(handle));
    return lanes;
  }

  /// Those that the gate lets through; the others wait for their hour, or stay here for good.
  private List<OutgoingSegment> passing(Handle handle, List<OutgoingSegment> marked) {
    List<OutgoingSegment> passing = new ArrayList<>(marked.size());
    Map<Long, Verdict.Closed> stopped = new HashMap<>(); // messages: no part goes without the first
    for (OutgoingSegment segment : marked) {
      Verdict.Closed before = stopped.get(segment.messageId());
      Verdict verdict = before == null ? gate.pass(handle, segment.errand()) : before;
      switch (verdict) {
        case Verdict.Open open -> passing.add(segment);
        case Verdict.Closed closed -> {
          stopped.put(segment.messageId(), closed);
          stay(handle, segment, closed);
        }
      }
    }
    return passing;
  }

  private void stay(Handle handle, OutgoingSegment segment, Verdict.Closed closed) {
    Instant now = clock.instant();
    closed
        .again()
        .ifPresentOrElse(
            later -> SegmentStore.postpone(handle, segment, later, now),
            () -> SegmentStore.refused(handle, segment, closed.reason().sentence(), now));
  }

  private void leave(OutgoingSegment segment) {
    SubmitOutcome outcome;
    try {
      outcome =
          switch (gate.ask(segment.errand().goingOn(true))) { // it has been counted
            case Verdict.Open() -> session.submit(pdu(segment));
            case Verdict.Closed(var reason, var again) ->
                new SubmitOutcome.Refused(
                    new Refusal(Refusal.Retry.NEVER, true, reason.sentence()));
          };
    } catch (StoreException e) {
      outcome =
          new SubmitOutcome.Refused(
              new Refusal(Refusal.Retry.WHEN_LINKED, true, "The gate could not be asked."));
    }
    try {
      keep(segment, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it stays marked: unknown after the next start
    } finally {
      session.release(1);
    }
  }

  private SubmitSegment pdu(OutgoingSegment segment) {
    Segment part = segment.segment();
    return new SubmitSegment(
        senderId,
        segment.number().e164(),
        part.encoding().dataCoding(),
        part.joined(),
        part.octets(segment.reference()));
  }

  /// Keeps trying while the store is in trouble, and keeps its place meanwhile: the window fills
  /// and nothing more leaves.
  private void keep(OutgoingSegment segment, SubmitOutcome outcome) throws InterruptedException {
    while (true) { // ends with the store's recovery or with the sender
      try {
        Set<Long> changed = database.write(handle -> write(handle, segment, outcome));
        changed.forEach(broadcasts::changed);
        broadcasts.changed(segment.campaignId());
        return;
      } catch (StoreException e) {
        LOG.error(
            "event=result-not-kept route={} message={} reason=\"{}\"",
            route.name(),
            segment.messageId(),
            e.getMessage());
        if (closing.getCount() == 0) {
          return; // it stays marked: unknown after the next start
        }
        pause(STORE_TROUBLE);
      }
    }
  }

  private Set<Long> write(Handle handle, OutgoingSegment segment, SubmitOutcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case SubmitOutcome.Accepted(var id) ->
          SegmentStore.accepted(handle, segment, ReceiptIds.normal(id), now);
      case SubmitOutcome.Unknown(var why) -> SegmentStore.unknown(handle, segment, why, now);
      case SubmitOutcome.Refused(var refusal) -> refused(handle, segment, refusal, now);
    }
    return receipts.settle(handle, route.name(), ids, segment.number().e164());
  }

  private static void refused(
      Handle handle, OutgoingSegment segment, Refusal refusal, Instant now) {
    switch (refusal.retry()) {
      case SLOWER, WHEN_LINKED -> SegmentStore.again(handle, segment, false, now, now);
      case LATER -> {
        if (segment.attempts() < MOST_ATTEMPTS) {
          Instant later = now.plusSeconds(1L << segment.attempts());
          SegmentStore.again(handle, segment, true, later, now);
        } else {
          SegmentStore.refused(handle, segment, refusal.sentence(), now);
        }
      }
      case NEVER -> SegmentStore.refused(handle, segment, refusal.sentence(), now);
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("event=sender-closing route={}", route.name());
    }
  }

  /// Marks nothing more, gives what is on its way a moment to be answered, and logs out.
  @Override
  public void close() {
    closing.countDown();
    if (loop.getState() == Thread.State.NEW) {
      return; // never started: nothing is linked
    }
    wake.release();
    long deadline = System.nanoTime() + GOODBYE.toNanos();
    try {
      loop.join(GOODBYE);
      awaitResults(deadline);
      session.close(); // whoever still waits for an answer learns that none will come
      awaitResults(System.nanoTime() + LAST_RESULTS.toNanos());
    } catch (InterruptedException e) {
      session.close();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitResults(long deadline) throws InterruptedException {
    while (session.inFlight() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
