package org.hamroh.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.jdbi.v3.core.Handle;

/// Who wants no more broadcasts, in a file beside the store and beside its copies: a copy that
/// comes back is older than what people have said since it was made, and nobody is written to
/// again because a disk has failed.
///
/// One line each, with the caller's key and never a number, on the disk a second after it was said:
/// ```
/// stopped 1795314088123 0f3c…hex digits end
/// ```
public final class StopLines implements AutoCloseable {

  /// In the data folder, and beside the backups.
  public static final String FILE = "stopped.lines";

  private static final Pattern LINE = Pattern.compile("stopped ([0-9]{1,18}) ([0-9a-f]{8,64}) end");
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// A clock that was set back, and a copy of the store that is older than the file's beside it.
  private static final Duration OVERLAP = Duration.ofHours(1);

  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final Logger LOG = LogManager.getLogger(StopLines.class);

  private final Database database;
  private final List<Path> files;
  private final byte[] secret;
  private final Set<String> written = new LinkedHashSet<>();
  private Instant newest = Instant.EPOCH;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stop-lines").daemon().factory());

  /// @param folders the data folder, and where a copy is kept
  /// @param secret  of the caller keys
  public StopLines(Database database, List<Path> folders, byte[] secret) {
    this.database = database;
    this.files = folders.stream().map(folder -> folder.resolve(FILE)).toList();
    this.secret = secret.clone();
  }

  /// @throws UncheckedIOException when the file cannot be read
  public void start() {
    recall();
    clockwork.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void recall() {
    try {
      for (String line : linesOf(files.getFirst())) {
        written.add(line);
        newest = later(newest, at(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private void look() {
    try {
      tell();
    } catch (StoreException | UncheckedIOException e) {
      LOG.error("event=stops-not-written", e); // the rows stay: again in a second
    }
  }

  /// Writes what is new; it survives a power cut when it returns.
  ///
  /// @throws UncheckedIOException when the disk fails
  public synchronized void tell() {
    long from = Math.max(0, newest.minus(OVERLAP).toEpochMilli());
    List<String> fresh =
        database.read(handle -> since(handle, from)).stream().filter(written::add).toList();
    if (fresh.isEmpty()) {
      return;
    }
    try {
      append(files.getFirst(), fresh);
    } catch (IOException e) {
      fresh.forEach(written::remove);
      throw new UncheckedIOException(FILE + " cannot be written", e);
    }
    fresh.forEach(line -> newest = later(newest, at(line)));
    files.stream().skip(1).forEach(copy -> copy(files.getFirst(), copy));
  }

  private List<String> since(Handle handle, long from) {
    List<String> lines = new ArrayList<>();
    handle
        .createQuery("select number, since from opt_out where since >= :from order by since")
        .bind("from", from)
        .map(
            (row, context) ->
                line(
                    row.getLong("since"),
                    CallerKey.of(new PhoneNumber(row.getString("number")), secret).hex()))
        .forEach(lines::add);
    handle
        .createQuery("select caller_key, since from do_not_send where since >= :from")
        .bind("from", from)
        .map((row, context) -> line(row.getLong("since"), row.getString("caller_key")))
        .forEach(lines::add);
    return lines;
  }

  /// Stops again, in a copy that comes back, whoever has stopped since it was made. Who came back
  /// by their own word after that has to say so once more: never the other way round.
  ///
  /// @param unpacked the data folder that comes back; it gets the lines that it has not
  /// @param beside   where lines may lie
  /// @return how many were stopped again
  /// @throws IOException when a disk fails
  public static int replay(Database database, Path unpacked, List<Path> beside, byte[] secret)
      throws IOException {
    Path own = unpacked.resolve(FILE);
    Set<String> known = new LinkedHashSet<>(linesOf(own));
    Instant made = known.stream().map(StopLines::at).reduce(Instant.EPOCH, StopLines::later);
    Set<String> all = new LinkedHashSet<>(known);
    for (Path folder : beside) {
      all.addAll(linesOf(folder.resolve(FILE)));
    }
    Map<String, Instant> stops = new HashMap<>();
    all.stream()
        .filter(line -> !known.contains(line) || at(line).isAfter(made.minus(OVERLAP)))
        .forEach(line -> stops.merge(key(line), at(line), StopLines::later));
    database.write(handle -> stop(handle, stops, secret));
    List<String> fresh = all.stream().filter(line -> !known.contains(line)).toList();
    if (!fresh.isEmpty()) {
      append(own, fresh);
    }
    return stops.size();
  }

  private static boolean stop(Handle handle, Map<String, Instant> stops, byte[] secret) {
    if (stops.isEmpty()) {
      return false;
    }
    Map<String, Instant> unknown = new HashMap<>(stops);
    for (String e164 :
        handle
            .createQuery(
                """
                select number from contact union select number from opt_in
                union select number from inbox_thread
                """)
            .mapTo(String.class)
            .list()) {
      PhoneNumber number = new PhoneNumber(e164);
      String key = CallerKey.of(number, secret).hex();
      Instant at = stops.get(key);
      if (at != null) {
        OptOuts.add(handle, number, "restored", at);
        unknown.remove(key);
      }
    }
    // Of the others there is no number here; a list that brings one must not bring broadcasts.
    unknown.forEach(
        (key, at) ->
            handle.execute(
                "insert into do_not_send (caller_key, since) values (?, ?) on conflict do nothing",
                key,
                at.toEpochMilli()));
    return true;
  }

  private static String line(long at, String key) {
    return "stopped " + at + " " + key + " end";
  }

  private static Instant at(String line) {
    return Instant.ofEpochMilli(Long.parseLong(line.split(" ", -1)[1]));
  }

  private static String key(String line) {
    return line.split(" ", -1)[2];
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Half a line after a power cut is none: its row is in the store, and is written anew.
  private static List<String> linesOf(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> LINE.matcher(line).matches())
            .toList()
        : List.of();
  }

  private static void append(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    // A line that a power cut has cut in half must not swallow the next one.
    String text = (Files.exists(file) ? "\n" : "") + String.join("\n", lines) + "\n";
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /// A disk for copies that is not there now gets the whole file with the next copy.
  private static void copy(Path file, Path to) {
    try {
      Path next = to.resolveSibling(FILE + ".new");
      Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
      Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("event=stops-not-copied reason=\"{}\"", e.toString());
    }
  }

  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        clockwork.shutdownNow(); // the next start writes what is missing
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
