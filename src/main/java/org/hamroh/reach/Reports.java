package org.hamroh.reach;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.reach.ReachStore.Recipient;
import org.hamroh.reach.ReachStore.Sent;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;

/// What each campaign came to. Small campaigns are counted when somebody looks; large ones by a
/// thread of their own, in short reads, as often as it costs little, and what was counted is kept.
/// Nothing of it waits for the store's writer but the keeping of a finished count.
public final class Reports implements AutoCloseable {

  /// Counted at once when somebody looks: a fraction of a second.
  static final long SMALL = 3_000;

  /// Recipients in one read: some hundredths of a second.
  private static final int A_READ = 2_000;

  /// Counting may use one part in so many of the time.
  private static final int SELDOM = 20;

  private static final Duration SOONEST = Duration.ofSeconds(10);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(2);

  /// Receipts come for three days, stops and calls for two more; then a report is settled.
  static final Duration SETTLES = Duration.ofDays(7);

  /// Between the end of sending and settling only an echo comes in now and then.
  private static final Duration CALM = Duration.ofMinutes(10);

  /// Campaigns that the next one is judged by are among these.
  private static final int LATEST = 50;

  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Logger LOG = LogManager.getLogger(Reports.class);

  private final Database database;
  private final Function<PhoneNumber, CallerKey> keys;
  private final LiveFeed live;
  private final Clock clock;
  private final Carriers carriers = new Carriers();
  private final Regions regions = new Regions();

  /// When a campaign may be counted again by the thread.
  private final Map<Long, Instant> next = new ConcurrentHashMap<>();

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread worker = Thread.ofVirtual().name("reach").unstarted(this::work);

  /// @param keys what callers are known by
  public Reports(
      Database database, Function<PhoneNumber, CallerKey> keys, LiveFeed live, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.live = live;
    this.clock = clock;
  }

  public void start() {
    worker.start();
  }

  /// @return nothing when the campaign has not begun, or is large and is being counted for the
  ///     first time
  public Optional<Report> of(long campaign) {
    Optional<Sent> sent = database.read(handle -> ReachStore.sent(handle, campaign));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Report> kept = database.read(handle -> ReachStore.kept(handle, campaign));
    if (kept.filter(Report::settled).isPresent()) {
      return kept;
    }
    return isSmall(campaign) ? Optional.of(count(sent.get())) : kept;
  }

  /// Reports of campaigns whose calls have all come by now, the latest first.
  public List<Report> past() {
    return database.read(handle -> ReachStore.latest(handle, LATEST)).stream()
        .filter(report -> report.accepted() > 0 && report.rang().open() == 0)
        .toList();
  }

  /// States of this very moment.
  public Map<String, Long> states(long campaign) {
    return database.read(handle -> ReachStore.states(handle, campaign));
  }

  private boolean isSmall(long campaign) {
    return states(campaign).values().stream().mapToLong(Long::longValue).sum() <= SMALL;
  }

  /// Whether the campaign is there, and what it is called.
  public Optional<String> nameOf(long campaign) {
    return database.read(handle -> ReachStore.nameOf(handle, campaign));
  }

  Report count(Sent sent) {
    Instant now = clock.instant();
    Instant from = sent.startedAt().minus(Tally.ECHO);
    Map<String, List<Instant>> calls = database.read(handle -> ReachStore.calls(handle, from, now));
    Map<String, Instant> stops =
        database.read(handle -> ReachStore.stops(handle, sent.startedAt(), now));
    Tally tally = new Tally(now);
    String after = "";
    List<Recipient> page;
    do { // ends with the numbers of one campaign, which are finite
      String last = after;
      page = database.read(handle -> ReachStore.page(handle, sent.id(), last, A_READ));
      for (Recipient one : page) {
        List<Instant> rang =
            calls.isEmpty() || one.acceptedAt() == null
                ? List.of()
                : calls.getOrDefault(keys.apply(one.number()).hex(), List.of());
        tally.add(text(one), rang, stops.get(one.number().e164()));
      }
      after = page.isEmpty() ? after : page.getLast().number().e164();
    } while (page.size() == A_READ);
    boolean settled = sent.finishedAt() != null && !now.isBefore(sent.finishedAt().plus(SETTLES));
    Report.Heard heard = database.read(handle -> ReachStore.heard(handle, sent.id()));
    return tally.report(sent.id(), settled, heard);
  }

  private Tally.Text text(Recipient one) {
    return new Tally.Text(
        one.state(),
        one.why(),
        one.acceptedAt(),
        one.receiptAt(),
        carriers.of(one.number()),
        regions.regionOf(one.place()));
  }

  private void work() {
    try {
      while (!closing.await(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          lookAround();
        } catch (StoreException e) {
          LOG.error("event=reports-wait reason=\"{}\"", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// Counts what is due.
  void lookAround() {
    for (Sent sent : database.read(ReachStore::everSent)) {
      Instant now = clock.instant();
      if (closing.getCount() == 0) {
        return;
      }
      if (!now.isBefore(next.getOrDefault(sent.id(), Instant.MIN))) {
        keep(sent, now);
      }
    }
  }

  private void keep(Sent sent, Instant now) {
    if (database
        .read(handle -> ReachStore.kept(handle, sent.id()))
        .filter(Report::settled)
        .isPresent()) {
      next.put(sent.id(), Instant.MAX);
      return;
    }
    Report report = count(sent);
    database.write(
        handle -> {
          ReachStore.keep(handle, report);
          return true;
        });
    Duration took = Duration.between(now, clock.instant());
    Duration pause = took.multipliedBy(SELDOM);
    Duration least = sent.moving() ? SOONEST : CALM;
    next.put(sent.id(), clock.instant().plus(pause.compareTo(least) > 0 ? pause : least));
    LOG.debug("event=report-counted campaign={} asked={}", sent.id(), report.asked());
    if (report.asked() > SMALL) {
      live.changed(topic(sent.id()));
    }
  }

  /// Told when a large campaign was counted again.
  static String topic(long campaign) {
    return "report-" + campaign;
  }

  Carriers carriers() {
    return carriers;
  }

  Regions regions() {
    return regions;
  }

  @Override
  public void close() {
    closing.countDown();
    if (worker.getState() == Thread.State.NEW) {
      return; // never started
    }
    try {
      worker.join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
