package org.hamroh.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteDataSource;

/// The hotline's memory: one SQLite file with one writer.
///
/// Writes queue up for a single platform thread, which commits as many at a time as wait (one sync
/// for all), and answers each only after its commit: what was answered survives a power cut. A
/// write that fails is undone alone. Reads run on a few connections of their own and never wait for
/// the writer. SQLite's native calls pin the thread they run on, so none runs on a virtual thread's
/// carrier: callers wait, platform threads work. What a write's work reads and writes through this
/// class belongs to the same transaction.
public final class Database implements AutoCloseable {

  /// Writes that may wait; past it the caller is told at once that the store is full.
  private static final int MAX_WAITING = 20_000;

  /// Writes that share one commit; past some hundreds the gain is gone (measured 512: +20 %).
  private static final int MAX_TOGETHER = 256;

  /// Readers at once: a 2-core machine gains nothing from more.
  private static final int READERS = 3;

  /// The inner pages of a broadcast's indexes stay at hand; outside of the Java heap.
  private static final int WRITER_CACHE_KIB = 32_000;

  /// 16 MB of log between two checkpoints: pages that change often are copied back less often.
  private static final int CHECKPOINT_PAGES = 4_000;

  /// The longest that a caller waits for its answer; a commit takes milliseconds.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LogManager.getLogger(Database.class);

