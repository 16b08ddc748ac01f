package org.hamroh.witness;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// Closes calls whose end nobody saw: the PBX died in mid-call, or its file was lost. A call is
/// closed only when the PBX answers and does not know it, after everything that the PBX wrote has
/// been read.
public final class StrayCalls implements AutoCloseable {

  /// At the start the PBX may not be reachable yet.
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LogManager.getLogger(StrayCalls.class);

  private final Database database;
  private final Witness witness;
  private final CallRecords records;
  private final Supplier<Optional<Set<CallId>>> alive;
  private final Clock clock;
  private final CallEventStore events = new CallEventStore();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("stray-calls").factory());

  /// @param alive the calls that the PBX has now, by linkedid (AMI: CoreShowChannels); empty when
  ///              it cannot be asked
  public StrayCalls(
      Database database,
      Witness witness,
      CallRecords records,
      Supplier<Optional<Set<CallId>>> alive,
      Clock clock) {
    this.database = database;
    this.witness = witness;
    this.records = records;
    this.alive = alive;
    this.clock = clock;
  }

  /// Looks now, and again every few seconds.
  public void start() {
    clockwork.scheduleWithFixedDelay(this::closeOrWait, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void closeOrWait() {
    try {
      close(clock.instant());
    } catch (IOException | RuntimeException e) {
      LOG.warn("event=stray-calls-wait reason={}", e.toString());
    }
  }

  /// Closes the calls that began before now and are gone.
  ///
  /// @return how many
  /// @throws IOException    when the PBX's files cannot be read
  /// @throws StoreException when the store is down
  public int close(Instant now) throws IOException {
    // The order matters: a call that ends between the question and the reading is read to its end,
    // and one that begins meanwhile is too young.
    Optional<Set<CallId>> known = alive.get();
    if (known.isEmpty()) {
      return 0;
    }
    witness.catchUp();
    records.refresh();
    List<CallId> stray =
        records.open(now).stream().filter(call -> !known.get().contains(call)).toList();
    stray.forEach(this::end);
    if (!stray.isEmpty()) {
      LOG.warn("event=stray-calls-closed calls={}", stray.size());
      records.refresh();
    }
    return stray.size();
  }

  /// Its end is taken to be the last thing that is known of it.
  private void end(CallId call) {
    Instant last = records.events(call).getLast().at();
    ToldEvent end =
        new ToldEvent(call, last, ToldEvent.Source.RECONCILE, 0, new CallEvent.CallEnded());
    database.write(handle -> events.append(handle, List.of(end)));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
