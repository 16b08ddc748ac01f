package org.hamroh.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.callback.booking.Moves;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Rings those to whom we owe a call, so that a crash at any moment loses nobody and rings nobody
/// twice:
///
/// 1. whose turn it is passes the gate and is marked with the leg's name, in one durable write,
/// 2. the gate is asked once more, and the PBX rings,
/// 3. what came of it is read from the PBX's own files ([Results]).
///
/// A leg of which the files tell nothing and which the PBX does not know never rang, and is tried
/// again.
///
/// One thread; nothing in it waits for a person.
public final class Dialer implements AutoCloseable {

  /// How long it looks away when nothing is due.
  private static final Duration IDLE = Duration.ofMillis(300);

  private static final Duration STORE_TROUBLE = Duration.ofSeconds(1);

  /// A leg is up milliseconds after the PBX was asked; whatever is not there by now never was.
  static final Duration BORN_WITHIN = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);

  /// More is not looked at in one round.
  private static final int MOST_DUE = 500;

  /// What a call is expected to last, for the day's money.
  private static final int MINUTES = 5;

  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Logger LOG = LogManager.getLogger(Dialer.class);

  /// Writes to somebody whom no way out reaches.
  @FunctionalInterface
  public interface Texting {

    /// In the transaction that settles the call back: one text, however often we die.
    ///
    /// @return whether a text will leave
    boolean couldNotRing(Handle handle, PhoneNumber number, String language);
  }

  /// What became of one whose turn it was.
  private sealed interface Marked {
    record Leaves(Callback callback, Attempt attempt, Way way, Errand errand) implements Marked {}

    record Unreachable(Callback callback, PhoneNumber number) implements Marked {}

    record Stays() implements Marked {}
  }

  private final Database database;
  private final OutgoingGate gate;
  private final PhoneLine line;
  private final Turn turn;
  private final Ways ways;
  private final Results results;
  private final Texting texting;
  private final CallbackConfig config;
  private final Runnable catchUp;
  private final ToIntFunction<Handle> others;
  private final Clock clock;
  private final CallEventStore events = new CallEventStore();
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread loop;
  private Instant looked = Instant.MIN;
  private Instant tidied = Instant.MIN;

  /// @param catchUp reads the PBX's files to their ends, or throws
  /// @param others  lines that other calls of ours hold now
  public Dialer(
      Database database,
      OutgoingGate gate,
      PhoneLine line,
      Turn turn,
      Ways ways,
      Results results,
      Texting texting,
      CallbackConfig config,
      Runnable catchUp,
      ToIntFunction<Handle> others,
      Clock clock) {
    this.database = database;
    this.gate = gate;
    this.line = line;
    this.turn = turn;
    this.ways = ways;
    this.results = results;
    this.texting = texting;
    this.config = config;
    this.catchUp = catchUp;
    this.others = others;
    this.clock = clock;
    this.loop = Thread.ofVirtual().name("dialer").unstarted(this::run);
  }

  public void start() {
    loop.start();
  }

  /// Somebody is owed a call, or a line is free.
  public void wake() {
    wake.release();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          round();
          boolean called = wake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
          wake.drainPermits();
          LOG.trace("event=dialer-idle called={}", called);
        } catch (StoreException e) {
          LOG.error("event=dialer-waits reason=\"{}\"", e.getMessage());
          pause();
        } catch (RuntimeException e) {
          LOG.error("event=dialer-failed", e); // our bug must not end the calling
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void pause() throws InterruptedException {
    boolean ends = closing.await(STORE_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("event=dialer-pause ends={}", ends);
  }

  /// Looks once: what came of open attempts, and whose turn it is.
  void round() {
    Instant now = clock.instant();
    tidy(now);
    if (!line.isUp()) {
      return;
    }
    resolve(now);
    List<Callback> due = database.read(handle -> CallbackStore.due(handle, now, MOST_DUE));
    List<Callback> busy = database.read(CallbackStore::busy);
    int lines = due.isEmpty() ? 0 : linesFree(busy.size() + database.read(others::applyAsInt));
    // Asked even when nobody is due: whoever was kept free for somebody is let go.
    turn.now(due, busy, lines, now).stream().limit(lines).forEach(one -> serve(one, now));
  }

  /// Calls out never take the reserved lines, nor one that somebody who rings us has.
  private int linesFree(int out) {
    OptionalInt in = line.comingIn();
    return in.isEmpty()
        ? 0 // the PBX cannot be asked just now
        : Math.max(0, Math.min(config.linesOut() - out, config.all() - in.getAsInt() - out));
  }

  private void tidy(Instant now) {
    if (now.isBefore(tidied.plus(BETWEEN_TIDYINGS))) {
      return;
    }
    tidied = now;
    int moved = database.write(handle -> Moves.move(handle, now));
    int expired = database.write(handle -> CallbackStore.expire(handle, now));
    if (moved + expired > 0) {
      LOG.info("event=callbacks-tidied moved={} expired={}", moved, expired);
    }
  }

  /// Finds out what came of attempts that the PBX's files tell nothing of.
  private void resolve(Instant now) {
    if (now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      return;
    }
    looked = now;
    List<CallId> doubtful =
        database.read(AttemptStore::open).stream()
            .filter(one -> !now.isBefore(one.markedAt().plus(BORN_WITHIN)))
            .map(Attempt::leg)
            .toList();
    if (doubtful.isEmpty()) {
      return;
    }
    // The order matters: a leg that ends between the question and the reading is read to its end.
    Optional<Set<CallId>> legs = line.legs();
    if (legs.isEmpty()) {
      return;
    }
    List<CallId> gone = doubtful.stream().filter(leg -> !legs.get().contains(leg)).toList();
    if (!gone.isEmpty()) {
      catchUp.run();
      database.write(
          handle -> {
            gone.forEach(leg -> results.lost(handle, leg, now));
            return true;
          });
    }
  }

  private void serve(Callback one, Instant now) {
    switch (database.<Marked>write(handle -> mark(handle, one.id(), now))) {
      case Marked.Leaves leaves -> leave(leaves);
      case Marked.Unreachable unreachable -> write(unreachable, now);
      case Marked.Stays stays -> LOG.debug("event=callback-stays callback={}", one.id());
    }
  }

  private Marked mark(Handle handle, long id, Instant now) {
    Callback callback = CallbackStore.find(handle, id).orElseThrow();
    if (callback.state() != CallbackState.WAITING || callback.number().isEmpty()) {
      return new Marked.Stays();
    }
    PhoneNumber number = callback.number().get();
    if (callback.fromCall().filter(call -> covered(handle, call)).isPresent()) {
      CallbackStore.settle(handle, id, CallbackState.CANCELLED, "covered", now);
      return new Marked.Stays();
    }
    Set<String> blocked = Results.blocked(handle, id);
    if (!ways.anyLeft(number, blocked)) {
      return new Marked.Unreachable(callback, number);
    }
    Optional<Way> way = ways.choose(handle, number, blocked, linesTaken(handle), now);
    if (way.isEmpty()) {
      return new Marked.Stays(); // every line of its ways is taken
    }
    Errand errand = Errand.call(number, Purpose.CALLBACK, MINUTES);
    if (gate.pass(handle, errand) instanceof Verdict.Closed closed) {
      stay(handle, callback, closed, now);
      return new Marked.Stays();
    }
    Attempt attempt = AttemptStore.mark(handle, callback, way.get().name(), now);
    CallbackStore.mark(handle, id, now);
    return new Marked.Leaves(callback, attempt, way.get(), errand);
  }

  /// Whether somebody came near after the wish was told: then nothing rings there any more.
  private boolean covered(Handle handle, CallId call) {
    return events.of(handle, call).stream()
        .anyMatch(told -> told.event() instanceof CallEvent.CoverKeyPressed);
  }

  private static Map<String, Integer> linesTaken(Handle handle) {
    return new HashMap<>(
        AttemptStore.open(handle).stream()
            .collect(Collectors.toMap(Attempt::way, one -> 1, Integer::sum)));
  }

  private static void stay(Handle handle, Callback callback, Verdict.Closed closed, Instant now) {
    String why = "gate-" + closed.reason().word();
    closed
        .again()
        .ifPresentOrElse(
            later -> CallbackStore.again(handle, callback.id(), later, why, now),
            () -> CallbackStore.settle(handle, callback.id(), CallbackState.FAILED, why, now));
  }

  private void leave(Marked.Leaves leaves) {
    Attempt attempt = leaves.attempt();
    if (gate.ask(leaves.errand().goingOn(true)) instanceof Verdict.Closed closed) {
      LOG.info(
          "event=call-stays callback={} reason={}", attempt.callback(), closed.reason().word());
      notSent(attempt);
      return;
    }
    AmiAnswer<String> answer =
        line.ring(
            LegOrder.of(
                leaves.callback(),
                attempt.leg(),
                leaves.way(),
                leaves.errand().number(),
                config.ring()));
    switch (answer) {
      case AmiAnswer.Done<String> done ->
          LOG.info(
              "event=calling-back callback={} nth={} way={} leg={}",
              attempt.callback(),
              attempt.nth(),
              attempt.way(),
              attempt.leg());
      case AmiAnswer.Refused<String> refused -> complain(attempt, refused.reason());
      case AmiAnswer.NotSent<String> notSent -> complain(attempt, notSent.reason());
      // It may ring: the files tell, or the PBX when it is asked for its legs.
      case AmiAnswer.Unanswered<String> unanswered ->
          LOG.warn(
              "event=call-in-doubt callback={} reason=\"{}\"",
              attempt.callback(),
              unanswered.reason());
    }
  }

  private void complain(Attempt attempt, String reason) {
    LOG.error("event=call-not-sent callback={} reason=\"{}\"", attempt.callback(), reason);
    notSent(attempt);
  }

  private void notSent(Attempt attempt) {
    database.write(
        handle -> {
          results.notSent(handle, attempt.leg(), clock.instant());
          return true;
        });
  }

  /// Voice does not get through there: a text is what is left.
  private void write(Marked.Unreachable unreachable, Instant now) {
    Callback callback = unreachable.callback();
    String why = ways.leadTo(unreachable.number()) ? Outcome.BLOCKED.word() : "no-way";
    CallbackState end =
        database.write(
            handle -> {
              CallbackState state =
                  CallbackStore.find(handle, callback.id()).map(Callback::state).orElseThrow();
              if (state != CallbackState.WAITING) {
                return state; // somebody has cancelled it meanwhile
              }
              boolean texted =
                  !ways.isEmpty()
                      && texting.couldNotRing(handle, unreachable.number(), callback.language());
              CallbackState settled = texted ? CallbackState.TEXTED : CallbackState.FAILED;
              CallbackStore.settle(handle, callback.id(), settled, why, now);
              return settled;
            });
    LOG.info("event=callback-unreachable callback={} why={} end={}", callback.id(), why, end);
  }

  /// Begins no more calls. Those that ring or talk go on; the next start learns how they went.
  @Override
  public void close() {
    closing.countDown();
    wake();
    try {
      if (!loop.join(GOODBYE)) {
        LOG.warn("event=dialer-still-busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
