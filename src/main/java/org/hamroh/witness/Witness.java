package org.hamroh.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallEventStore;
import org.hamroh.call.CallId;
import org.hamroh.call.ToldEvent;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.witness.TailedFile.Chunk;
import org.hamroh.witness.TailedFile.Line;
import org.hamroh.witness.TailedFile.Place;
import org.jdbi.v3.core.Handle;

/// Follows the PBX's own files and tells their events to the calls they belong to.
///
/// How far a file has been read is kept in the same transaction as the events that were read, so
/// nothing is lost and nothing is told twice, whenever the server dies; and an event that is read
/// again all the same counts once. Lines that cannot be read are counted and put aside.
public final class Witness implements AutoCloseable {

  /// How long a line waits before it is seen.
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// The queue log names a leg that the channel events do not know yet: Asterisk writes the two at
  /// about the same time, each by a thread of its own. Past this the leg is taken for the call.
  private static final Duration CHANNEL_EVENTS_LATE = Duration.ofSeconds(3);

  /// Enough to see what went wrong.
  private static final long MAX_ASIDE_BYTES = 1_000_000;

  private static final Logger LOG = LogManager.getLogger(Witness.class);

  private final Database database;
  private final TailedFile channelEvents;
  private final TailedFile queueLog;
  private final Path aside;
  private final Clock clock;
  private final PbxTable table = new PbxTable();
  private final CallEventStore calls = new CallEventStore();
  private final ChannelStory channelStory;
  private final NetMessages netMessages;
  private final OwnCalls ownCalls;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("witness").daemon().factory());

  /// @param channelEvents `<data>/asterisk/log/cel-custom/hamroh.csv`
  /// @param queueLog      `<data>/asterisk/log/queue_log`
  /// @param aside         where damaged lines are put; it goes when the PBX's files go
  /// @param staffNumbers  that no caller dials
  /// @param messageLength of a voice message by its id, zero when there is none
  /// @param netMessages   is told when the safety net's answering machine begins to record
  /// @param overheard     told what it acts on
  public Witness(
      Database database,
      Path channelEvents,
      Path queueLog,
      Path aside,
      Clock clock,
      Set<String> staffNumbers,
      Function<String, Duration> messageLength,
      Overheard overheard,
      NetMessages netMessages) {
    this.database = database;
    this.channelEvents = new TailedFile(channelEvents);
    this.queueLog = new TailedFile(queueLog);
    this.aside = aside;
    this.clock = clock;
    this.channelStory = new ChannelStory(table, staffNumbers, messageLength);
    this.netMessages = netMessages;
    this.ownCalls = new OwnCalls(table, overheard);
  }

  /// Reads what was written meanwhile, and from now on follows the files.
  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::catchUpOrWait, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void catchUpOrWait() {
    try {
      catchUp();
    } catch (IOException | StoreException e) {
      // The disk or the store is down: the files keep what they have, the next round reads it.
      LOG.warn("event=witness-waits reason={}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("event=witness-failed", e); // our bug must not end the following
    }
  }

  /// Reads both files to their ends.
  ///
  /// @throws IOException    when a file cannot be read
  /// @throws StoreException when the store is down
  public synchronized void catchUp() throws IOException {
    while (read(channelEvents, this::takeChannelLine)) {
      // on to the next part
    }
    while (read(queueLog, this::takeQueueLine)) {
      // on to the next part
    }
  }

  /// Lines that could not be read, since the store was made.
  public long damagedLines() {
    return database.read(table::damaged);
  }

  /// What a line adds. Empty when the line must wait, and all after it.
  @FunctionalInterface
  private interface Taking {
    Optional<List<ToldEvent>> take(Handle handle, Line line);
  }

  private boolean read(TailedFile file, Taking taking) throws IOException {
    Place place = database.read(handle -> table.place(handle, file.name()));
    Optional<Chunk> found = file.read(place);
    if (found.isEmpty()) {
      return false;
    }
    Chunk chunk = found.get();
    return database.write(handle -> takeAll(handle, file, chunk, taking));
  }

  private boolean takeAll(Handle handle, TailedFile file, Chunk chunk, Taking taking) {
    List<ToldEvent> told = new ArrayList<>();
    Place after = chunk.after();
    int damaged = 0;
    boolean waits = false;
    for (Line line : chunk.lines()) {
      try {
        Optional<List<ToldEvent>> events = taking.take(handle, line);
        if (events.isEmpty()) {
          after = new Place(after.identity(), line.offset());
          waits = true;
          break;
        }
        told.addAll(events.get());
      } catch (DamagedLineException e) {
        damaged++;
        putAside(file, line, e.why());
      }
    }
    calls.append(handle, told);
    table.remember(handle, file.name(), after, damaged);
    return !waits;
  }

  private Optional<List<ToldEvent>> takeChannelLine(Handle handle, Line raw) {
    ChannelLine line = ChannelLine.parse(raw.text());
    List<CallEvent> own = ownCalls.hear(handle, line);
    Optional<CallId> call = channelStory.callOf(handle, line);
    if (call.isEmpty()) {
      return Optional.of(List.of());
    }
    ChannelStory.netMessage(line)
        .ifPresent(
            shown ->
                netMessages.begins(
                    handle,
                    call.get(),
                    line.linkedId() + ChannelStory.NET_MESSAGE,
                    shown,
                    line.at()));
    List<CallEvent> all = new ArrayList<>(own);
    all.addAll(channelStory.events(line));
    return Optional.of(told(call.get(), line.at(), raw, all));
  }

  private Optional<List<ToldEvent>> takeQueueLine(Handle handle, Line raw) {
    QueueLine line = QueueLine.parse(raw.text());
    if (!QueueStory.isAboutACall(line)) {
      return Optional.of(List.of());
    }
    Optional<CallId> call = table.callOf(handle, line.uniqueId());
    if (call.isEmpty() && line.at().plus(CHANNEL_EVENTS_LATE).isAfter(clock.instant())) {
      return Optional.empty();
    }
    CallId known = call.orElseGet(() -> new CallId(line.uniqueId()));
    return Optional.of(told(known, line.at(), raw, QueueStory.events(line)));
  }

  private static List<ToldEvent> told(CallId call, Instant at, Line raw, List<CallEvent> events) {
    return events.stream()
        .map(event -> new ToldEvent(call, at, ToldEvent.Source.PBX, raw.offset(), event))
        .toList();
  }

  /// Not into the log: a line may hold a caller's number.
  private void putAside(TailedFile file, Line line, String why) {
    LOG.warn("event=pbx-line-damaged file={} offset={} line={}", file.name(), line.offset(), why);
    try {
      if (aside.toFile().length() < MAX_ASIDE_BYTES) {
        Files.writeString(
            aside,
            file.name() + ":" + line.offset() + ": " + why + ": " + line.text() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      LOG.warn("event=damaged-line-not-kept reason={}", e.toString());
    }
  }

  /// Stops following. What comes later is read after the next start.
  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("event=witness-still-reading");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
