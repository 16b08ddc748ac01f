package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Verdict;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SmsTransport;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitSegment;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Sends one route's queued segments, so that a crash at any moment loses none and sends none
/// twice:
///
/// 1. take free places in the window (an unanswered submit keeps its place),
/// 2. in one durable write keep the results that have come, ask the gate, and mark that many
///    segments as sending; a result's place is free for another segment of the same write,
/// 3. submit them at once.
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

  /// Fewer results are kept as they come.
  private static final int MANY_IN_FLIGHT = 20;

  /// Nobody notices it, and at thousands a second some ten more results have come.
  private static final Duration LINGER = Duration.ofMillis(2);

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

  /// No more results come.
  private final CountDownLatch ended = new CountDownLatch(1);

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
            receipts,
            broadcasts,
            health,
            watch,
            clock,
            this::wake);
    this.loop = Thread.ofVirtual().name("sms-" + route.name()).unstarted(this::run);
  }

  void start() {
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
      while (ended.getCount() > 0 || answers.waiting() > 0) {
        try {
          health.look(transport.state(), clock.instant());
          if (!sendSome()) {
            rest(IDLE);
          }
        } catch (StoreException e) {
          LOG.error("event=sender-waits route={} reason=\"{}\"", route.name(), e.getMessage());
          if (ended.await(STORE_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
            return; // what was not kept stays marked: unknown after the next start
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void rest(Duration most) throws InterruptedException {
    boolean called = wake.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    wake.drainPermits();
    LOG.trace("event=sender-idle route={} called={}", route.name(), called);
  }

  /// @return whether there was anything to do
  private boolean sendSome() throws InterruptedException {
    int held = gather();
    List<String> others = closing.getCount() > 0 ? fallen.get() : List.of();
    List<String> from = new ArrayList<>(List.of(route.name()));
    from.addAll(others);
    boolean wanted = closing.getCount() > 0 && (more || waiting(from, this::lanes));
    int places = wanted ? transport.take(held) : 0;
    if (held == 0 && places == 0) {
      if (wanted) { // no link, no place, or too early: whatever waits goes on waiting
        Duration pause = transport.window().pause(transport.window().size());
        rest(pause.isZero() || pause.compareTo(PATIENCE) > 0 ? PATIENCE : pause);
      }
      return wanted;
    }
    int bulk = bulk(held, places);
    if (held == 0 && bulk == 0 && !waiting(from, handle -> urgent())) {
      transport.window().settle(0, places, 0);
      rest(FOR_AN_ANSWER);
      return true;
    }
    return write(held, places, bulk, others);
  }

  /// Results that the next write keeps: while many are on their way it waits a moment for more.
  private int gather() throws InterruptedException {
    int held = answers.gather();
    int inFlight = transport.window().inFlight();
    if (held > 0 && inFlight > MANY_IN_FLIGHT && held < inFlight / 2) {
      TimeUnit.NANOSECONDS.sleep(LINGER.toNanos());
      held = answers.gather();
    }
    return held;
  }

  /// Places that broadcasts may take: a few stay free for what is urgent.
  private int bulk(int held, int places) {
    int taken = transport.window().inFlight() - held + Math.min(places, held);
    int free = transport.window().size() - taken;
    return Math.max(0, places - Math.max(0, kept() - free));
  }

  /// Keeps results and marks segments, then lets these leave.
  private boolean write(int held, int places, int bulk, List<String> others) {
    Claim.Taken taken;
    try {
      turn++;
      taken =
          database.write(
              handle -> {
                answers.write(handle);
                return places == 0
                    ? new Claim.Taken(List.of(), false)
                    : new Claim(
                            handle,
                            gate,
                            broadcasts,
                            ask(handle, places, bulk, others),
                            clock.instant())
                        .take();
              });
    } catch (StoreException e) {
      transport.window().undo(held, places);
      throw e;
    }
    List<OutgoingSegment> marked = taken.marked();
    transport.window().settle(held, places, marked.size());
    answers.kept();
    if (places > 0) {
      more = !marked.isEmpty() && marked.size() >= Math.min(places, bulk); // it need not be asked
    }
    leave(marked);
    return held > 0 || taken.touched();
  }

  private Claim.Ask ask(Handle handle, int places, int bulk, List<String> others) {
    return new Claim.Ask(
        route.name(),
        route.joined(),
        config.prefixes(route),
        others,
        lanes(handle),
        places,
        bulk,
        turn);
  }

  private int kept() {
    int window = transport.window().size();
    return window < WINDOW_WITH_A_KEPT_PLACE ? 0 : 1 + window / 50;
  }

  private boolean waiting(List<String> from, Function<Handle, List<Long>> in) {
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
    List<SubmitSegment> open = new ArrayList<>(marked.size());
    Map<SubmitSegment, OutgoingSegment> ours = new IdentityHashMap<>(marked.size());
    for (int i = 0; i < marked.size(); i++) {
      OutgoingSegment segment = marked.get(i);
      switch (verdicts.get(i)) {
        case Verdict.Open _ -> {
          SubmitSegment one = segment.submit(config.sender(route, segment.number().e164()));
          open.add(one);
          ours.put(one, segment);
        }
        case Verdict.Closed(var reason, _) ->
            answers.add(
                segment, new Refused(new Refusal(RefusalName.GATE_CLOSED, reason.sentence())), 0);
      }
    }
    long began = System.nanoTime();
    transport.submitAll(
        open,
        (one, outcome) ->
            answers.add(Objects.requireNonNull(ours.get(one)), outcome, System.nanoTime() - began));
  }

  /// Marks nothing more, gives what is on its way a moment to be answered, and logs out.
  @Override
  public void close() {
    closing.countDown();
    if (loop.getState() == Thread.State.NEW) {
      return; // never started: nothing is linked
    }
    wake.release();
    try {
      awaitResults(System.nanoTime() + GOODBYE.toNanos());
      transport.close(); // whoever still waits for an answer learns that none will come
      awaitResults(System.nanoTime() + LAST_RESULTS.toNanos());
      ended.countDown();
      wake.release();
      loop.join(LAST_RESULTS);
    } catch (InterruptedException e) {
      transport.close();
      ended.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitResults(long deadline) throws InterruptedException {
    while (transport.window().inFlight() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
