package org.hamroh.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;

/// The journal of all calls. Telling puts an event into a buffer and returns; one thread writes
/// what waits, many at a time. While the store is down events wait in the buffer; when it is full
/// they are dropped and counted, for a caller matters more than a record. Safe for all threads.
public final class CallLog implements CallJournal, AutoCloseable {

  /// Half an hour of a busy hotline: 20 calls at once tell some 10 events a second.
  static final int MAX_WAITING = 20_000;

  /// Events in one transaction.
  private static final int MAX_TOGETHER = 256;

  /// How long events gather before they are written together. Writing each at once would wake
  /// another thread at the very moment in which a caller waits for the next prompt.
  private static final Duration GATHERING = Duration.ofMillis(50);

  /// Between tries while the store is down.
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// How long a stop waits for the store to take the rest.
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LogManager.getLogger(CallLog.class);

  private final Database database;
  private final CallEventStore events = new CallEventStore();
  private final BlockingQueue<ToldEvent> waiting;
  private final AtomicLong ordinal = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  public CallLog(Database database) {
    this(database, MAX_WAITING);
  }

  CallLog(Database database, int maxWaiting) {
    this.database = database;
    this.waiting = new ArrayBlockingQueue<>(maxWaiting);
    this.writer = Thread.ofVirtual().name("call-log").start(this::writeAll);
  }

  @Override
  public void tell(CallId call, Instant at, CallEvent event) {
    ToldEvent told =
        new ToldEvent(call, at, ToldEvent.Source.IVR, ordinal.getAndIncrement(), event);
    if (!waiting.offer(told) && dropped.getAndIncrement() % 1_000 == 0) {
      LOG.error("event=call-events-dropped so-far={}", dropped.get());
    }
  }

  /// Events lost because the store was down for too long.
  public long dropped() {
    return dropped.get();
  }

  /// Events that wait to be written.
  public int waiting() {
    return waiting.size();
  }

  private void writeAll() {
    List<ToldEvent> batch = new ArrayList<>(MAX_TOGETHER);
    try {
      while (!(closing && waiting.isEmpty())) {
        if (waiting.drainTo(batch, MAX_TOGETHER) < MAX_TOGETHER && !closing) {
          Thread.sleep(GATHERING);
        }
        if (!batch.isEmpty()) {
          writeUntilTaken(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      LOG.error("event=call-log-stopped events-lost={}", batch.size() + waiting.size());
    }
  }

  private void writeUntilTaken(List<ToldEvent> batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        database.write(handle -> events.append(handle, batch));
        return;
      } catch (StoreException e) {
        LOG.error("event=call-events-wait events={} reason={}", waiting.size(), e.getMessage());
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  /// Writes what waits, then stops; gives up after a few seconds without a store.
  @Override
  public void close() {
    closing = true;
    try {
      if (!writer.join(LAST_PATIENCE)) {
        writer.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
