package org.hamroh.ami;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.Problem;
import org.jspecify.annotations.Nullable;

/// Our one connection to the PBX's manager interface: it stays up, says how it stands, and tells
/// what happens in the queues.
///
/// Two threads. The keeper connects, sends signs of life and asks every 10 s how everything stands;
/// it connects again, with growing pauses, when the PBX is silent. The teller hands events to the
/// listeners in the order in which the PBX said them, the answers to our questions among them; so a
/// picture is never older than what was told before it. That is why there is one connection and not
/// one for events and one for actions.
///
/// The library's thread only copies fields into a bounded queue. When the queue is full events are
/// lost and counted, and we ask how things stand.
public final class AmiClient implements AutoCloseable {

  /// A burst of a thousand calls makes some 10,000; telling one takes microseconds.
  private static final int MAX_ARRIVALS = 20_000;

  /// Unanswered pings in a row after which the peer is taken for dead.
  private static final int MAX_MISSES = 2;

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LogManager.getLogger(AmiClient.class);

  private enum Signal {
    LOST,
    RESYNC
  }

  private final AmiConfig config;
  private final AmiTimes times;
  private final Clock clock;
  private final List<Consumer<AmiEvent>> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MAX_ARRIVALS);
  private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(64);
  private final LongAdder dropped = new LongAdder();
  private final ActionTurns turns;
  private final AmiActions actions;
  private final Thread keeper;
  private final Thread teller;
  private volatile AmiState state;
  private volatile @Nullable AmiLink link;
  private volatile boolean closing;
  private int questions;
  private long connections;

  public AmiClient(AmiConfig config, Clock clock) {
    this(config, clock, AmiTimes.USUAL);
  }

  AmiClient(AmiConfig config, Clock clock, AmiTimes times) {
    this.config = config;
    this.clock = clock;
    this.times = times;
    this.state = new AmiState(false, clock.instant(), null, 0, 0, 0);
    this.keeper = Thread.ofPlatform().name("ami-keeper").daemon().unstarted(this::keep);
    this.teller = Thread.ofPlatform().name("ami-teller").daemon().unstarted(this::tell);
    this.turns = new ActionTurns(() -> link, teller);
    this.actions = new AmiActions(turns);
  }

  /// Adds a listener; it is told on one thread, must not wait, and must not send actions.
  public void listen(Consumer<AmiEvent> listener) {
    listeners.add(listener);
  }

  /// Begins to connect, and never stops trying until closed. Returns at once.
  public void start() {
    teller.start();
    keeper.start();
  }

  public AmiState state() {
    AmiState now = state;
    return new AmiState(
        now.connected(),
        now.since(),
        now.trouble(),
        now.reconnects(),
        dropped.sum(),
        turns.unanswered());
  }

  public AmiActions actions() {
    return actions;
  }

  /// Asks how everything stands within a second, instead of at the usual time.
  public void resyncSoon() {
    signals.offer(Signal.RESYNC); // a full queue holds such a wish already
  }

  private void keep() {
    int attempt = 0;
    while (!closing) {
      signals.clear();
      AmiLink fresh = new AmiLink(config, times, clock, this::arrived, this::lost);
      try {
        long began = System.nanoTime();
        AmiTrouble trouble = connectAndLive(fresh);
        // One that broke at once is one more failed attempt, or we would knock in a frenzy.
        boolean lived = System.nanoTime() - began > times.resync().toNanos();
        attempt = lived ? 1 : attempt + 1;
        if (!closing) {
          down(trouble, attempt);
          double chance = ThreadLocalRandom.current().nextDouble();
          Thread.sleep(times.pauseBefore(attempt, trouble.refused(), chance));
        }
      } catch (InterruptedException e) {
        return; // closing is the only reason to interrupt the keeper
      }
    }
  }

  private AmiTrouble connectAndLive(AmiLink fresh) throws InterruptedException {
    try {
      AmiTrouble trouble = fresh.login();
      return trouble == null ? live(fresh) : trouble;
    } catch (RuntimeException e) {
      LOG.error("event=ami-keeper-failed", e);
      return AmiTrouble.of(config, e);
    } finally {
      fresh.discard(); // at once: left alone, the library would connect again by itself
    }
  }

  /// Told by the library's thread. It matters more than wishes that wait.
  private void lost() {
    signals.clear();
    signals.offer(Signal.LOST);
  }

  /// Lives with a connection until it is lost.
  private AmiTrouble live(AmiLink fresh) throws InterruptedException {
    link = fresh;
    connections++;
    state = new AmiState(true, clock.instant(), null, connections - 1, 0, 0);
    LOG.info(
        "event=ami-connected place={} reconnects={}", AmiTrouble.place(config), connections - 1);
    try {
      return watch(fresh);
    } catch (IOException | IllegalStateException e) {
      return AmiTrouble.lost(config, "the connection broke");
    } finally {
      link = null;
    }
  }

  private AmiTrouble watch(AmiLink fresh) throws InterruptedException, IOException {
    long now = System.nanoTime();
    long pingDue = now + times.ping().toNanos();
    long resyncDue = now;
    long resyncAllowed = now;
    int misses = 0;
    int asked = 0;
    while (!closing) {
      now = System.nanoTime();
      if (now - resyncDue >= 0) {
        askHowAllStands(fresh);
        resyncAllowed = now + times.spacing().toNanos();
        resyncDue = now + times.beforeQuestion(++asked).toNanos();
      }
      if (now - pingDue >= 0) {
        misses = fresh.ping() ? 0 : misses + 1;
        if (misses >= MAX_MISSES) {
          return AmiTrouble.lost(config, "the PBX does not answer");
        }
        pingDue = misses == 0 ? System.nanoTime() + times.ping().toNanos() : System.nanoTime();
      }
      long wait = Math.max(0, Math.min(pingDue, resyncDue) - System.nanoTime());
      Signal signal = signals.poll(wait, TimeUnit.NANOSECONDS);
      if (signal == Signal.LOST) {
        return AmiTrouble.lost(config, "the PBX closed the connection");
      }
      if (signal == Signal.RESYNC && resyncAllowed - resyncDue < 0) {
        resyncDue = Math.max(resyncAllowed, System.nanoTime());
      }
    }
    return AmiTrouble.lost(config, "closed by us");
  }

  private void askHowAllStands(AmiLink fresh) throws IOException {
    questions++;
    fresh.askHowAllStands("resync-" + connections + "-" + questions, this::lacksARight);
  }

  private void lacksARight(String question) {
    AmiState now = state;
    if (now.connected() && now.trouble() == null) {
      Problem problem =
          Problem.of(
              AmiTrouble.place(config),
              "user " + config.user() + " may not ask " + question,
              "give it write=call,agent,reporting in manager.conf");
      state = new AmiState(true, now.since(), problem, now.reconnects(), 0, 0);
      LOG.error("event=ami-right-missing problem=\"{}\"", problem);
    }
  }

  private void down(AmiTrouble trouble, int attempt) {
    AmiState before = state;
    boolean fell = before.connected();
    if (fell || !trouble.problem().equals(before.trouble())) {
      LOG.warn("event=ami-down attempt={} problem=\"{}\"", attempt, trouble.problem());
    }
    state =
        new AmiState(
            false,
            fell || connections == 0 && attempt == 1 ? clock.instant() : before.since(),
            trouble.problem(),
            before.reconnects(),
            0,
            0);
    if (fell) {
      arrived(new Arrival.Happened(new AmiEvent.Lost(clock.instant(), trouble.problem())));
    }
  }

  private void arrived(Arrival arrival) {
    if (!arrivals.offer(arrival)) {
      dropped.increment();
    }
  }

  private void tell() {
    Resync resync = new Resync(this::resyncSoon);
    long seenDropped = 0;
    while (!closing) {
      try {
        Arrival arrival = arrivals.poll(1, TimeUnit.SECONDS);
        long lost = dropped.sum();
        if (lost != seenDropped) {
          seenDropped = lost;
          resync.spoil();
          resyncSoon();
        }
        if (arrival == null) {
          continue;
        }
        if (arrival instanceof Arrival.FullyBooted) {
          resyncSoon();
        }
        resync.take(arrival, clock.instant()).forEach(this::tellAll);
      } catch (InterruptedException e) {
        return; // closing is the only reason to interrupt the teller
      } catch (RuntimeException e) {
        LOG.error("event=ami-teller-failed", e); // the next picture puts right what was missed
      }
    }
  }

  private void tellAll(AmiEvent event) {
    for (Consumer<AmiEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        // A bug in one room must not cost the others their events.
        LOG.error("event=ami-listener-failed about={}", event.getClass().getSimpleName(), e);
      }
    }
  }

  /// Logs off. Whoever waits for an action gets its time-out.
  @Override
  public void close() {
    closing = true;
    keeper.interrupt();
    teller.interrupt();
    try {
      for (Thread thread : List.of(keeper, teller)) {
        if (thread.isAlive()) { // never started threads cannot be waited for
          thread.join(STOP_PATIENCE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
