package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Verdict;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SmsTransport;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Sends one route's queued segments, so that a crash at any moment loses none and sends none
/// twice:
///
/// 1. take free places in the window (an unanswered submit keeps its place),
/// 2. ask the gate and mark that many segments as sending, in one durable write,
/// 3. submit at once,
/// 4. keep the results durably, many together, and only then give the places back.
///
/// So never more segments are marked than the window has places, and those that a crash leaves
/// marked are the only ones of which nobody knows whether they left. They are shown as unknown.
final class SmsSender implements AutoCloseable {

  /// How long it looks away when nothing waits.
  private static final Duration IDLE = Duration.ofMillis(300);

  /// How long it waits for a link or a place before it looks whether it is to stop.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /// How long campaigns wait for an answer when only the places for urgent texts are free.
  private static final Duration FOR_AN_ANSWER = Duration.ofMillis(50);

  /// From this window on one place, and one more for each fifty, is kept for urgent texts: they
  /// never wait for a slow answer to a broadcast.
  private static final int WINDOW_WITH_A_KEPT_PLACE = 5;

  private static final Duration STORE_TROUBLE = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Duration LAST_RESULTS = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(SmsSender.class);

  private final SmsConfig.Route route;
  private final SmsConfig config;
  private final Database database;
  private final SmsTransport transport;
  private final OutgoingGate gate;
  private final Broadcasts broadcasts;
  private final RouteHealth health;
  private final AnswerBook answers;
  private final Supplier<List<String>> fallen;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread loop;
  private int turn;
  private boolean more;

  /// @param fallen routes in trouble whose messages this one takes over
  SmsSender(
      SmsConfig.Route route,
      SmsConfig config,
      Database database,
      SmsTransport transport,
      OutgoingGate gate,
      Receipts receipts,
      Broadcasts broadcasts,
      RouteHealth health,
      RouteWatch watch,
      Supplier<List<String>> fallen,
      Clock clock) {
    this.route = route;
    this.config = config;
    this.database = database;
    this.transport = transport;
    this.gate = gate;
    this.broadcasts = broadcasts;
    this.health = health;
    this.fallen = fallen;
    this.clock = clock;
    this.answers =
        new AnswerBook(
            route.name(),
            route.receiptIds(),
            database,
            transport,
            receipts,
            broadcasts,
            health,
            watch,
            clock,
            this::wake);
    this.loop = Thread.ofVirtual().name("sms-" + route.name()).unstarted(this::run);
  }

  void start() {
    answers.start();
    loop.start();
  }

  /// Something new waits, or a place is free.
  void wake() {
    wake.release();
  }

  SmsTransport transport() {
    return transport;
  }

  RouteHealth health() {
    return health;
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          health.look(transport.state(), clock.instant());
          if (!sendSome()) {
            rest(IDLE);
          }
        } catch (StoreException e) {
          LOG.error("event=sender-waits route={} reason=\"{}\"", route.name(), e.getMessage());
          if (closing.await(STORE_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void rest(Duration most) throws InterruptedException {
    boolean called = wake.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    wake.drainPermits();
    LOG.trace("event=sender-idle route={} called={}", route.name(), called);
  }

  /// @return whether there was anything to do
  private boolean sendSome() throws InterruptedException {
    List<String> others = fallen.get();
    List<String> from = new ArrayList<>(List.of(route.name()));
    from.addAll(others);
    if (!more && !waiting(from, this::lanes)) {
      return false;
    }
    more = false;
    int places = transport.reserve(transport.window().size(), PATIENCE);
    if (places == 0) {
      return true; // no link or no place: whatever waits goes on waiting
    }
    int bulk =
        places - Math.max(0, kept() - (transport.window().size() - transport.window().inFlight()));
    if (bulk <= 0 && !waiting(from, handle -> urgent())) {
      transport.window().unused(places);
      rest(FOR_AN_ANSWER);
      return true;
    }
    List<OutgoingSegment> marked = List.of();
    boolean touched = false;
    try {
      turn++;
      Claim.Taken taken =
          database.write(
              handle ->
                  new Claim(
                          handle,
                          gate,
                          broadcasts,
                          new Claim.Ask(
                              route.name(),
                              config.prefixes(route),
                              others,
                              lanes(handle),
                              places,
                              Math.max(0, bulk),
                              turn),
                          clock.instant())
                      .take());
      marked = taken.marked();
      touched = taken.touched();
      more = marked.size() == places; // very likely: it need not be asked
    } finally {
      transport.window().unused(places - marked.size());
    }
    leave(marked);
    return touched;
  }

  private int kept() {
    int window = transport.window().size();
    return window < WINDOW_WITH_A_KEPT_PLACE ? 0 : 1 + window / 50;
  }

  private boolean waiting(List<String> from, java.util.function.Function<Handle, List<Long>> in) {
    Instant now = clock.instant();
    return database.read(handle -> SegmentStore.anyWaiting(handle, from, in.apply(handle), now));
  }

  private static List<Long> urgent() {
    return List.of(Lane.ALARMS, Lane.SINGLE, Lane.BEGUN);
  }

  private List<Long> lanes(Handle handle) {
    List<Long> lanes = new ArrayList<>(urgent());
    lanes.addAll(broadcasts.running(handle));
    return lanes;
  }

  /// People change their mind between marking and leaving: the gate is asked once more.
  private void leave(List<OutgoingSegment> marked) {
    if (marked.isEmpty()) {
      return;
    }
    List<Verdict> verdicts;
    try { // they have been counted: it is neither too late nor too much any more
      verdicts = gate.askAll(marked.stream().map(one -> one.errand().goingOn(true)).toList());
    } catch (StoreException e) {
      LOG.error("event=gate-not-asked route={} reason=\"{}\"", route.name(), e.getMessage());
      marked.forEach(one -> answers.add(one, new Refused(Refusal.notLinked()), 0));
      return;
    }
    for (int i = 0; i < marked.size(); i++) {
      OutgoingSegment segment = marked.get(i);
      switch (verdicts.get(i)) {
        case Verdict.Open _ ->
            Thread.ofVirtual()
                .name("sms-" + route.name() + "-" + segment.messageId())
                .start(() -> leave(segment));
        case Verdict.Closed(var reason, _) ->
            answers.add(
                segment, new Refused(new Refusal(RefusalName.GATE_CLOSED, reason.sentence())), 0);
      }
    }
  }

  private void leave(OutgoingSegment segment) {
    long began = System.nanoTime();
    String senderId = config.sender(route, segment.number().e164());
    answers.add(segment, transport.submit(segment.submit(senderId)), System.nanoTime() - began);
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
      transport.close(); // whoever still waits for an answer learns that none will come
      awaitResults(System.nanoTime() + LAST_RESULTS.toNanos());
    } catch (InterruptedException e) {
      transport.close();
      Thread.currentThread().interrupt();
    }
    answers.close();
  }

  private void awaitResults(long deadline) throws InterruptedException {
    while (transport.window().inFlight() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
