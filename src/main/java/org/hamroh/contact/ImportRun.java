package org.hamroh.contact;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hamroh.csv.Sheet;
import org.hamroh.directory.PlaceFinder;
import org.hamroh.store.Database;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes one list, piece by piece: the people of a piece and how far the list is are written
/// together, so that a list that was cut off goes on where it was and takes nobody twice.
final class ImportRun {

  /// A list is no longer than this.
  static final long MAX_ROWS = 1_000_000;

  /// People of one write; it grows and shrinks with the time that a write takes.
  private static final int FIRST_PIECE = 500;

  private static final int SMALLEST_PIECE = 50;
  private static final int LARGEST_PIECE = 2_000;

  /// A call may have to wait as long for the store, and no longer.
  private static final Duration LONGEST_WRITE = Duration.ofMillis(50);

  /// Rows that are put in order together: as many as the memory has room for beside its work.
  private static final int STRETCH = 40_000;

  private static final String REASON = "reason";
  private static final char[] MARK = {'\ufeff'};

  private final Database database;
  private final RowReader.Site site;
  private final String defaultLanguage;
  private final PlaceFinder places;
  private final ImportFolder folder;
  private final Clock clock;

  ImportRun(
      Database database,
      RowReader.Site site,
      String defaultLanguage,
      PlaceFinder places,
      ImportFolder folder) {
    this.database = database;
    this.site = site;
    this.defaultLanguage = defaultLanguage;
    this.places = places;
    this.folder = folder;
    this.clock = site.clock();
  }

