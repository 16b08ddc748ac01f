package org.hamroh.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.KeptLines;
import org.hamroh.store.StoreException;

/// Who has asked for no more broadcasts, as lines beside the store: a copy of the store that comes
/// back is older than some of the stops, and must not write to those people again. A copy of the
/// file lies beside the copies of the store.
///
/// One line each, under the key that stands for the caller:
/// ```
/// stop 1795314088123 5a1e…32 digits
/// ```
/// It follows the store, whichever way a stop came in.
public final class StopLines implements AutoCloseable {

  /// In the data folder, and beside the backups.
  public static final String FILE = "stops.kept";

  /// A stop is lost only when the disk dies this soon after it.
  private static final Duration ROUND = Duration.ofSeconds(5);

  /// Stops that were under way while a copy was made stand in the lines and perhaps not in it.
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private static final Pattern LINE = Pattern.compile("stop ([0-9]{1,18}) ([0-9a-f]{32})");

  private static final Logger LOG = LogManager.getLogger(StopLines.class);

  private final Database database;
  private final List<Path> files;
  private final Function<PhoneNumber, CallerKey> keys;
  private final Set<String> written = new HashSet<>();
  private long seen;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stop-lines").daemon().factory());

  /// @param folders the data folder, and where a copy is kept
  /// @param keys    of this site's callers
  public StopLines(Database database, List<Path> folders, Function<PhoneNumber, CallerKey> keys) {
    this.database = database;
    this.files = folders.stream().map(folder -> folder.resolve(FILE)).toList();
    this.keys = keys;
  }

  /// From now on each stop is written down within seconds.
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
      LOG.warn("event=stops-not-kept reason=\"{}\"", e.getMessage()); // in the next round
    }
  }

  /// Writes down the stops that are new; they survive a power cut when it returns.
  public synchronized void keep() {
    Map<String, Long> stops =
        database.read(
            handle ->
                handle
                    .createQuery("select number, since from opt_out where since >= ?")
                    .bind(0, seen)
                    .setMapKeyColumn("number")
                    .setMapValueColumn("since")
                    .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, Long>>() {}));
    if (stops.isEmpty()) {
      return;
    }
    try {
      if (seen == 0) {
        all(files.getFirst()).forEach((key, at) -> written.add(line(key, at.toEpochMilli())));
      }
      StringBuilder fresh = new StringBuilder();
      stops.forEach(
          (number, since) -> {
            String line = line(keys.apply(new PhoneNumber(number)).hex(), since);
            if (!written.contains(line)) {
              fresh.append(line).append('\n');
            }
          });
      if (!fresh.isEmpty()) {
        KeptLines.append(files.getFirst(), fresh.toString());
        files.stream().skip(1).forEach(copy -> KeptLines.copy(files.getFirst(), copy));
        fresh.toString().lines().forEach(written::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the stops cannot be written", e);
    }
    seen = stops.values().stream().mapToLong(Long::longValue).max().orElse(seen);
  }

  private static String line(String key, long since) {
    return "stop " + since + " " + key;
  }

  /// Brings a copy up to date.
  ///
  /// @throws IOException when a disk fails
  public static void join(Path from, Path into) throws IOException {
    KeptLines.join(from, into, line -> LINE.matcher(line).matches());
  }

  private static Map<String, Instant> all(Path file) throws IOException {
    Map<String, Instant> all = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
          all.merge(
              parts.group(2),
              Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
              (one, other) -> one.isAfter(other) ? one : other);
        }
      }
    }
    return all;
  }

  /// Stops once more whoever has asked for it since a copy was made. Who came back after that must
  /// say so again: a broadcast too few harms nobody.
  ///
  /// @param file of these lines
  /// @param made when the copy was made
  /// @return how many people
  /// @throws IOException when the file cannot be read
  public static int again(
      Database database, Path file, Function<PhoneNumber, CallerKey> keys, Instant made)
      throws IOException {
    Map<String, Instant> stops = all(file);
    stops.values().removeIf(at -> at.isBefore(made.minus(UNDER_WAY)));
    if (stops.isEmpty()) {
      return 0;
    }
    return database.write(
        handle -> {
          handle
              .createQuery("select number from contact union select number from opt_in")
              .mapTo(String.class)
              .list()
              .forEach(
                  known -> {
                    PhoneNumber number = new PhoneNumber(known);
                    Instant at = stops.get(keys.apply(number).hex());
                    if (at != null) {
                      OptOuts.add(handle, number, "restored", at);
                    }
                  });
          stops.forEach(
              (key, at) ->
                  handle.execute(
                      "insert into do_not_send (caller_key, since) values (?, ?)"
                          + " on conflict do nothing",
                      key,
                      at.toEpochMilli()));
          return stops.size();
        });
  }
}
