package org.hamroh.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseDesk;
import org.hamroh.cases.CaseFile;
import org.hamroh.cases.CaseGraphReader;
import org.hamroh.cases.CaseNeighbours;
import org.hamroh.cases.CaseNotes;
import org.hamroh.cases.CaseSearch;
import org.hamroh.cases.Staff;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;

/// How long a search among many cases takes: their words lie sealed, so it is not one statement.
public final class CaseBench {

  /// The promise.
  public static final Duration LONGEST = Duration.ofMillis(300);

  private static final CaseDesk.Asker LEAD = new CaseDesk.Asker("lead", "");
  private static final int AT_ONCE = 32;
  private static final int WORDS_OF_NOTE = 60;

  private static final List<String> FIRST =
      List.of("Фирӯз", "Ҷамшед", "Гулнора", "Қаҳрамон", "Ҳасан", "Маҳина", "Сӯҳроб", "Зайнаб");
  private static final List<String> LAST =
      List.of("Ҷӯраев", "Каримов", "Назаров", "Ғафуров", "Раҳимов", "Шарипов", "Ҳакимова");
  private static final List<String> PLACES =
      List.of("Ғарм", "Кӯлоб", "Хуҷанд", "Рашт", "Исфара", "Қӯрғонтеппа", "Навобод");

  private final Database database;
  private final CaseDesk desk;
  private final CaseNotes notes;
  private final Random chance = new Random(20_261_122);

  /// @param home the checkout
  public CaseBench(Database database, Path home) {
    this.database = database;
    this.desk =
        new CaseDesk(
            database,
            CaseGraphReader.read(home),
            "a key of 32 letters for benching",
            new AuditTrail(Clock.systemUTC()),
            new Everybody(),
            topic -> true,
            place -> "",
            topic -> {},
            CaseNeighbours.NONE,
            Clock.systemUTC());
    this.notes = new CaseNotes(desk);
  }

  private record Everybody() implements Staff {

    @Override
    public boolean worksOnCases(Handle handle, String login) {
      return true;
    }

    @Override
    public boolean leads(Handle handle, String login) {
      return login.equals(LEAD.login());
    }

    @Override
    public List<String> caseWorkers(Handle handle) {
      return List.of("lead");
    }
  }

  /// Opens so many cases with a note each, as twenty operators would have.
  public void fill(int cases) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < cases; i++) {
        String name = pick(FIRST) + " " + pick(LAST);
        String place = pick(PLACES);
        String note = note(i);
        String once = "bench-%08d".formatted(i);
        CaseDesk.Asker by = new CaseDesk.Asker("op" + i % 20, "");
        all.add(threads.submit(() -> open(once, name, place, note, by)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case could not be opened", e.getCause());
    }
  }

  private void open(String once, String name, String place, String note, CaseDesk.Asker by) {
    CaseFile file =
        desk.open(
                new CaseDesk.NewCase(
                    once, null, "", "passport-taken", false, new CaseFile.About(name, place)),
                by)
            .orElseThrow()
            .file();
    notes.add(file.id(), new CaseNotes.Writing("incident", null, note), by);
  }

  private String pick(List<String> some) {
    return some.get(chance.nextInt(some.size()));
  }

  /// Most words are in many notes, some in a few, and one in this one only.
  private String note(int number) {
    StringBuilder text = new StringBuilder("шиноснома сардор ");
    for (int i = 0; i < WORDS_OF_NOTE; i++) {
      double skewed = chance.nextDouble() * chance.nextDouble();
      text.append(invented((int) (skewed * 5_000))).append(' ');
    }
    return text.append("ягона").append(number).toString();
  }

  private static String invented(int number) {
    List<String> parts = List.of("ба", "го", "ди", "зу", "ка", "ло", "ми", "ну", "па", "ро");
    StringBuilder word = new StringBuilder();
    for (int rest = number + 1_000; rest > 0; rest /= 10) {
      word.append(parts.get(rest % 10));
    }
    return word.toString();
  }

  /// Searches of every kind, and their times.
  ///
  /// @return whether 95 of a hundred took less than was promised
  public boolean run(int times, PrintWriter out) {
    CaseSearch search = new CaseSearch(desk);
    List<String> queries =
        List.of(
            "шиноснома", // in every case
            "Juraev",
            "кахрамон кулоб",
            "ягона",
            "ягона4242",
            "нест нест2", // nowhere
            "пар",
            invented(17),
            invented(4_900));
    boolean kept = true;
    out.println(Times.header());
    for (CaseDesk.Asker asker : List.of(LEAD, new CaseDesk.Asker("op7", ""))) {
      for (String query : queries) {
        Times all = new Times();
        search.find(query, asker);
        for (int i = 0; i < times; i++) {
          long before = System.nanoTime();
          search.find(query, asker);
          all.add(Duration.ofNanos(System.nanoTime() - before));
        }
        out.println(all.line(asker.login() + " " + query));
        kept &= all.percentile(0.95).orElse(Duration.ZERO).compareTo(LONGEST) <= 0;
      }
    }
    out.flush();
    return kept;
  }

  /// Rows of the index, to know what it costs.
  public long words() {
    return database.read(
        handle -> handle.createQuery("select count(*) from case_word").mapTo(Long.class).one());
  }
}
