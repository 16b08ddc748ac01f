package org.hamroh.retention;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;

/// Lets go of everything whose time is over: at the start, and once an hour. A clock that has
/// jumped would let go of years at once, so a jump stops the job until a person says that the
/// clock is right. A machine that was off for days looks the same, and is asked about, too.
public final class Retention implements AutoCloseable {

  /// A weekend without power, and no more.
  static final Duration LONGEST_JUMP = Duration.ofHours(48);

  /// The shortest class is three days; an hour more or less changes nothing.
  private static final Duration ROUND = Duration.ofHours(1);

  private static final Logger LOG = LogManager.getLogger(Retention.class);

  /// Told when the clock is doubted and when it is believed again.
  public interface Doubts {
    void began(Instant since);

    void over();
  }

  /// A clock that was set while the server runs.
  public interface Jumps {
    boolean hasJumped();

    /// A person says that it is right now.
    void believed();
  }

  /// How often it is looked whether the clock was set.
  private static final Duration LOOK = Duration.ofSeconds(10);

  private static final Jumps NEVER =
      new Jumps() {
        @Override
        public boolean hasJumped() {
          return false;
        }

        @Override
        public void believed() {}
      };

  private final Database database;
  private final List<Rule> rules;
  private final Doubts doubts;
  private final Jumps jumps;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  /// Of a clock that nobody watches between the rounds.
  public Retention(Database database, List<Rule> rules, Doubts doubts, Clock clock) {
    this(database, rules, doubts, NEVER, clock);
  }

  /// @param clock in the site's zone
  public Retention(Database database, List<Rule> rules, Doubts doubts, Jumps jumps, Clock clock) {
    this.jumps = jumps;
    this.database = database;
    this.rules = new CopyOnWriteArrayList<>(rules);
    this.doubts = doubts;
    this.clock = clock;
  }

  /// One more class, before the start.
  public void add(Rule rule) {
    rules.add(rule);
  }

  public void start() {
    rounds.scheduleWithFixedDelay(this::safely, 0, ROUND.toMinutes(), TimeUnit.MINUTES);
    rounds.scheduleWithFixedDelay(
        this::watch, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
  }

  /// A clock that was set is doubted at once, and stays so after a restart.
  void watch() {
    try {
      if (jumps.hasJumped() && !state().isDoubted()) {
        Instant now = clock.instant();
        database.write(handle -> RetentionStore.doubt(handle, now));
        LOG.error(
            "event=clock-set now={} remedy=\"look at the clock, then say that it is right\"", now);
        doubts.began(now);
      }
    } catch (RuntimeException e) {
      LOG.warn("event=clock-not-watched reason=\"{}\"", e.getMessage()); // soon again
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }

  private void safely() {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.warn("event=nothing-let-go reason=\"{}\"", e.getMessage()); // the next round tries again
    }
  }

  /// Looks at everything once.
  ///
  /// @return whether the clock was believed
  public synchronized boolean round() {
    Instant now = clock.instant();
    ClockState state = database.write(handle -> RetentionStore.look(handle, now, LONGEST_JUMP));
    if (state.isDoubted()) {
      LOG.error(
          "event=clock-doubted now={} last-seen={} remedy=\"look at the clock, then say on the page"
              + " Retention that it is right\"",
          now,
          state.seenAt());
      doubts.began(state.doubtedAt().orElse(now));
      return false;
    }
    for (Rule rule : rules) {
      letGo(rule, now);
    }
    return true;
  }

  private void letGo(Rule rule, Instant now) {
    int gone = 0;
    String trouble = "";
    try {
      gone = rule.work().letGo(rule.before(now, clock.getZone()));
    } catch (IOException | RuntimeException e) {
      // One class that fails must not keep the others.
      LOG.error("event=not-let-go class={} reason=\"{}\"", rule.name(), e.getMessage());
      trouble = "failed";
    }
    if (gone > 0) {
      LOG.info("event=let-go class={} count={}", rule.name(), gone);
    }
    int count = gone;
    String how = trouble;
    database.write(
        handle -> {
          RetentionStore.done(handle, rule.name(), count, how, now);
          return true;
        });
  }

  /// A person has looked at the clock: it is right. What is due goes now.
  public void believe(String by) {
    Instant now = clock.instant();
    database.write(
        handle -> {
          RetentionStore.believe(handle, now, by);
          return true;
        });
    jumps.believed();
    doubts.over();
    LOG.info("event=clock-believed by={}", by);
    if (!rounds.isShutdown()) {
      rounds.execute(this::safely);
    }
  }

  ClockState state() {
    return database.read(RetentionStore::state);
  }

  List<Rule> rules() {
    return rules;
  }

  List<RetentionStore.Done> done() {
    return database.read(RetentionStore::done);
  }
}