  /// @param goOn asked before each piece
  /// @return whether the end of the list was reached
  /// @throws ProblemsException when the list cannot be read from some row on
  boolean run(ImportJob job, BooleanSupplier goOn) throws IOException {
    try (Sheet sheet = ImportFolder.open(job.fileName(), folder.list(job.id()), job.plan());
        FileChannel bad =
            FileChannel.open(
                folder.bad(job.id()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return new Going(job, sheet, bad).on(goOn);
    }
  }

  /// A row that was judged.
  ///
  /// @param order   its number; empty for a refused one
  /// @param first   whether its number stood in no row before
  /// @param refused the row with its reason
  private record Item(
      String order, ContactStore.@Nullable Card card, boolean first, List<String> refused) {}

  /// One list on its way.
  private final class Going {
    private final ImportJob job;
    private final Sheet sheet;
    private final FileChannel bad;
    private final RowReader reader;
    private final NumberSet seen = new NumberSet();
    private List<String> header = List.of();
    private long badBytes;
    private int size = FIRST_PIECE;
    private int width;

    Going(ImportJob job, Sheet sheet, FileChannel bad) throws IOException {
      this.job = job;
      this.sheet = sheet;
      this.bad = bad;
      this.reader = new RowReader(job.plan(), site, places);
      this.badBytes = job.badBytes();
      bad.truncate(badBytes).position(badBytes); // what was written after the last commit
    }

    boolean on(BooleanSupplier goOn) throws IOException {
      if (job.plan().header()) {
        Sheet.Row first = sheet.next();
        header = first == null ? List.of() : first.cells();
      }
      width = Math.max(job.plan().columns().size(), header.size());
      if (!header.isEmpty() && header.getLast().strip().equalsIgnoreCase(REASON)) {
        width = header.size() - 1; // a list that was mended: its reasons are old
      }
      long done = job.done() / STRETCH * STRETCH;
      again(done);
      int from = Math.toIntExact(job.done() - done);
      while (goOn.getAsBoolean()) {
        List<Item> stretch = stretch();
        done += stretch.size();
        if (done > MAX_ROWS) {
          throw new ProblemsException(
              new Problem(
                  job.fileName(), 0, "", "has more than " + MAX_ROWS + " rows", "split it"));
        }
        while (from < stretch.size() && goOn.getAsBoolean()) {
          List<Item> some = stretch.subList(from, Math.min(stretch.size(), from + size));
          if (!piece(some)) {
            return false; // given up meanwhile
          }
          from += some.size();
        }
        if (from >= stretch.size() && stretch.size() < STRETCH) {
          return true;
        }
        from = 0;
      }
      return false;
    }

    /// Rows that were done before a restart: only which numbers stood in them.
    private void again(long rows) {
      for (long i = 0; i < rows; i++) {
        Sheet.Row row = sheet.next();
        if (row != null && reader.read(row.cells()) instanceof RowReader.Verdict.Taken(var card)) {
          seen.add(card.number());
        }
      }
    }

    /// The next rows, judged; those that are refused first, then the others by their numbers, so
    /// that rows which are neighbours in the index are written together. It is always the same
    /// order, so a row that was done is known by its place.
    private List<Item> stretch() {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < STRETCH; i++) {
        Sheet.Row row = sheet.next();
        if (row == null) {
          break;
        }
        items.add(
            switch (reader.read(row.cells())) {
              case RowReader.Verdict.Taken(var card) ->
                  new Item(card.number().e164(), card, seen.add(card.number()), List.of());
              case RowReader.Verdict.Refused(var column, var what, var remedy) ->
                  new Item("", null, false, mendable(row, column, what, remedy));
            });
      }
      items.sort(Comparator.comparing(Item::order));
      return items;
    }

    private boolean piece(List<Item> items) throws IOException {
      List<ContactStore.Card> cards = new ArrayList<>(items.size());
      List<Boolean> first = new ArrayList<>(items.size());
      List<List<String>> refused = new ArrayList<>();
      long withoutConsent = 0;
      for (Item item : items) {
        if (item.card == null) {
          refused.add(item.refused);
          continue;
        }
        cards.add(item.card);
        first.add(item.first);
        withoutConsent += item.first && item.card.consent().isEmpty() ? 1 : 0;
      }
      write(refused);
      long people = withoutConsent;
      long[] took = {0};
      boolean running =
          database.write(handle -> keep(handle, cards, first, refused.size(), people, took));
      pace(took[0]);
      return running;
    }

    private boolean keep(
        Handle handle,
        List<ContactStore.Card> cards,
        List<Boolean> first,
        int refused,
        long withoutConsent,
        long[] took)
        throws SQLException {
      long from = System.nanoTime();
      boolean running =
          ImportStore.find(handle, job.id())
              .filter(now -> now.state() == ImportJob.State.RUNNING)
              .isPresent();
      if (!running) {
        return false; // given up: this piece is not taken
      }
      boolean[] isNew = ContactBulk.save(handle, cards, defaultLanguage, clock.instant());
      long added = 0;
      long duplicates = 0;
      for (int i = 0; i < isNew.length; i++) {
        added += isNew[i] ? 1 : 0;
        duplicates += !isNew[i] && !first.get(i) ? 1 : 0;
      }
      ImportJob.Piece piece =
          new ImportJob.Piece(
              cards.size() + refused,
              added,
              cards.size() - added - duplicates,
              duplicates,
              refused,
              withoutConsent,
              badBytes);
      ImportStore.did(handle, job.id(), piece, clock.instant());
      took[0] = System.nanoTime() - from;
      return true;
    }

    private void pace(long nanos) {
      if (nanos > LONGEST_WRITE.toNanos()) {
        size = Math.max(SMALLEST_PIECE, size / 2);
      } else if (nanos < LONGEST_WRITE.toNanos() / 2) {
        size = Math.min(LARGEST_PIECE, size + size / 4);
      }
    }

    /// The row as it stood, and why it was refused.
    private List<String> mendable(Sheet.Row row, String column, String what, String remedy) {
      List<String> cells =
          new ArrayList<>(row.cells().subList(0, Math.min(width, row.cells().size())));
      while (cells.size() < width) {
        cells.add("");
      }
      cells.add((column.isEmpty() ? "" : column + " ") + what + "; " + remedy);
      return cells;
    }

    private void write(List<List<String>> refused) throws IOException {
      if (refused.isEmpty()) {
        return;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStreamWriter text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().fieldSeparator(separator()).build(text)) {
        if (badBytes == 0) {
          text.write(MARK); // or Excel takes it for another encoding
          csv.writeRecord(names());
        }
        refused.forEach(csv::writeRecord);
      }
      ByteBuffer out = ByteBuffer.wrap(bytes.toByteArray());
      while (out.hasRemaining()) {
        badBytes += bad.write(out);
      }
      bad.force(false); // before the count of it is
    }

    private char separator() {
      return job.plan().shape().map(shape -> shape.separator()).orElse(';');
    }

    /// The list's own names, or our words where it had none.
    private List<String> names() {
      List<String> names = new ArrayList<>(header.isEmpty() ? job.plan().columns() : header);
      while (names.size() < width) {
        names.add("");
      }
      names = new ArrayList<>(names.subList(0, width));
      names.add(REASON);
      return names;
    }
  }
}
