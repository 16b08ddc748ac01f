package org.hamroh.danger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.store.Database;

/// Sees to it that a call in danger which nobody answers alarms the staff: once a call, thirty
/// seconds after the caller was sent to people, or at once when nobody is there.
///
/// It goes by the calls' events, which come from the server and from the PBX's own files, and keeps
/// nothing itself: a server that was down meanwhile alarms when it is back, and a call that the
/// dialplan's safety net took is seen too. That it alarms once is the alarms' matter.
public final class DangerWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// After a start the PBX's files are read first: an answer may stand there.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

  /// What is older is known to everybody, or the server was away for too long to be of help.
  private static final Duration BACK = Duration.ofDays(1);

  /// Settled calls that are not read again; more than a day brings.
  private static final int MOST_SETTLED = 10_000;

  private static final Logger LOG = LogManager.getLogger(DangerWatch.class);

  private final Database database;
  private final CallRecords calls;
  private final Predicate<CallId> talks;
  private final Alarms alarms;
  private final Clock clock;
  private final Map<CallId, Boolean> settled =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, Boolean> eldest) {
          return size() > MOST_SETTLED;
        }
      };
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("danger").daemon().factory());

  /// @param talks whether this call talks with an operator now, as far as the PBX has told
  public DangerWatch(
      Database database, CallRecords calls, Predicate<CallId> talks, Alarms alarms, Clock clock) {
    this.database = database;
    this.calls = calls;
    this.talks = talks;
    this.alarms = alarms;
    this.clock = clock;
  }

  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::lookOrWait, FIRST_LOOK.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookOrWait() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("event=danger-not-watched", e); // the store is down: again in a second
    }
  }

  /// Alarms for every call that needs it now.
  synchronized void look() {
    Instant now = clock.instant();
    for (CallId call : inDanger(now.minus(BACK))) {
      if (!settled.containsKey(call)) {
        judge(call, now);
      }
    }
  }

  private void judge(CallId call, Instant now) {
    Optional<DangerStory> story = DangerStory.of(calls.events(call));
    if (story.isEmpty() || story.get().answered()) {
      settled.put(call, true);
    } else if (story.get().isAlarming(now) && !talks.test(call)) {
      alarms.raise(AlarmKind.DANGER, call.value(), story.get().since());
      settled.put(call, true);
    }
  }

  private List<CallId> inDanger(Instant from) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct call_id from call_event
                    where type in ('HandedToQueue', 'QueueEntered') and at >= :from
                      and body like '%"queue-danger"%'
                    """)
                .bind("from", from.toEpochMilli())
                .mapTo(String.class)
                .map(CallId::new)
                .list());
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
