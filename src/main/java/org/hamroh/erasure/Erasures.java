package org.hamroh.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.audit.Act;
import org.hamroh.audit.AuditTrail;
import org.hamroh.audit.Look;
import org.hamroh.store.Database;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// Erases people. One asks, a second confirms; then the intention is in the store, and what follows
/// is done whatever happens to the machine, each step being harmless when it is done again:
///
/// 1. the tombstones, on the disk before anything goes;
/// 2. all rows, in one transaction with the list of files;
/// 3. the files, written over and gone; the PBX's files without the number;
/// 4. what named the person in the intention;
/// 5. the store is written anew and its log cut off, so that no old page holds a word.
///
/// Safe for all threads.
public final class Erasures implements AutoCloseable {

  /// Given to [Seal#ofSite].
  public static final String PURPOSE = "erasures";

  /// Who asked and found nobody to confirm it asks again.
  private static final Duration ASKED_FOR = Duration.ofDays(14);

  /// What could not be finished is tried again: a disk that was full may have room.
  private static final Duration ROUND = Duration.ofMinutes(10);

  private static final String ITSELF = "hamroh";

  /// The reason when somebody came back with a backup.
  private static final String AGAIN = "backup";

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final Logger LOG = LogManager.getLogger(Erasures.class);

  /// What the PBX writes of numbers.
  @FunctionalInterface
  public interface PbxTraces {

    /// Writes over the numbers wherever the PBX has written them down.
    ///
    /// @param numbers in E.164
    /// @throws IOException when the disk fails
    void erase(Set<String> numbers) throws IOException;
  }

  /// Who does it.
  ///
  /// @param from the browser's address
  public record Asker(String login, String from) {}

  /// What would go.
  ///
  /// @param counts by kind
  /// @param held   cases that must stay
  /// @param onLine whether the person talks to us at this moment
  public record Preview(Map<String, Integer> counts, Set<String> held, boolean onLine) {

    public boolean isNothing() {
      return counts.isEmpty();
    }
  }

  /// What came of a confirmation.
  public sealed interface Outcome {
    record Begun(Erasure erasure) implements Outcome {}

    record Nowhere() implements Outcome {}

    /// Somebody else has settled it.
    record TooLate() implements Outcome {}

    /// Whoever asked cannot confirm.
    record SamePerson() implements Outcome {}

    record Held(Set<String> cases) implements Outcome {}

    /// The person is on the line: it would be written down anew behind our back.
    record OnLine() implements Outcome {}
  }

