package org.hamroh.twin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallId;
import org.hamroh.callback.CallbackConfig;
import org.hamroh.callback.PhoneLine;
import org.hamroh.callback.Way;
import org.hamroh.callback.Ways;
import org.hamroh.gate.Errand;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.twin.CampaignCall.State;
import org.hamroh.twin.CampaignCallStore.Attempt;
import org.jdbi.v3.core.Handle;

/// Rings the people of campaigns, so that a crash at any moment rings nobody twice for one attempt:
/// whose turn it is passes the gate and is marked with the leg's name in one durable write, the
/// gate is asked once more, the PBX rings, and what came of it is read from the PBX's own files
/// ([CampaignResults]).
///
/// A campaign comes after everybody else: it takes no line that is reserved, that a caller holds,
/// or that a call back needs, and it waits while callers wait for operators.
///
/// One thread; nothing in it waits for a person.
public final class CampaignDialer implements AutoCloseable {

  /// Whoever waits that long for an operator waits because of us, too.
  public static final Duration QUEUE_PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STORE_TROUBLE = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  /// A leg is up milliseconds after the PBX was asked; whatever is not there by now never was.
  private static final Duration BORN_WITHIN = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /// People made rows of in one write: calls must never wait long for the store.
  private static final int TAKEN_A_WRITE = 300;

  private static final int MOST_DUE = 100;

  /// What a call is expected to last, for the day's money.
  private static final int MINUTES = 2;

  private static final String CONTEXT = "campaign-call";
  private static final Logger LOG = LogManager.getLogger(CampaignDialer.class);

  /// What the dialer needs of the rest.
  ///
  /// @param longestWait of those who wait for operators now
  /// @param sound       begins to make the sound of somebody's words, or has it
  /// @param changed     a campaign has moved
  /// @param doubted     whether the clock cannot be believed: nobody knows then where it is night
  /// @param catchUp     reads the PBX's files to their ends, or throws
  public record Parts(
      Database database,
      OutgoingGate gate,
      PhoneLine line,
      Ways ways,
      CampaignResults results,
      CallbackConfig config,
      Supplier<Duration> longestWait,
      Sound sound,
      LongConsumer changed,
      Predicate<Handle> doubted,
      Runnable catchUp,
      Clock clock) {}

  /// Whether somebody's words can be said: a person who answers must not wait for a voice.
  @FunctionalInterface
  public interface Sound {
    boolean ready(long campaign, long message, String language);
  }

  private sealed interface Marked {
    record Leaves(CampaignCall call, Attempt attempt, Way way, Errand errand, boolean asks)
        implements Marked {}

    record Stays() implements Marked {}
  }

  private final Parts parts;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread loop = Thread.ofVirtual().name("campaign-dialer").unstarted(this::run);
  private Instant looked = Instant.MIN;

  public CampaignDialer(Parts parts) {
    this.parts = parts;
  }

  public void start() {
    loop.start();
  }

