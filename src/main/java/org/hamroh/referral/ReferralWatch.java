package org.hamroh.referral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;

/// Tells a supervisor when a partner is late, and when something was sent without the person's yes.
/// What is due is asked from the tables, so nothing is missed while the server was down; an alarm
/// is raised before it is noted, and raising it twice is raising it once.
public final class ReferralWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Logger LOG = LogManager.getLogger(ReferralWatch.class);

  /// The alarm room's side of it.
  @FunctionalInterface
  public interface Alarm {
    void raise(AlarmKind kind, String about, Instant since);
  }

  private final Database database;
  private final Steps steps;
  private final Alarm alarms;
  private final LiveFeed feed;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("referral-watch").daemon().factory());

  ReferralWatch(Database database, Steps steps, Alarm alarms, LiveFeed feed, Clock clock) {
    this.database = database;
    this.steps = steps;
    this.alarms = alarms;
    this.feed = feed;
    this.clock = clock;
  }

  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    try {
      Instant now = clock.instant();
      for (ReferralId id : database.read(ConsentStore::toAlarm)) {
        alarms.raise(AlarmKind.REFERRAL_UNASKED, id.toString(), now);
        database.write(
            handle -> {
              ConsentStore.alarmed(handle, id, now);
              return true;
            });
      }
      for (Referral one : database.read(handle -> ReferralStore.late(handle, now))) {
        // A referral may be late more than once: with each link's answer, and with its beginning.
        String what = one.state() == ReferralState.ACCEPTED ? "-start" : "";
        String about = one.id() + what + (one.link() > 1 ? "-link" + one.link() : "");
        alarms.raise(AlarmKind.REFERRAL_LATE, about, one.due().orElse(now));
        database.write(
            handle ->
                ReferralStore.find(handle, one.id())
                    .filter(still -> still.isOverdue(now) && still.late().isEmpty())
                    .map(still -> steps.make(handle, still, Step.LATE, "hamroh", "", "")));
        feed.changed("referrals");
      }
    } catch (RuntimeException e) {
      LOG.error("event=referrals-not-watched", e); // in some seconds again
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
