package org.hamroh.casework.contact;

import java.time.Clock;
import java.time.Period;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;

/// Erases what people wrote by hand in contact records when its time is over: names, places and
/// stories are needed while a matter is open. What was chosen from lists stays and is counted.
public final class OldTexts implements AutoCloseable {

  /// Some hours more or less change nothing after a year; a server that is restarted often looks
  /// at each start.
  private static final long ROUND_HOURS = 6;

  /// Erased in one transaction, so that no caller waits for the store meanwhile.
  private static final int AT_ONCE = 500;

  private static final Logger LOG = LogManager.getLogger(OldTexts.class);

  private final Database database;
  private final Period kept;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("old-texts").daemon().factory());

  /// @param kept  after the last change of a record
  /// @param clock in the site's zone
  public OldTexts(Database database, Period kept, Clock clock) {
    this.database = database;
    this.kept = kept;
    this.clock = clock;
  }

  /// From now on texts are erased in time.
  public void start() {
    rounds.scheduleWithFixedDelay(this::round, 0, ROUND_HOURS, TimeUnit.HOURS);
  }

  private void round() {
    try {
      erase();
    } catch (RuntimeException e) {
      LOG.warn("event=old-texts-not-erased reason=\"{}\"", e.getMessage()); // in the next round
    }
  }

  /// @return in how many records, and versions beside one, words were erased
  int erase() {
    long before = clock.instant().atZone(clock.getZone()).minus(kept).toInstant().toEpochMilli();
    int all = 0;
    int some;
    do {
      some = database.write(handle -> TextErasure.olderThan(handle, before, AT_ONCE));
      all += some;
    } while (some > 0 && !Thread.currentThread().isInterrupted());
    if (all > 0) {
      LOG.info("event=old-texts-erased count={}", all);
    }
    return all;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
