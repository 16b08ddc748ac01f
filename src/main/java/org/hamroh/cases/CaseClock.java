package org.hamroh.cases;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.StoreException;

/// Puts cases on whose time is over, and forgets old tries at PINs. What is due stands in the
/// tables: after a power cut the next look finds it.
public final class CaseClock implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Logger LOG = LogManager.getLogger(CaseClock.class);

  private final CaseDesk desk;
  private final CaseMoves moves;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cases").daemon().factory());

  public CaseClock(CaseDesk desk) {
    this.desk = desk;
    this.moves = new CaseMoves(desk);
  }

  public void start() {
    clockwork.scheduleWithFixedDelay(this::tick, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      int moved = moves.moveDue();
      if (moved > 0) {
        LOG.info("event=cases-moved count={}", moved);
      }
      desk.database.write(
          handle -> {
            CaseTries.forget(handle, desk.clock.instant());
            return true;
          });
    } catch (StoreException e) {
      LOG.warn("event=cases-not-moved reason=\"{}\"", e.getMessage()); // a minute later again
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
