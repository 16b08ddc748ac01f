package org.hamroh.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// Looks after the routes every few seconds: texts whose time is over end here, minutes are written
/// down, and lasting trouble is told.
public final class RouteRounds implements AutoCloseable {

  /// Who is told when no texts leave by a route for longer than another waits to take over.
  public interface Troubles {

    void lasts(String route, Instant since);

    void over(String route);
  }

  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// In one write: calls must never wait long for the store.
  private static final int MOST_LATE = 200;

  /// In one round: faster than most carriers take them.
  private static final int MOST_RECUT = 200;

  private static final Logger LOG = LogManager.getLogger(RouteRounds.class);

  private final SmsConfig config;
  private final Database database;
  private final Map<String, RouteHealth> health;
  private final Map<String, RouteWatch> watches;
  private final RouteLedger ledger;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// What was told last of each route; absent: nothing yet.
  private final Map<String, Boolean> fallen = new HashMap<>();

  private volatile Troubles troubles = new Nobody();
  private Instant minute;

  RouteRounds(
      SmsConfig config,
      Database database,
      Map<String, RouteHealth> health,
      Map<String, RouteWatch> watches,
      RouteLedger ledger,
      Clock clock) {
    this.config = config;
    this.database = database;
    this.health = Map.copyOf(health);
    this.watches = Map.copyOf(watches);
    this.ledger = ledger;
    this.clock = clock;
    this.minute = clock.instant();
  }

  void tell(Troubles told) {
    troubles = told;
  }

  void start() {
    Thread.ofVirtual().name("sms-rounds").start(this::run);
  }

  private void run() {
    try {
      while (!closing.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          round();
        } catch (StoreException e) {
          LOG.error("event=routes-not-looked-after reason=\"{}\"", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  private void round() {
    Instant now = clock.instant();
    int late = database.write(handle -> SegmentStore.expireLate(handle, MOST_LATE, now));
    if (late > 0) {
      LOG.warn("event=messages-too-late count={}", late);
    }
    if (!now.isBefore(minute.plus(MINUTE))) {
      minute = now;
      ledger.keep(watches);
      database.write(
          handle -> {
            Early.forget(handle, now);
            return true;
          });
    }
    for (SmsConfig.Route route : config.routes()) {
      look(route, Objects.requireNonNull(health.get(route.name())), now);
      if (hasFallen(route, now)) {
        help(route, now);
      }
    }
  }

  private boolean hasFallen(SmsConfig.Route route, Instant now) {
    return Objects.requireNonNull(health.get(route.name())).hasFallen(route.failover(), now);
  }

  /// Other routes take what waits here as it is; what they would cut in another way is cut anew.
  private void help(SmsConfig.Route fallen, Instant now) {
    for (SmsConfig.Route other : config.routes()) {
      List<String> served = config.prefixes(other);
      if (other.sends()
          && other.joined() != fallen.joined()
          && !served.isEmpty()
          && !hasFallen(other, now)) {
        int moved =
            database.write(handle -> Stranded.recut(handle, fallen, other, served, MOST_RECUT));
        if (moved > 0) {
          LOG.info(
              "event=messages-recut from={} to={} count={}", fallen.name(), other.name(), moved);
        }
      }
    }
    int late =
        database.write(handle -> Stranded.expireBegun(handle, fallen.name(), MOST_LATE, now));
    if (late > 0) {
      LOG.warn("event=begun-messages-too-late route={} count={}", fallen.name(), late);
    }
  }

  private void look(SmsConfig.Route route, RouteHealth of, Instant now) {
    boolean down = of.hasFallen(route.failover(), now);
    if (!down && of.troubledSince().isPresent()) {
      return; // perhaps it comes back by itself
    }
    Boolean before = fallen.put(route.name(), down);
    if (before != null && before == down) {
      return;
    }
    if (down) {
      LOG.warn("event=route-fallen route={}", route.name());
      troubles.lasts(route.name(), of.troubledSince().orElse(now));
    } else {
      troubles.over(route.name());
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }

  /// While nobody listens the log alone tells.
  private static final class Nobody implements Troubles {
    @Override
    public void lasts(String route, Instant since) {
      LOG.debug("event=route-in-trouble route={} since={}", route, since);
    }

    @Override
    public void over(String route) {
      LOG.trace("event=route-works route={}", route);
    }
  }
}