  private void run() {
    try {
      Duration pause;
      do {
        pause = LOOK;
        try {
          round();
        } catch (StoreException e) {
          LOG.error("event=campaign-dialer-waits reason=\"{}\"", e.getMessage());
          pause = STORE_TROUBLE;
        } catch (RuntimeException e) {
          LOG.error("event=campaign-dialer-failed", e); // our bug must not end the calling
          pause = STORE_TROUBLE;
        }
      } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// Looks once: who is new, what came of open rings, and whose turn it is.
  void round() {
    Instant now = parts.clock().instant();
    if (parts.database().read(CallPlans::anyToInherit)) {
      parts.database().write(CallPlans::inherit);
    }
    List<CallPlans.Plan> going = parts.database().read(CallPlans::going);
    going.forEach(plan -> take(plan, now));
    if (parts.database().read(handle -> anyToStop(handle))) {
      int stopped = parts.database().write(handle -> CampaignCallStore.stopRest(handle, now));
      LOG.info("event=campaign-calls-stopped people={}", stopped);
    }
    if (!parts.line().isUp()) {
      return;
    }
    resolve(now);
    if (parts.database().read(parts.doubted()::test)) {
      return;
    }
    List<CampaignCall> due =
        parts.database().read(handle -> CampaignCallStore.due(handle, now, MOST_DUE));
    if (due.isEmpty() || parts.longestWait().get().compareTo(QUEUE_PATIENCE) > 0) {
      return;
    }
    OptionalInt in = parts.line().comingIn();
    if (in.isEmpty()) {
      return; // the PBX cannot be asked just now
    }
    int room = parts.database().read(handle -> room(handle, in.getAsInt(), now));
    Set<Long> moved = new HashSet<>();
    for (CampaignCall one : due) {
      if (room <= 0 || closing.getCount() == 0) {
        break;
      }
      if (!parts.sound().ready(one.campaign(), one.message(), one.language())) {
        continue; // its words are being spoken
      }
      Marked marked = parts.database().write(handle -> mark(handle, one.id(), in.getAsInt(), now));
      if (marked instanceof Marked.Leaves leaves) {
        leave(leaves);
        room--;
      }
      moved.add(one.campaign());
    }
    moved.forEach(parts.changed()::accept);
  }

  private void take(CallPlans.Plan plan, Instant now) {
    if (!parts.database().read(handle -> CampaignCallStore.anyNew(handle, plan))) {
      return;
    }
    parts
        .database()
        .write(
            handle -> {
              CampaignCallStore.take(
                      handle, plan.campaign(), plan.tag(), plan.taken(), TAKEN_A_WRITE, now)
                  .ifPresent(last -> CallPlans.took(handle, plan.campaign(), last));
              return true;
            });
  }

  private static boolean anyToStop(Handle handle) {
    return handle
            .createQuery(
                """
            select exists (select 1 from campaign_call c where c.state = 'waiting' and (
              c.campaign_id in (select id from campaign where state in ('stopping', 'stopped'))
              or c.campaign_id in
                (select campaign_id from call_campaign where stopped_at is not null)))
            """)
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /// Lines that a campaign may take now: neither the reserved ones, nor those that callers or calls
  /// back hold, nor those that calls back are about to need.
  private int room(Handle handle, int in, Instant now) {
    int out = callsBack(handle) + owed(handle, now) + CampaignCallStore.open(handle).size();
    return Math.min(parts.config().linesOut() - out, parts.config().all() - in - out);
  }

  private static int callsBack(Handle handle) {
    return handle
        .createQuery("select count(*) from callback where state in ('dialling', 'connected')")
        .mapTo(Integer.class)
        .one();
  }

  private static int owed(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select count(*) from callback
            where state = 'waiting' and next_try_at <= :now and until > :now
            """)
        .bind("now", now.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /// Lines that campaigns hold now: the dialer of calls back leaves them out.
  public static int linesHeld(Handle handle) {
    return CampaignCallStore.open(handle).size();
  }

  /// Finds out what came of rings that the PBX's files tell nothing of.
  private void resolve(Instant now) {
    if (now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      return;
    }
    looked = now;
    List<CallId> doubtful =
        parts.database().read(CampaignCallStore::open).stream()
            .filter(one -> !now.isBefore(one.markedAt().plus(BORN_WITHIN)))
            .map(Attempt::leg)
            .toList();
    if (doubtful.isEmpty()) {
      return;
    }
    // The order matters: a leg that ends between the question and the reading is read to its end.
    Optional<Set<CallId>> legs = parts.line().legs();
    if (legs.isEmpty()) {
      return;
    }
    List<CallId> gone = doubtful.stream().filter(leg -> !legs.get().contains(leg)).toList();
    if (!gone.isEmpty()) {
      parts.catchUp().run();
      parts
          .database()
          .write(
              handle -> {
                gone.forEach(leg -> parts.results().lost(handle, leg, now));
                return true;
              });
    }
  }

  private Marked mark(Handle handle, long id, int in, Instant now) {
    if (room(handle, in, now) <= 0) {
      return new Marked.Stays(); // a call back was quicker
    }
    CampaignCall call = CampaignCallStore.find(handle, id).orElseThrow();
    if (!CampaignCallStore.mayRing(handle, id)) {
      outdated(handle, call, now);
      return new Marked.Stays();
    }
    Listeners.Next next = Listeners.next(handle, call.number(), now);
    if (next == Listeners.Next.NONE) {
      CampaignCallStore.settle(handle, id, State.LEFT_ALONE, "never-listens", now);
      return new Marked.Stays();
    }
    Set<String> blocked = CampaignResults.blocked(handle, id);
    if (!parts.ways().anyLeft(call.number(), blocked)) {
      CampaignCallStore.settle(handle, id, State.UNREACHED, "no-way", now);
      return new Marked.Stays();
    }
    Optional<Way> way =
        parts.ways().choose(handle, call.number(), blocked, linesTaken(handle), now);
    if (way.isEmpty()) {
      return new Marked.Stays(); // every line of its ways is taken
    }
    Errand errand = Errand.call(call.number(), Purpose.BROADCAST, MINUTES);
    if (parts.gate().pass(handle, errand) instanceof Verdict.Closed closed) {
      stay(handle, call, closed, now);
      return new Marked.Stays();
    }
    boolean asks = call.asks() || next == Listeners.Next.ASK;
    if (asks) {
      Listeners.asked(handle, call.number(), now);
    }
    return new Marked.Leaves(
        call,
        CampaignCallStore.mark(handle, call, asks, way.get().name(), now),
        way.get(),
        errand,
        asks);
  }

  /// The text in whose place we ring is gone (too late, stopped): so is the call. A paused campaign
  /// goes on later.
  private static void outdated(Handle handle, CampaignCall call, Instant now) {
    boolean gone =
        handle
            .createQuery("select state from message where id = ?")
            .bind(0, call.message())
            .mapTo(String.class)
            .findOne()
            .filter(state -> state.equals("queued") || state.equals("sending"))
            .isEmpty();
    boolean callsOnly =
        CallPlans.of(handle, call.campaign()).filter(CallPlans.Plan::callsOnly).isPresent();
    if (gone && callsOnly) {
      CampaignCallStore.settle(handle, call.id(), State.CLOSED, "too-late", now);
    }
  }

  /// Calls out by way, those of the other dialer too.
  private static Map<String, Integer> linesTaken(Handle handle) {
    Map<String, Integer> taken = new HashMap<>();
    handle
        .createQuery("select way, count(*) from callback_attempt where result = '' group by way")
        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
        .forEach(one -> taken.merge(one.getKey(), one.getValue(), Integer::sum));
    CampaignCallStore.open(handle).forEach(one -> taken.merge(one.way(), 1, Integer::sum));
    return taken;
  }

  private static void stay(Handle handle, CampaignCall call, Verdict.Closed closed, Instant now) {
    String why = "gate-" + closed.reason().word();
    closed
        .again()
        .ifPresentOrElse(
            later -> CampaignCallStore.again(handle, call.id(), later, why, now),
            () -> CampaignCallStore.settle(handle, call.id(), State.CLOSED, why, now));
  }

  private void leave(Marked.Leaves leaves) {
    Attempt attempt = leaves.attempt();
    if (parts.gate().ask(leaves.errand().goingOn(true)) instanceof Verdict.Closed closed) {
      LOG.info(
          "event=campaign-call-stays call={} reason={}", attempt.call(), closed.reason().word());
      notSent(attempt);
      return;
    }
    switch (parts.line().ring(order(leaves))) {
      case AmiAnswer.Done<String> done ->
          LOG.info(
              "event=campaign-rings campaign={} call={} nth={} way={} leg={}",
              leaves.call().campaign(),
              attempt.call(),
              attempt.nth(),
              attempt.way(),
              attempt.leg());
      case AmiAnswer.Refused<String> refused -> complain(attempt, refused.reason());
      case AmiAnswer.NotSent<String> notSent -> complain(attempt, notSent.reason());
      // It may ring: the files tell, or the PBX when it is asked for its legs.
      case AmiAnswer.Unanswered<String> unanswered ->
          LOG.warn(
              "event=call-in-doubt campaign-call={} reason=\"{}\"",
              attempt.call(),
              unanswered.reason());
    }
  }

  private CallOut order(Marked.Leaves leaves) {
    CampaignCall call = leaves.call();
    Map<String, String> variables = new HashMap<>();
    variables.put("HAMROH_CALLER", call.number().e164());
    variables.put("HAMROH_HELLO", leaves.asks() ? "campaign-last" : "campaign");
    if (!call.language().isEmpty()) {
      variables.put("HAMROH_LANGUAGE", call.language());
      variables.put("CHANNEL(language)", call.language());
    }
    return new CallOut(
        leaves.attempt().leg().value(),
        leaves.way().name(),
        call.number().e164(),
        leaves.way().callerId(),
        CONTEXT,
        variables,
        parts.config().ring());
  }

  private void complain(Attempt attempt, String reason) {
    LOG.error("event=campaign-call-not-sent call={} reason=\"{}\"", attempt.call(), reason);
    notSent(attempt);
  }

  private void notSent(Attempt attempt) {
    parts
        .database()
        .write(
            handle -> {
              parts.results().notSent(handle, attempt.leg(), parts.clock().instant());
              return true;
            });
  }

  /// Begins no more calls. Those that ring or talk go on; the next start learns how they went.
  @Override
  public void close() {
    closing.countDown();
    if (loop.getState() == Thread.State.NEW) {
      return; // never started
    }
    try {
      if (!loop.join(GOODBYE)) {
        LOG.warn("event=campaign-dialer-still-busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
