package org.hamroh.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Makes a copy every night, and another try each quarter of an hour when it failed. Whether there
/// is one of today the folder itself says, so a machine that was off at night makes it in the
/// morning.
public final class Nightly implements AutoCloseable {

  private static final Duration ROUND = Duration.ofMinutes(15);

  private static final String HEAD = "hamroh-";
  private static final String TAIL = ".backup";
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm");

  private static final Logger LOG = LogManager.getLogger(Nightly.class);

  /// Told when a copy fails, and when one succeeds again.
  public interface Trouble {
    void began(Instant since);

    void over();
  }

  /// Makes one copy.
  @FunctionalInterface
  public interface Work {

    /// @return its bytes
    /// @throws IOException when a disk fails
    long write(Path file, Instant now) throws IOException;
  }

  private final BackupConfig config;
  private final Work work;
  private final Trouble trouble;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("backup").daemon().factory());

  /// @param clock in the site's zone
  public Nightly(BackupConfig config, Work work, Trouble trouble, Clock clock) {
    this.config = config;
    this.work = work;
    this.trouble = trouble;
    this.clock = clock;
  }

  public void start() {
    rounds.scheduleWithFixedDelay(this::round, 1, ROUND.toMinutes(), TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }

  /// Makes a copy when its hour has come and there is none of today.
  ///
  /// @return whether one was made
  boolean round() {
    LocalDateTime now = LocalDateTime.now(clock);
    try {
      if (now.getHour() < config.atHour()
          || newest(config.folder()).filter(day(now)::equals).isPresent()) {
        return false;
      }
      Path file = config.folder().resolve(HEAD + WHEN.format(now) + TAIL);
      long bytes = work.write(file, clock.instant());
      LOG.info("event=backup-made file={} bytes={}", file.getFileName(), bytes);
      trouble.over();
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "event=backup-failed reason=\"{}\" remedy=\"look at {} and its disk\"",
          e.getMessage(),
          config.folder());
      trouble.began(clock.instant());
      return false;
    }
  }

  private static LocalDate day(LocalDateTime now) {
    return now.toLocalDate();
  }

  private static Optional<LocalDate> newest(Path folder) throws IOException {
    return copies(folder).stream().map(Copy::day).max(LocalDate::compareTo);
  }

  private record Copy(Path file, LocalDate day) {}

  private static List<Copy> copies(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(file -> copy(file).stream()).toList();
    }
  }

  private static Optional<Copy> copy(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(HEAD) || !name.endsWith(TAIL)) {
      return Optional.empty();
    }
    try {
      String when = name.substring(HEAD.length(), name.length() - TAIL.length());
      return Optional.of(new Copy(file, LocalDateTime.parse(when, WHEN).toLocalDate()));
    } catch (DateTimeException e) {
      return Optional.empty(); // named by a person, who looks after it
    }
  }

  /// Lets older copies go. The newest stays however old it is: it may be the only one.
  ///
  /// @return how many
  /// @throws IOException when the disk fails
  public int letGo(Instant before) throws IOException {
    LocalDate day = before.atZone(clock.getZone()).toLocalDate();
    Optional<LocalDate> newest = newest(config.folder());
    int gone = 0;
    for (Copy one : copies(config.folder())) {
      if (one.day().isBefore(day) && !newest.equals(Optional.of(one.day()))) {
        Files.delete(one.file());
        gone++;
      }
    }
    return gone;
  }
}
