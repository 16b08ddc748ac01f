package org.hamroh.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamroh.store.Database;

/// Writes next to nothing twenty times a second, as a call does with each key, and remembers how
/// long each waited for its commit.
final class SmallWrites implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;

  private final Database database;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;

  // Guarded by itself.
  private final List<Double> waits = new ArrayList<>();

  private SmallWrites(Database database) {
    this.database = database;
    this.writer = Thread.ofVirtual().name("bench-small-writes").unstarted(this::run);
  }

  static SmallWrites start(Database database) {
    SmallWrites writes = new SmallWrites(database);
    database.write(
        handle ->
            handle.execute("create table if not exists bench_small (one integer primary key)"));
    writes.writer.start();
    return writes;
  }

  private void run() {
    try {
      do {
        long began = System.nanoTime();
        database.write(handle -> handle.execute("insert into bench_small default values"));
        double millis = (System.nanoTime() - began) / 1e6;
        synchronized (waits) {
          waits.add(millis);
        }
      } while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// @param share 0.95: as long as 95 of 100 waited at most
  /// @return milliseconds
  double waited(double share) {
    synchronized (waits) {
      List<Double> sorted = new ArrayList<>(waits);
      Collections.sort(sorted);
      return sorted.isEmpty()
          ? 0
          : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing.countDown();
    writer.join();
  }
}
