package org.hamroh.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.erasure.Intentions.Work;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.jdbi.v3.core.Handle;

/// Does what [Erasures] has decided, step by step; each is harmless when it is done again.
final class Eraser {

  /// While calls go on, what they tell waits so long for the store and no longer.
  private static final Duration UNDER_CALLS = Duration.ofSeconds(8);

  /// Nobody calls: a store of many years has time.
  private static final Duration AT_REST = Duration.ofMinutes(2);

  private static final Logger LOG = LogManager.getLogger(Eraser.class);

  private final Database database;
  private final Intentions intentions;
  private final Tombstones tombstones;
  private final Leavings files;
  private final Erasures.PbxTraces pbx;
  private final LiveFeed feed;
  private final Clock clock;

  /// @param feed  told `erasures` when one is done
  /// @param clock in the site's zone
  Eraser(
      Database database,
      Intentions intentions,
      Tombstones tombstones,
      Leavings files,
      Erasures.PbxTraces pbx,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.intentions = intentions;
    this.tombstones = tombstones;
    this.files = files;
    this.pbx = pbx;
    this.feed = feed;
    this.clock = clock;
  }

  /// Goes on from wherever it stands.
  ///
  /// @throws IOException when a disk or the PBX does not let go of something: to be tried again
  synchronized void finish(String id) throws IOException {
    Erasure erasure = database.read(handle -> ErasureStore.find(handle, id)).orElseThrow();
    if (erasure.state() == Erasure.State.ERASING) {
      Subject subject = database.read(handle -> intentions.subject(handle, id)).orElseThrow();
      if (database.read(handle -> intentions.work(handle, id)).isEmpty()) {
        rows(id, subject);
      }
      Work work = database.read(handle -> intentions.work(handle, id)).orElseThrow();
      files.erase(work.papers(), work.sounds());
      pbx.erase(database.read(handle -> intentions.subject(handle, id)).orElseThrow().numbers());
      database.write(
          handle -> {
            ErasureStore.nameless(handle, id, Erasure.State.CLEANING);
            return true;
          });
    }
    if (!database.compact(database.read(Eraser::isQuiet) ? AT_REST : UNDER_CALLS)) {
      throw new IOException("the store could not be written anew: it is read or too large");
    }
    database.write(
        handle -> {
          ErasureStore.done(handle, id, clock.instant());
          return true;
        });
    feed.changed("erasures");
    LOG.info("event=erased id={}", id);
  }

  private void rows(String id, Subject subject) {
    Traces before = database.read(handle -> Traces.of(handle, subject));
    Set<String> marks = new LinkedHashSet<>();
    subject.keys().forEach(key -> marks.add(tombstones.ofCaller(key)));
    before.cases().forEach(one -> marks.add(tombstones.ofCase(one)));
    Instant now = clock.instant();
    tombstones.add(marks, now);
    database.write(
        handle -> {
          Traces of = Traces.of(handle, subject);
          Map<String, Integer> counts = new LinkedHashMap<>(Rows.count(handle, of));
          Rows.erase(handle, of, clock.getZone(), now);
          marks.forEach(mark -> ErasureStore.mark(handle, mark, now));
          Work work = new Work(new ArrayList<>(of.attachments()), new ArrayList<>(of.voices()));
          ErasureStore.rowsGone(
              handle, id, intentions.sealed(id, subject), intentions.sealed(id, work), counts);
          return true;
        });
  }

  /// Cases that go for their age, with nobody's wish: their rows in one transaction each, with what
  /// was written down when they were opened, then their files. The tombstones make it true of older
  /// backups, too.
  ///
  /// @throws UncheckedIOException when a disk fails
  void eraseCases(Set<String> cases) throws IOException {
    for (String one : cases) {
      Instant now = clock.instant();
      tombstones.add(List.of(tombstones.ofCase(one)), now);
      List<String> papers =
          database.write(
              handle -> {
                Set<String> ids =
                    Ids.texts(
                        handle,
                        "select id from case_attachment where case_id in (<ids>)",
                        List.of(one));
                Set<String> records = Rows.recordsOnlyOf(handle, List.of(one));
                Rows.cases(handle, List.of(one), clock.getZone());
                Rows.records(handle, records);
                ErasureStore.mark(handle, tombstones.ofCase(one), now);
                return List.copyOf(ids);
              });
      files.erase(papers, List.of());
    }
  }

  private static boolean isQuiet(Handle handle) {
    return handle
        .createQuery("select 1 from call_record where ended_at is null limit 1")
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }
}
