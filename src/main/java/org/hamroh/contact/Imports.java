package org.hamroh.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.csv.CsvShape;
import org.hamroh.csv.Sheet;
import org.hamroh.csv.WorkbookSheet;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.store.InList;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Long lists of people: uploaded, looked at, changed, then taken one after the other by a worker
/// that goes on after a restart. Files are deleted when they are done with, at the latest after
/// some days.
public final class Imports implements AutoCloseable {

  /// The largest file: a million rows of a hundred letters.
  public static final int MAX_BYTES = 256 * 1024 * 1024;

  /// So many rows are shown before a list is taken.
  static final int SHOWN = 8;

  /// And so many are judged at once, to tell what would happen.
  static final int JUDGED = 5_000;

  private static final int LONGEST_NAME = 120;

  /// Nobody comes back to a list after a day; refused rows are mended within a week.
  private static final Duration WAITS = Duration.ofHours(24);

  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Logger LOG = LogManager.getLogger(Imports.class);

  private final Database database;
  private final RowReader.Site site;
  private final PlaceFinder places = PlaceFinder.ofSource();
  private final ImportFolder folder;
  private final ImportRun run;
  private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);
  private final Thread worker;
  private volatile boolean closing;

  /// @param folder    below the data folder; made when it is not there
  /// @param languages of the site, the first one of [#defaultLanguage]
  public Imports(
      Database database,
      NumberReader numbers,
      List<String> languages,
      String defaultLanguage,
      ZoneId zone,
      Path folder,
      Clock clock) {
    this.database = database;
    this.site = new RowReader.Site(numbers, languages, zone, clock);
    this.folder = new ImportFolder(folder);
    this.run = new ImportRun(database, site, defaultLanguage, places, this.folder);
    this.worker = Thread.ofPlatform().name("contact-import").daemon().unstarted(this::work);
  }

  /// Goes on with what was cut off.
  public Imports start() {
    worker.start();
    return this;
  }

  /// Where lists lie until they are taken.
  public Path folder() {
    return folder.path();
  }

  /// Takes an uploaded file over and guesses how to read it.
  ///
  /// @param by login of whoever sent it
  /// @throws ProblemsException when it is no list
  public ImportJob upload(Path file, String fileName, String by) {
    String name = fileName.strip().isEmpty() ? "list" : fileName.strip();
    String called = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    try {
      long bytes = Files.size(file);
      if (bytes == 0) {
        throw new ProblemsException(
            new Problem(called, 1, "", "is empty", "its first line has to name the columns"));
      }
      ImportPlan plan = guess(called, file);
      Instant now = site.clock().instant();
      long id = database.write(handle -> ImportStore.insert(handle, called, bytes, plan, by, now));
      folder.take(file, id);
      return find(id).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportPlan guess(String name, Path file) throws IOException {
    CsvShape shape = WorkbookSheet.is(file) ? null : CsvShape.of(name, file);
    ImportPlan bare =
        new ImportPlan(
            shape == null ? "" : shape.encoding(),
            shape == null ? "" : String.valueOf(shape.separator()),
            true,
            List.of(),
            "TJ",
            "",
            "",
            "");
    List<Sheet.Row> first = first(name, file, bare, SHOWN);
    if (first.stream().anyMatch(row -> row.cells().size() > Sheet.MAX_COLUMNS)) {
      throw new ProblemsException(
          new Problem(
              name,
              1,
              "",
              "has more than " + Sheet.MAX_COLUMNS + " columns",
              "is it the right file?"));
    }
    return ImportPlan.guess(shape, first, site.numbers());
  }

  private static List<Sheet.Row> first(String name, Path file, ImportPlan plan, int most)
      throws IOException {
    List<Sheet.Row> rows = new ArrayList<>();
    try (Sheet sheet = ImportFolder.open(name, file, plan)) {
      for (Sheet.Row row = sheet.next(); row != null && rows.size() < most; row = sheet.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  public Optional<ImportJob> find(long id) {
    return database.read(handle -> ImportStore.find(handle, id));
  }

  /// The newest first.
  List<ImportJob> newest(int limit) {
    return database.read(handle -> ImportStore.newest(handle, limit));
  }

  /// What the first rows would become.
  ///
  /// @param names  of the columns, as the first row has them; empty when it has none
  /// @param rows   the first few, as they stand
  /// @param judged how many rows the figures are of
  /// @param all    whether those are all rows of the list
  public record Preview(
      List<String> names,
      List<List<String>> rows,
      int width,
      long judged,
      boolean all,
      long added,
      long updated,
      long duplicates,
      long refused,
      List<String> reasons) {}

  /// @throws ProblemsException when the list cannot be read so
  Preview preview(ImportJob job) {
    List<Sheet.Row> rows;
    try {
      rows =
          first(
              job.fileName(),
              folder.list(job.id()),
              job.plan(),
              JUDGED + (job.plan().header() ? 2 : 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> names =
        job.plan().header() && !rows.isEmpty() ? rows.getFirst().cells() : List.of();
    List<Sheet.Row> people =
        job.plan().header() && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows;
    boolean all = people.size() <= JUDGED;
    return judged(job.plan(), names, all ? people : people.subList(0, JUDGED), all);
  }

  private Preview judged(ImportPlan plan, List<String> names, List<Sheet.Row> people, boolean all) {
    RowReader reader = new RowReader(plan, site, places);
    NumberSet seen = new NumberSet();
    List<PhoneNumber> unique = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    long refused = 0;
    for (Sheet.Row row : people) {
      switch (reader.read(row.cells())) {
        case RowReader.Verdict.Taken(var card) -> {
          if (seen.add(card.number())) {
            unique.add(card.number());
          }
        }
        case RowReader.Verdict.Refused(var column, var what, var remedy) -> {
          refused++;
          if (reasons.size() < SHOWN) {
            reasons.add(row.line() + ": " + (column + " " + what).strip() + "; " + remedy);
          }
        }
      }
    }
    long updated = known(unique);
    int width =
        Math.max(
            plan.columns().size(),
            people.stream().limit(SHOWN).mapToInt(row -> row.cells().size()).max().orElse(0));
    return new Preview(
        names,
        people.stream().limit(SHOWN).map(Sheet.Row::cells).toList(),
        width,
        people.size(),
        all,
        unique.size() - updated,
        updated,
        people.size() - refused - unique.size(),
        refused,
        reasons);
  }

  private long known(List<PhoneNumber> numbers) {
    long[] known = {0};
    return database.read(
        handle -> {
          InList.read(
              handle,
              "select number from contact where number in (%s)",
              numbers.stream().map(PhoneNumber::e164).toList(),
              row -> known[0]++);
          return known[0];
        });
  }

  /// Changes how a waiting list is read. Another encoding or separator is tried at once.
  ///
  /// @throws ProblemsException when it cannot be read so, with every mistake
  public void change(ImportJob job, ImportPlan plan) {
    List<String> mistakes = plan.mistakes();
    if (!plan.consentDate().isEmpty() && RowReader.day(plan.consentDate()).isEmpty()) {
      mistakes.add("the day of consent is " + plan.consentDate() + ": write it as 2026-03-31");
    }
    if (!mistakes.isEmpty()) {
      throw new ProblemsException(
          mistakes.stream().map(what -> new Problem(job.fileName(), 0, "", what, "")).toList());
    }
    try {
      first(job.fileName(), folder.list(job.id()), plan, JUDGED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.write(handle -> ImportStore.plan(handle, job.id(), plan, site.clock().instant()));
  }

  /// Lets it be taken.
  ///
  /// @return false when it was not waiting
  public boolean begin(ImportJob job) {
    if (!job.plan().mistakes().isEmpty()) {
      throw new ProblemsException(
          job.plan().mistakes().stream()
              .map(what -> new Problem(job.fileName(), 0, "", what, ""))
              .toList());
    }
    boolean begun = move(job.id(), ImportJob.State.WAITING, ImportJob.State.RUNNING, "");
    wake.offer(true);
    return begun;
  }

  /// Who was taken stays; the rest of the list is not.
  public boolean giveUp(ImportJob job) {
    boolean gone =
        move(job.id(), ImportJob.State.WAITING, ImportJob.State.GIVEN_UP, "")
            || move(job.id(), ImportJob.State.RUNNING, ImportJob.State.GIVEN_UP, "");
    if (gone) {
      folder.delete(folder.list(job.id()));
    }
    return gone;
  }

  private boolean move(long id, ImportJob.State from, ImportJob.State to, String trouble) {
    Instant now = site.clock().instant();
    return database.write(handle -> ImportStore.move(handle, id, from, to, trouble, now));
  }

  /// The refused rows as a CSV to mend, empty when there are none or they are gone.
  public Optional<Path> bad(ImportJob job) {
    Path path = folder.bad(job.id());
    return job.refused() > 0 && Files.exists(path) ? Optional.of(path) : Optional.empty();
  }

  private void work() {
    while (!closing) {
      try {
        Optional<ImportJob> next =
            database.read(handle -> ImportStore.in(handle, ImportJob.State.RUNNING)).stream()
                .findFirst();
        if (next.isPresent()) {
          take(next.get());
        } else {
          sweep();
          wake.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return; // the house closes
      } catch (RuntimeException e) {
        LOG.error("event=import-trouble reason={}", e.getMessage(), e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      wake.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  private void take(ImportJob job) {
    LOG.info("event=import-goes-on import={} from={}", job.id(), job.done());
    try {
      if (!run.run(job, () -> !closing)) {
        return; // the house closes, or it was given up
      }
      ended(job, ImportJob.State.FINISHED, "");
    } catch (ProblemsException e) {
      ended(job, ImportJob.State.FAILED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.warn("event=import-failed import={} reason={}", job.id(), e.getMessage());
      ended(job, ImportJob.State.FAILED, "The file cannot be read any more: send it again.");
    }
  }

  private void ended(ImportJob job, ImportJob.State how, String trouble) {
    move(job.id(), ImportJob.State.RUNNING, how, trouble);
    folder.delete(folder.list(job.id()));
    LOG.info("event=import-ended import={} state={}", job.id(), how.word());
  }

  private void sweep() {
    Instant now = site.clock().instant();
    for (ImportJob job : database.read(handle -> ImportStore.in(handle, ImportJob.State.WAITING))) {
      if (job.changedAt().isBefore(now.minus(WAITS))) {
        giveUp(job);
      }
    }
    folder.sweep(now.minus(KEPT));
  }

  @Override
  public void close() {
    closing = true;
    if (worker.getState() == Thread.State.NEW) {
      return; // never started
    }
    wake.offer(true);
    try {
      worker.join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