  private final Database database;
  private final Intentions intentions;
  private final Eraser eraser;
  private final Tombstones tombstones;
  private final Finder finder;
  private final AuditTrail trail;
  private final LiveFeed feed;
  private final Clock clock;
  final HoldDesk holds;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("erasures").daemon().factory());

  /// @param data   the data folder
  /// @param secret of this site, at least 24 random bytes
  /// @param feed   told `erasures` when one is further
  /// @param clock  in the site's zone
  public Erasures(
      Database database,
      Path data,
      String secret,
      Tombstones tombstones,
      Finder finder,
      PbxTraces pbx,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.intentions = new Intentions(secret);
    this.tombstones = tombstones;
    this.finder = finder;
    this.eraser =
        new Eraser(database, intentions, tombstones, new Leavings(data), pbx, feed, clock);
    this.trail = new AuditTrail(clock);
    this.holds = new HoldDesk(database, new Holds(secret), trail, clock);
    this.feed = feed;
    this.clock = clock;
  }

  /// The name that a subject is sealed for.
  public static String subjectOf(String id) {
    return "erasure subject " + id;
  }

  /// The name that a list of files is sealed for.
  public static String workOf(String id) {
    return "erasure work " + id;
  }

  /// Counts, and shows nothing.
  public Preview preview(Subject subject) {
    return database.read(handle -> preview(handle, Traces.of(handle, subject)));
  }

  private static Preview preview(Handle handle, Traces of) {
    return new Preview(
        Rows.count(handle, of), Holds.held(handle, of.cases()), isOnLine(handle, of.subject()));
  }

  private static boolean isOnLine(Handle handle, Subject subject) {
    return Ids.count(
            handle,
            "select count(*) from call_record where caller in (<ids>) and ended_at is null",
            subject.keys())
        > 0;
  }

  /// Somebody asks for it; nothing goes yet.
  ///
  /// @param reason one of [Erasure#REASONS]
  public Erasure ask(Subject subject, String reason, Asker asker) {
    String id = newId();
    Erasure asked =
        database.write(
            handle -> {
              insert(handle, id, subject, reason, asker);
              return ErasureStore.find(handle, id).orElseThrow();
            });
    feed.changed("erasures");
    return asked;
  }

  private void insert(Handle handle, String id, Subject subject, String reason, Asker asker) {
    Map<String, Integer> counts = Rows.count(handle, Traces.of(handle, subject));
    ErasureStore.insert(
        handle, id, reason, asker.login(), clock.instant(), intentions.sealed(id, subject), counts);
    note(handle, id, "asked " + reason, asker);
  }

  /// The trail keeps that it was done, by whom and why; never whom it was about.
  private void note(Handle handle, String id, String why, Asker asker) {
    trail.add(handle, new Look(asker.login(), Act.ERASE, "erasure", id, why, asker.from()));
  }

  /// A second person has seen what will go, and confirms it. It is on its way when this returns,
  /// and nothing stops it any more.
  public Outcome confirm(String id, Asker asker) {
    Outcome outcome = database.write(handle -> confirm(handle, id, asker));
    if (outcome instanceof Outcome.Begun) {
      feed.changed("erasures");
      rounds.execute(() -> safely(id));
    }
    return outcome;
  }

  private Outcome confirm(Handle handle, String id, Asker asker) {
    Optional<Erasure> found = ErasureStore.find(handle, id);
    if (found.isEmpty()) {
      return new Outcome.Nowhere();
    }
    if (found.get().state() != Erasure.State.ASKED) {
      return new Outcome.TooLate();
    }
    if (found.get().askedBy().equals(asker.login())) {
      return new Outcome.SamePerson();
    }
    return begin(handle, id, asker);
  }

  private Outcome begin(Handle handle, String id, Asker asker) {
    Traces traces = Traces.of(handle, intentions.subject(handle, id).orElseThrow());
    Set<String> held = Holds.held(handle, traces.cases());
    if (!held.isEmpty()) {
      note(handle, id, "held", asker);
      return new Outcome.Held(held);
    }
    if (isOnLine(handle, traces.subject())) {
      return new Outcome.OnLine();
    }
    ErasureStore.settle(handle, id, Erasure.State.ERASING, asker.login(), clock.instant());
    note(handle, id, "confirmed", asker);
    return new Outcome.Begun(ErasureStore.find(handle, id).orElseThrow());
  }

  /// At the machine's own terminal there is one person, who names themselves; the whole erasure is
  /// done when it returns.
  ///
  /// @throws IOException when a disk fails: it is tried again by the server
  public Outcome atTerminal(Subject subject, String reason, Asker asker) throws IOException {
    String id = newId();
    Outcome outcome =
        database.write(
            handle -> {
              insert(handle, id, subject, reason, asker);
              Outcome begun = begin(handle, id, asker);
              if (!(begun instanceof Outcome.Begun)) {
                ErasureStore.settle(
                    handle, id, Erasure.State.WITHDRAWN, asker.login(), clock.instant());
                ErasureStore.nameless(handle, id, Erasure.State.WITHDRAWN);
              }
              return begun;
            });
    if (!(outcome instanceof Outcome.Begun)) {
      return outcome;
    }
    eraser.finish(id);
    return new Outcome.Begun(find(id).orElseThrow());
  }

  /// @return false when it is settled already
  public boolean withdraw(String id, Asker asker) {
    boolean withdrawn =
        database.write(
            handle -> {
              boolean settled =
                  ErasureStore.settle(
                      handle, id, Erasure.State.WITHDRAWN, asker.login(), clock.instant());
              if (settled) {
                ErasureStore.nameless(handle, id, Erasure.State.WITHDRAWN);
                note(handle, id, "withdrawn", asker);
              }
              return settled;
            });
    if (withdrawn) {
      feed.changed("erasures");
    }
    return withdrawn;
  }

  /// What would go now, of one that is asked for.
  public Optional<Preview> preview(String id) {
    return database.read(
        handle ->
            intentions
                .subject(handle, id)
                .map(subject -> preview(handle, Traces.of(handle, subject))));
  }

  public List<Erasure> all() {
    return database.read(ErasureStore::all);
  }

  public Optional<Erasure> find(String id) {
    return database.read(handle -> ErasureStore.find(handle, id));
  }

  /// Before anything else of the house runs: what a crash has cut off is finished, and whoever was
  /// erased since this store was copied is erased again.
  ///
  /// What a disk or the PBX does not let go of yet is tried again later: the rows are gone by then.
  ///
  /// @return how many people came back with a backup and are gone again
  /// @throws UncheckedIOException when the tombstones cannot be read or written
  public int catchUp() {
    for (String id : database.read(ErasureStore::unfinished)) {
      LOG.warn("event=erasure-resumed id={}", id);
      finishNowOrLater(id);
    }
    return replay();
  }

  private void finishNowOrLater(String id) {
    try {
      eraser.finish(id);
    } catch (IOException e) {
      LOG.error("event=erasure-not-finished id={} reason=\"{}\"", id, e.getMessage());
    }
  }

  private int replay() {
    Map<String, Instant> fresh = tombstones.all();
    database.read(
        handle ->
            fresh
                .entrySet()
                .removeIf(one -> ErasureStore.isMarked(handle, one.getKey(), one.getValue())));
    if (fresh.isEmpty()) {
      return 0;
    }
    Subject subject = finder.byMarks(fresh.keySet(), tombstones);
    if (!subject.isNobody()) {
      Asker itself = new Asker(ITSELF, "");
      String id = newId();
      database.write(
          handle -> {
            insert(handle, id, subject, AGAIN, itself);
            return ErasureStore.settle(handle, id, Erasure.State.ERASING, ITSELF, clock.instant());
          });
      finishNowOrLater(id);
      LOG.warn("event=erased-again id={}", id);
    }
    database.write(
        handle -> {
          fresh.forEach((mark, at) -> ErasureStore.mark(handle, mark, at));
          return true;
        });
    return subject.size();
  }

  /// From now on what could not be finished is tried again.
  public void start() {
    rounds.scheduleWithFixedDelay(
        this::round, ROUND.toMinutes(), ROUND.toMinutes(), TimeUnit.MINUTES);
  }

  private void round() {
    try {
      database.read(ErasureStore::unfinished).forEach(this::safely);
      Instant before = clock.instant().minus(ASKED_FOR);
      database
          .read(handle -> ErasureStore.askedBefore(handle, before))
          .forEach(id -> withdraw(id, new Asker(ITSELF, "")));
    } catch (StoreException e) {
      LOG.warn("event=erasures-not-looked-at reason=\"{}\"", e.getMessage()); // in the next round
    }
  }

  private void safely(String id) {
    try {
      eraser.finish(id);
    } catch (IOException | RuntimeException e) {
      // The intention stands: the next round, or the next start, goes on.
      LOG.error("event=erasure-not-finished id={} reason=\"{}\"", id, e.getMessage());
    }
  }

  /// Cases that go for their age, with nobody's wish.
  ///
  /// @throws IOException when a disk fails
  void eraseCases(Set<String> cases) throws IOException {
    eraser.eraseCases(cases);
  }

  /// Sealed cases that have been closed for some months and will soon go.
  List<OldCases.Due> toReview() {
    Instant now = clock.instant();
    return database.read(handle -> OldCases.toReview(handle, now, clock.getZone()));
  }

  private static String newId() {
    byte[] bytes = new byte[8];
    CHANCE.nextBytes(bytes);
    return "e-" + HexFormat.of().formatHex(bytes);
  }

  /// A step that runs is finished at the next start.
  @Override
  public void close() {
    rounds.shutdown();
    try {
      if (!rounds.awaitTermination(10, TimeUnit.SECONDS)) {
        rounds.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
