package org.hamroh.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hamroh.contact.AudienceCounts;
import org.hamroh.contact.ContactFilter;
import org.hamroh.contact.ImportJob;
import org.hamroh.contact.Imports;
import org.hamroh.phone.NumberReader;
import org.hamroh.store.Database;

/// How long a long list takes into the contacts, and an audience to be counted.
public final class ContactBench {

  /// The promises.
  public static final Duration LONGEST_IMPORT = Duration.ofSeconds(60);

  public static final int PROMISED_PEOPLE = 674_000;
  public static final Duration LONGEST_COUNT = Duration.ofMillis(300);

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int TIMES = 20;
  private static final long LOOK_MILLIS = 50;
  private static final List<String> NAMES =
      List.of("Раҳмон", "Мадина", "Фирӯз", "Ҷамшед", "Гулнора", "Зайнаб", "Сӯҳроб", "Маҳина");
  private static final List<String> PLACES =
      List.of("Навобод, Рашт", "ноҳияи Рашт", "Худжанд", "Кулоб", "Исфара", "Нуробод", "");
  private static final List<String> TAGS =
      List.of("season", "wages", "women", "potential-migrant", "vacancies", "");

  private final Database database;
  private final Path folder;
  private final PrintWriter out;
  private final Random chance = new Random(20_261_122);

  public ContactBench(Database database, Path folder, PrintWriter out) {
    this.database = database;
    this.folder = folder;
    this.out = out;
  }

  /// @return whether both promises are kept
  public boolean run(int people) throws IOException, InterruptedException {
    Path list = folder.resolve("list.csv");
    write(list, people);
    boolean good = take(list, people);
    for (int i = 0; i < people / 20; i++) { // one in twenty has said stop
      int from = i;
      if (from % 1_000 == 0) {
        database.write(
            handle ->
                handle.execute(
                    "insert into opt_out (number, since, way) select number, ?, 'sms' from contact"
                        + " where id > ? and id <= ? and id % 20 = 0",
                    System.currentTimeMillis(), from * 20L, from * 20L + 20_000));
      }
    }
    return count() && good;
  }

  private void write(Path list, int people) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(list, StandardCharsets.UTF_8)) {
      csv.write("number;name;language;place;sex;birth_year;tags;consent_date;consent_way\n");
      int step = 7_368_787; // coprime to 10 million: every number once, in no order
      for (long i = 0; i < people; i++) {
        long tail = i * step % 10_000_000;
        double where = chance.nextDouble();
        String number =
            where < 0.55
                ? "+99290%07d".formatted(tail)
                : where < 0.93 ? "8 900 %07d".formatted(tail) : "+7 700 %07d".formatted(tail);
        csv.write(
            String.join(
                ";",
                number,
                any(NAMES),
                chance.nextInt(3) == 0 ? "ru" : "tg",
                any(PLACES),
                chance.nextBoolean() ? "f" : "m",
                String.valueOf(1_955 + chance.nextInt(52)),
                any(TAGS),
                chance.nextInt(10) == 0 ? "" : "2026-03-31",
                "paper\n"));
      }
    }
  }

  private String any(List<String> words) {
    return words.get(chance.nextInt(words.size()));
  }

  private boolean take(Path list, int people) throws IOException, InterruptedException {
    long bytes = Files.size(list);
    try (Imports imports =
        new Imports(
            database,
            new NumberReader(),
            List.of("tg", "ru"),
            "tg",
            ZoneId.of("Asia/Dushanbe"),
            folder.resolve("imports"),
            Clock.systemUTC())) {
      imports.start();
      long from = System.nanoTime();
      ImportJob job = imports.upload(list, "list.csv", "bench");
      imports.begin(job);
      double worst = 0;
      long deadline = from + PATIENCE.toNanos();
      while (job.state() != ImportJob.State.FINISHED) {
        if (job.state() == ImportJob.State.FAILED || System.nanoTime() > deadline) {
          throw new BenchFailed("the import stands at " + job);
        }
        Thread.sleep(LOOK_MILLIS);
        long asked = System.nanoTime();
        database.write(handle -> handle.execute("update campaign set asked = asked where id = 0"));
        worst = Math.max(worst, (System.nanoTime() - asked) / 1e6);
        job = imports.find(job.id()).orElseThrow();
      }
      double seconds = (System.nanoTime() - from) / 1e9;
      out.printf(
          "import: %d rows, %.0f MB in %.1f s (%.0f rows/s): %d new, %d refused; another write"
              + " waited %.0f ms at most; heap in use %.0f MB%n",
          job.done(),
          bytes / 1e6,
          seconds,
          job.done() / seconds,
          job.added(),
          job.refused(),
          worst,
          heap());
      return seconds * PROMISED_PEOPLE / people <= LONGEST_IMPORT.toSeconds();
    }
  }

  private boolean count() {
    // Each look is a second later, so that each count reads first what has changed.
    AtomicLong time = new AtomicLong(System.currentTimeMillis());
    AudienceCounts counts =
        new AudienceCounts(database, () -> Instant.ofEpochMilli(time.addAndGet(1_000)));
    long from = System.nanoTime();
    counts.count(ContactFilter.EVERYBODY);
    out.printf("first count, reading all: %.0f ms%n", (System.nanoTime() - from) / 1e6);
    boolean good = true;
    for (Map.Entry<String, ContactFilter> one : filters().entrySet()) {
      double[] took = new double[TIMES];
      AudienceCounts.Count count = counts.count(one.getValue());
      for (int i = 0; i < TIMES; i++) {
        database.write(
            handle ->
                handle.execute(
                    "update contact set changed_at = ? where id = 7", System.currentTimeMillis()));
        long before = System.nanoTime();
        count = counts.count(one.getValue());
        took[i] = (System.nanoTime() - before) / 1e6;
      }
      Arrays.sort(took);
      out.printf(
          "count %-28s median %6.1f ms, longest %6.1f ms: %d fit, %d reachable%n",
          one.getKey(), took[TIMES / 2], took[TIMES - 1], count.fits(), count.reachable());
      good &= took[TIMES / 2] <= LONGEST_COUNT.toMillis();
    }
    out.printf("heap in use %.0f MB%n", heap());
    return good;
  }

  private static Map<String, ContactFilter> filters() {
    Map<String, ContactFilter> filters = new LinkedHashMap<>();
    Set<String> none = Set.of();
    filters.put("everybody", ContactFilter.EVERYBODY);
    filters.put("tg", new ContactFilter(Set.of("tg"), none, none, none));
    filters.put("valley", new ContactFilter(none, none, Set.of("rasht-valley"), none));
    filters.put(
        "wages, women in TJ",
        new ContactFilter(none, Set.of("TJ"), none, Set.of("wages", "women")));
    filters.put(
        "sample of 10,000 women",
        new ContactFilter(
            none,
            none,
            none,
            none,
            Set.of("f"),
            Set.of("18-29", "30-44"),
            null,
            null,
            null,
            none,
            Set.of(),
            null,
            10_000,
            null,
            null));
    filters.put(
        "not got anything in 30 days",
        new ContactFilter(
            none,
            none,
            none,
            none,
            none,
            none,
            null,
            null,
            null,
            Set.of("vacancies"),
            Set.of(),
            30,
            null,
            null,
            null));
    return filters;
  }

  private static double heap() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
