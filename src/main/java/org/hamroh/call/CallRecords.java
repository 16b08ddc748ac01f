package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;

/// The record of every call, folded from its events soon after they are told. Which records are
/// behind stands in the table, so a crash between an event and its record loses nothing: the next
/// start folds again.
public final class CallRecords implements AutoCloseable {

  /// How far a record may be behind its events. A call tells an event a second or so; folding each
  /// at once would read every call's events again and again.
  private static final Duration PAUSE = Duration.ofMillis(250);

  /// Records folded before the live feed is told.
  private static final int AT_ONCE = 200;

  private static final Logger LOG = LogManager.getLogger(CallRecords.class);

  private final Database database;
  private final LiveFeed feed;
  private final CallEventStore events = new CallEventStore();
  private final CallRecordStore records = new CallRecordStore();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("call-records").daemon().factory());

  /// @param feed is told `calls` when records changed
  public CallRecords(Database database, LiveFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  /// From now on records follow their events.
  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::refreshOrWait, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refreshOrWait() {
    try {
      refresh();
    } catch (RuntimeException e) {
      // The store is down: the records are behind until it returns, the events wait in their
      // buffer.
      LOG.warn("event=call-records-behind reason={}", e.getMessage());
    }
  }

  /// Folds every record that is behind its events.
  ///
  /// @throws org.hamroh.store.StoreException when the store is down
  public synchronized void refresh() {
    while (true) {
      List<CallId> stale = database.read(handle -> records.stale(handle, AT_ONCE));
      if (stale.isEmpty()) {
        return;
      }
      stale.forEach(this::fold);
      feed.changed("calls");
    }
  }

  /// Makes one record again from its events, stale or not.
  ///
  /// @return the record, empty when there is no such call
  public synchronized Optional<CallRecord> rebuild(CallId call) {
    return fold(call);
  }

  private Optional<CallRecord> fold(CallId call) {
    List<ToldEvent> told = database.read(handle -> events.of(handle, call));
    if (told.isEmpty()) {
      return Optional.empty();
    }
    CallRecord record = CallRecord.of(call, told);
    database.write(
        handle -> {
          records.save(handle, record, told.size());
          return true;
        });
    return Optional.of(record);
  }

  /// One call's record as it stands.
  public Optional<CallRecord> find(String call) {
    return database.read(handle -> records.find(handle, call));
  }

  /// What happened on a call, in order.
  public List<ToldEvent> events(CallId call) {
    return database.read(handle -> events.of(handle, call));
  }

  /// Calls that began before then and whose end nobody has seen.
  public List<CallId> open(Instant startedBefore) {
    return database.read(handle -> records.open(handle, startedBefore));
  }

  /// The last calls, newest first.
  public List<CallRecord> latest(int limit) {
    return list(
        new CallRecordStore.Wanted(
            CallRecordStore.Wanted.EVER,
            CallRecordStore.Wanted.NEVER,
            "",
            "",
            "",
            CallRecordStore.Cursor.BEGINNING,
            limit));
  }

  /// What the calls that began in this time come to.
  ///
  /// @param to the first moment after it
  public CallTotals totals(Instant from, Instant to) {
    return database.read(handle -> records.totals(handle, from, to));
  }

  /// The call of a caller before this one, when it began then or later. By one indexed read.
  public Optional<CallRecord> lastOf(CallerKey caller, CallId now, Instant since) {
    return database.read(handle -> records.lastOf(handle, caller, now, since));
  }

  /// The last calls of a caller, newest first. By one indexed read.
  public List<CallRecord> ofCaller(CallerKey caller, int limit) {
    return database.read(handle -> records.ofCaller(handle, caller, limit));
  }

  /// The calls of a caller but this one, the newest first. By one indexed read.
  public List<CallRecord> earlier(CallerKey caller, CallId now, int limit) {
    return database.read(handle -> records.earlier(handle, caller, now, limit));
  }

  /// How often a caller has called since then, this call with it, counted no further than `most`.
  public int count(CallerKey caller, Instant since, int most) {
    return database.read(handle -> records.count(handle, caller, since, most));
  }

  List<CallRecord> list(CallRecordStore.Wanted wanted) {
    return database.read(handle -> records.list(handle, wanted));
  }

  /// Folds what is behind, then stops.
  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
        refreshOrWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
