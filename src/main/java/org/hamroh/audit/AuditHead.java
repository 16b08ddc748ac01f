package org.hamroh.audit;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Keeps the end of the chain in mind outside the store, in `<data>/audit-head.properties` and in
/// the log: rows that are cut off at the end leave no gap, and only who remembers the end can tell.
public final class AuditHead implements AutoCloseable {

  /// What an intruder can cut off unseen is at most what was written since.
  private static final Duration ROUND = Duration.ofMinutes(1);

  private static final String FILE = "audit-head.properties";

  private static final Logger LOG = LogManager.getLogger(AuditHead.class);

  /// What the file says.
  ///
  /// @param startSeq the last row that was let go for its age, 0 when none was
  public record Kept(long seq, String hash, long startSeq) {}

  private final Database database;
  private final Path file;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-head").daemon().factory());

  /// @param data the data folder
  public AuditHead(Database database, Path data) {
    this.database = database;
    this.file = data.resolve(FILE);
  }

  /// From now on the end is kept in mind, once a minute and at the end.
  public void start() {
    rounds.scheduleWithFixedDelay(this::round, 0, ROUND.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    round();
  }

  private void round() {
    try {
      keep();
    } catch (StoreException | UncheckedIOException e) {
      LOG.warn("event=audit-head-not-kept reason=\"{}\"", e.getMessage()); // in the next round
    }
  }

  /// Writes the end down when it has moved on. It never goes back: a chain that has lost its end is
  /// told of and left for people.
  synchronized void keep() {
    Optional<Kept> known = read(file);
    Kept now =
        database.read(
            handle -> {
              Link last = AuditStore.last(handle);
              return new Kept(last.seq(), last.hash(), AuditStore.start(handle).seq());
            });
    if (known.filter(kept -> isBroken(kept, now)).isPresent()) {
      LOG.error(
          "event=audit-cut-off known={} there={} remedy=\"run ./hamroh verify\"",
          known.map(Kept::seq).orElse(0L),
          now.seq());
      return;
    }
    if (!known.equals(Optional.of(now))) {
      write(now);
      LOG.info("event=audit-head seq={} hash={}", now.seq(), now.hash());
    }
  }

  private boolean isBroken(Kept kept, Kept now) {
    return kept.seq() > now.seq()
        || database
            .read(handle -> AuditStore.at(handle, kept.seq()))
            .filter(link -> !link.hash().equals(kept.hash()))
            .isPresent();
  }

  /// What is kept in mind in this data folder.
  public static Optional<Kept> of(Path data) {
    return read(data.resolve(FILE));
  }

  private static Optional<Kept> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Properties kept = new Properties();
      kept.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new Kept(
              number(kept.getProperty("seq")),
              kept.getProperty("hash", ""),
              number(kept.getProperty("start"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private void write(Kept kept) {
    Properties lines = new Properties();
    lines.setProperty("seq", Long.toString(kept.seq()));
    lines.setProperty("hash", kept.hash());
    lines.setProperty("start", Long.toString(kept.startSeq()));
    try {
      Path next = file.resolveSibling(FILE + ".new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      StringWriter text = new StringWriter();
      lines.store(
          text, "The end of the audit chain. Keep a copy elsewhere: ./hamroh verify needs it.");
      Files.writeString(next, text.toString());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