  /// Work inside a transaction.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T with(Handle handle) throws SQLException;
  }

  private record Write<T extends @Nullable Object>(Work<T> work, CompletableFuture<T> answer) {}

  /// Steps of SQLite's machine between two looks at the clock.
  private static final int STEPS = 10_000;

  private record Compaction(Duration limit, CompletableFuture<Boolean> answer) {}

  private final BlockingQueue<Compaction> compacting = new ArrayBlockingQueue<>(8);
  private final BlockingQueue<Write<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);
  private final java.util.concurrent.ExecutorService readerThreads;
  private final Handle writer;
  private final Thread writerThread;
  private volatile boolean closing;

  private Database(Jdbi jdbi, Jdbi reading) {
    this.writer = jdbi.open();
    writer.execute("pragma secure_delete = true"); // what is erased is written over with zeros
    writer.execute("pragma cache_size = -" + WRITER_CACHE_KIB);
    writer.execute("pragma wal_autocheckpoint = " + CHECKPOINT_PAGES);
    for (int i = 0; i < READERS; i++) {
      Handle reader = reading.open();
      reader.execute("pragma query_only = true");
      readers.add(reader);
    }
    this.readerThreads =
        java.util.concurrent.Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());
    this.writerThread = Thread.ofPlatform().name("store-writer").daemon().start(this::writeLoop);
  }

  /// Opens the file, creating or migrating it first.
  ///
  /// @throws org.hamroh.store.StoreException when the file is damaged, locked or on a full disk
  public static Database open(Path file) {
    String url = "jdbc:sqlite:" + file;
    try {
      Flyway.configure()
          .dataSource(source(url, false))
          .locations("classpath:db/migration")
          .cleanDisabled(true)
          .load()
          .migrate();
      return new Database(discreet(source(url, false)), discreet(source(url, true)));
    } catch (RuntimeException e) {
      throw new StoreException("cannot open the store " + file + ": " + e.getMessage(), e);
    }
  }

  /// Looks into a store as it lies there: nothing is migrated or written, and nothing has a
  /// deadline.
  ///
  /// @throws StoreException when there is no such file or it is no store
  public static <T> T examine(Path file, Work<T> work) {
    if (!java.nio.file.Files.exists(file)) {
      throw new StoreException("there is no store " + file, null);
    }
    try (Handle handle = discreet(source("jdbc:sqlite:" + file, true)).open()) {
      handle.execute("pragma query_only = true");
      return handle.inTransaction(work::with);
    } catch (SQLException | RuntimeException e) {
      throw new StoreException("cannot read the store " + file + ": " + e.getMessage(), e);
    }
  }

  /// Mistakes are told without the values of the statement: a log must not learn them.
  private static Jdbi discreet(SQLiteDataSource source) {
    return Jdbi.create(source)
        .setStatementBuilderFactory(connection -> new KeptStatements())
        .configure(
            StatementExceptions.class,
            told -> told.setMessageRendering(StatementExceptions.MessageRendering.NONE));
  }

  private static SQLiteDataSource source(String url, boolean readOnly) {
    Properties settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL"); // power cuts are normal here
    settings.setProperty("busy_timeout", "5000");
    settings.setProperty("foreign_keys", "true");
    settings.setProperty("transaction_mode", "IMMEDIATE");
    if (readOnly) {
      settings.setProperty("transaction_mode", "DEFERRED");
    }
    SQLiteDataSource source = new SQLiteDataSource(new org.sqlite.SQLiteConfig(settings));
    source.setUrl(url);
    return source;
  }

  /// Queues a write. The answer comes after its commit; it fails with what the work threw.
  public <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (closing) {
      answer.completeExceptionally(new StoreException("the store is closing", null));
    } else if (!waiting.offer(new Write<>(work, answer))) {
      answer.completeExceptionally(
          new StoreException(
              "the store has " + MAX_WAITING + " writes waiting: too slow a disk?", null));
    }
    return answer;
  }

  /// Writes and waits for the commit.
  ///
  /// @throws StoreException when the work fails or the store does not answer in 10 s
  public <T extends @Nullable Object> T write(Work<T> work) {
    if (Thread.currentThread() == writerThread) {
      return within(work);
    }
    return await(submit(work));
  }

  /// Writes the whole file anew and empties its log, so that no page and no gap holds what was
  /// erased. Other writes wait meanwhile: 315 MB with 10,000 cases took 7 s on a busy machine.
  ///
  /// @param limit after which it is given up and nothing has changed
  /// @return false when it took too long or somebody was reading: try again later
  /// @throws StoreException when the store does not answer
  public boolean compact(Duration limit) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    if (closing || !compacting.offer(new Compaction(limit, answer))) {
      return false;
    }
    try {
      return answer.get(limit.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StoreException("the store could not be written anew: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while the store was written anew", e);
    }
  }

  private void compactNow(Compaction wanted) {
    long deadline = System.nanoTime() + wanted.limit().toNanos();
    try {
      Connection connection = writer.getConnection();
      ProgressHandler.setHandler(
          connection,
          STEPS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return System.nanoTime() > deadline ? 1 : 0; // 1 ends the statement
            }
          });
      try {
        writer.execute("vacuum");
      } finally {
        ProgressHandler.clearHandler(connection);
      }
      wanted.answer().complete(cutOffLog());
    } catch (SQLException | RuntimeException e) {
      LOG.warn("event=not-compacted reason={}", e.getMessage());
      wanted.answer().complete(false);
    }
  }

  /// @return false while a reader still needs what lies in the log
  private boolean cutOffLog() {
    return writer
            .createQuery("pragma wal_checkpoint(truncate)")
            .map((row, context) -> row.getInt(1))
            .one()
        == 0;
  }

  /// Reads a consistent picture.
  ///
  /// @throws StoreException when the work fails or the store does not answer in 10 s
  public <T extends @Nullable Object> T read(Work<T> work) {
    if (Thread.currentThread() == writerThread) {
      return within(work);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    readerThreads.execute(
        () -> {
          Handle handle = readers.remove(); // as many handles as threads: one is always there
          try {
            answer.complete(handle.inTransaction(work::with));
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          } finally {
            readers.add(handle);
          }
        });
    return await(answer);
  }

  /// Inside a write's own work: the same transaction, undone alone when it fails.
  private <T extends @Nullable Object> T within(Work<T> work) {
    try {
      Connection connection = writer.getConnection();
      Savepoint before = connection.setSavepoint();
      try {
        T result = work.with(writer);
        connection.releaseSavepoint(before);
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback(before);
        throw e;
      }
    } catch (StoreException known) {
      throw known;
    } catch (SQLException | RuntimeException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof StoreException known) {
        throw known;
      }
      throw new StoreException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new StoreException("the store did not answer in " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the store", e);
    }
  }

  private void writeLoop() {
    List<Write<?>> batch = new ArrayList<>(MAX_TOGETHER);
    while (!(closing && waiting.isEmpty())) {
      try {
        Compaction compact = compacting.poll();
        if (compact != null) {
          compactNow(compact);
        }
        Write<?> first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        waiting.drainTo(batch, MAX_TOGETHER - 1);
        commit(batch);
      } catch (InterruptedException e) {
        break;
      } finally {
        batch.clear();
      }
    }
  }

  private void commit(List<Write<?>> batch) {
    List<Runnable> answers = new ArrayList<>(batch.size());
    try {
      Connection connection = writer.getConnection();
      connection.setAutoCommit(false);
      if (batch.size() == 1) {
        answers.add(runAlone(batch.getFirst()));
      } else {
        for (Write<?> write : batch) {
          answers.add(run(write, connection));
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      LOG.error("event=commit-failed writes={} reason={}", batch.size(), e.getMessage());
      try {
        writer.getConnection().rollback();
        writer.getConnection().setAutoCommit(true);
      } catch (SQLException again) {
        LOG.error("event=rollback-failed reason={}", again.getMessage());
      }
      batch.forEach(write -> write.answer.completeExceptionally(e));
      return;
    }
    answers.forEach(Runnable::run);
  }

  /// Undone with the whole transaction when it fails: no mark is needed to go back to.
  private <T extends @Nullable Object> Runnable runAlone(Write<T> write) throws SQLException {
    try {
      T result = write.work.with(writer);
      return () -> write.answer.complete(result);
    } catch (Throwable e) {
      writer.getConnection().rollback();
      return () -> write.answer.completeExceptionally(e);
    }
  }

  private <T extends @Nullable Object> Runnable run(Write<T> write, Connection connection)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      T result = write.work.with(writer);
      connection.releaseSavepoint(before);
      return () -> write.answer.complete(result);
    } catch (Throwable e) {
      connection.rollback(before);
      return () -> write.answer.completeExceptionally(e);
    }
  }

  /// Finishes the writes that wait, then closes.
  @Override
  public void close() {
    closing = true;
    try {
      writerThread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readerThreads.shutdown();
    readers.forEach(Handle::close);
    writer.close();
  }
}
