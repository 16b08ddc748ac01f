package org.hamroh.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hamroh.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quick count says what the tables say, after every kind of change.
final class AudienceCountsTest {

  @TempDir Path folder;
  private final AtomicLong time = new AtomicLong(1_763_000_000_000L);
  private final Random chance = new Random(7);
  private Database database;
  private AudienceCounts counts;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    counts = new AudienceCounts(database, () -> Instant.ofEpochMilli(time.addAndGet(1_000)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyFilterIsCountedAsTheTablesCountItAfterEveryChange() {
    people(1, 400);
    same();

    people(401, 700); // new ones
    same();

    database.write(
        handle ->
            handle.execute(
                "update contact set language = 'ru', consent_at = 5, changed_at = ? where id % 7 = 0",
                time.get()));
    same();

    database.write(
        handle ->
            handle.execute(
                "insert into opt_out select number, 9, 'sms' from contact where id % 9 = 0"));
    same();

    database.write(handle -> handle.execute("delete from opt_out where since = 9"));
    same();

    database.write(
        handle ->
            handle.execute("delete from contact_tag where contact_id < 50")
                + handle.execute("delete from contact where id < 50"));
    same();
  }

  private void same() {
    time.addAndGet(61_000); // what is read from the tables is kept for a minute
    for (ContactFilter filter : filters()) {
      AudienceCounts.Count count = counts.count(filter);
      Map<String, Long> heads = database.read(handle -> ContactStore.reachable(handle, filter));

      assertThat(counts.reachable(filter)).as("%s", filter).isEqualTo(heads);
      assertThat(count.reachable())
          .isEqualTo(heads.values().stream().mapToLong(Long::longValue).sum());
      assertThat(count.languages().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(count.reachable());
      if (filter.sample() == null) {
        long fits = database.read(handle -> ContactStore.count(handle, filter));
        assertThat(count.fits()).as("%s", filter).isEqualTo(fits);
        assertThat(count.withoutConsent() + count.stopped() + count.reachable()).isEqualTo(fits);
      }
    }
  }

  private static List<ContactFilter> filters() {
    Set<String> none = Set.of();
    return List.of(
        ContactFilter.EVERYBODY,
        new ContactFilter(Set.of("ru"), Set.of("TJ", "KZ"), none, none),
        new ContactFilter(none, none, Set.of("rasht"), none),
        new ContactFilter(none, none, Set.of("rasht", "a word of a list"), Set.of("a")),
        new ContactFilter(none, none, none, Set.of("a", "nobody has this")),
        new ContactFilter(none, none, none, Set.of("nobody has this")),
        with(Set.of("f"), Set.of("18-29", "60-up"), Set.of("b"), null),
        with(none, none, none, 40),
        with(Set.of("m"), none, none, 100_000));
  }

  private static ContactFilter with(
      Set<String> sexes, Set<String> ages, Set<String> without, @Nullable Integer sample) {
    return new ContactFilter(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        sexes,
        ages,
        Instant.ofEpochMilli(1_000),
        Instant.ofEpochMilli(9_000),
        null,
        without,
        Set.of(),
        null,
        sample,
        Instant.parse("2026-11-22T08:00:00Z"),
        null);
  }

  private void people(int from, int until) {
    database.write(
        handle -> {
          for (int id = from; id <= until; id++) {
            handle.execute(
                "insert into contact (id, number, name, language, country, place, consent_at,"
                    + " consent_way, created_at, changed_at, sex, birth_year, place_id,"
                    + " last_contact_at) values (?, ?, '', ?, ?, ?, ?, '', 0, ?, ?, ?, ?, ?)",
                id,
                "+992900%06d".formatted(id),
                any("tg", "ru"),
                any("TJ", "RU", "KZ"),
                any("", "a word of a list"),
                chance.nextBoolean() ? 1L : null,
                time.get(),
                any("f", "m", ""),
                chance.nextBoolean() ? 1960 + chance.nextInt(50) : null,
                any("", "rasht", "rasht-navobod", "isfara"),
                chance.nextBoolean() ? 1_000L * chance.nextInt(12) : null);
            if (chance.nextBoolean()) {
              handle.execute("insert into contact_tag values (?, ?)", id, any("a", "b", "c"));
            }
          }
          return true;
        });
  }

  private String any(String... words) {
    return words[chance.nextInt(words.length)];
  }
}
