package org.hamroh.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.ivr.step.PlayList;
import org.hamroh.say.Kind;
import org.hamroh.store.Database;
import org.hamroh.voice.Sentences;
import org.hamroh.voice.Spoken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What staff keep and callers hear, on a real store.
final class ListsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");

  @TempDir private Path folder;
  private final List<String> prepared = new ArrayList<>();
  private Database database;
  private Lists lists;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    lists = at(NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Lists at(Instant now) {
    Sentences sentences =
        new Sentences() {
          @Override
          public void prepare(String language, String prompt, Map<String, Spoken> values) {
            prepared.add(language + " " + prompt + " " + values.get("profession"));
          }

          @Override
          public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
            return List.of();
          }
        };
    Lists made =
        new Lists(
            database,
            List.of("tg", "ru"),
            sentences,
            list -> list.equals("vacancies") ? Set.of("job-item") : Set.of(),
            Clock.fixed(now, SITE));
    made.start();
    return made;
  }

  private static ListingDraft welder(String region, String country, String validUntil) {
    return new ListingDraft(
        "кафшергар",
        "сварщик",
        "Душанбе",
        "Душанбе",
        region,
        country,
        "3 800",
        "TJS",
        "Корхона, +992 90 000 0101",
        validUntil,
        false);
  }

  private static ListingDraft titled(String tg, String ru) {
    return new ListingDraft(
        tg, ru, "Душанбе", "Душанбе", "", "TJ", "", "TJS", "Корхона", "2026-12-31", false);
  }

  private List<String> ids(Map<String, String> filter) {
    return lists.items("vacancies", "tg", filter).stream().map(Listings.Item::id).toList();
  }

  @Test
  void anItemIsSaidInTheCallersLanguageAndWrittenForAText() {
    lists.add(ListKind.VACANCIES, welder("dushanbe", "TJ", "2026-12-31"), "rustam");

    Listings.Item russian = lists.items("vacancies", "ru", Map.of()).getFirst();
    Listings.Item tajik = lists.items("vacancies", "tg", Map.of()).getFirst();

    assertThat(russian.values())
        .containsEntry("profession", new Spoken.Words("сварщик"))
        .containsEntry("salary", new Spoken.Of(Kind.MONEY_TJS, "3800"))
        .containsOnlyKeys(PlayList.LISTS.get("vacancies"));
    assertThat(russian.written())
        .containsEntry("salary", "3800 сомони")
        .containsEntry("contact", "Корхона, +992 90 000 0101");
    assertThat(tajik.values()).containsEntry("profession", new Spoken.Words("кафшергар"));
    assertThat(tajik.written()).containsEntry("salary", "3800 сомонӣ");
  }

  @Test
  void theLastDayIsStillSaidAndTheNextIsNot() {
    lists.add(ListKind.VACANCIES, welder("", "TJ", "2026-11-23"), "rustam");

    assertThat(ids(Map.of())).hasSize(1);
    lists = at(NOW.plus(Duration.ofDays(1)));
    assertThat(ids(Map.of())).hasSize(1);
    lists = at(NOW.plus(Duration.ofDays(2)));
    assertThat(ids(Map.of())).isEmpty();
    assertThat(lists.all(ListKind.VACANCIES)).hasSize(1);
  }

  @Test
  void workAtHomeComesFirstThenTheNewest() {
    lists.add(ListKind.VACANCIES, welder("", "RU", "2026-12-31"), "rustam");
    lists.add(ListKind.VACANCIES, welder("sughd", "TJ", "2026-12-31"), "rustam");
    lists.add(ListKind.VACANCIES, welder("", "KZ", "2026-12-31"), "rustam");
    lists.add(ListKind.VACANCIES, welder("khatlon", "TJ", "2026-12-31"), "rustam");

    assertThat(ids(Map.of())).containsExactly("4", "2", "3", "1");
    assertThat(ids(Map.of("region", "sughd"))).containsExactly("2");
    assertThat(ids(Map.of("region", "gbao"))).isEmpty();
  }

  @Test
  void nobodyHearsMoreThanThirty() {
    for (int i = 0; i < 35; i++) {
      lists.add(ListKind.VACANCIES, welder("", "TJ", "2026-12-31"), "rustam");
    }

    assertThat(ids(Map.of())).hasSize(30);
  }

  @Test
  void aListThatNobodyKeepsIsEmpty() {
    assertThat(lists.items("weather", "tg", Map.of())).isEmpty();
  }

  @Test
  void whatIsSavedIsMadeSoundAtOnceAndAgainAfterARestart() {
    ListingItem item = lists.add(ListKind.VACANCIES, welder("", "TJ", "2026-12-31"), "rustam");
    assertThat(prepared)
        .containsExactly("tg job-item Words[text=кафшергар]", "ru job-item Words[text=сварщик]");

    lists.change(item.id(), titled("ошпаз", "повар"), "zarina");
    assertThat(prepared).contains("ru job-item Words[text=повар]");

    prepared.clear();
    lists = at(NOW);
    assertThat(prepared).hasSize(2);

    prepared.clear();
    at(NOW.plus(Duration.ofDays(60)));
    assertThat(prepared).isEmpty();
  }

  @Test
  void whatIsChangedOrRemovedIsSoInTheNextCall() {
    long id = lists.add(ListKind.VACANCIES, welder("", "TJ", "2026-12-31"), "rustam").id();

    assertThat(lists.change(id, titled("ошпаз", "повар"), "zarina")).isPresent();
    assertThat(lists.items("vacancies", "ru", Map.of()).getFirst().values())
        .containsEntry("profession", new Spoken.Words("повар"))
        .containsEntry("salary", new Spoken.Words("по договорённости"));

    assertThat(lists.remove(id)).isTrue();
    assertThat(ids(Map.of())).isEmpty();
    assertThat(lists.remove(id)).isFalse();
    assertThat(lists.change(id, titled("ошпаз", "повар"), "zarina")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "повар 2 разряда, unspeakable, 2",
    "Manager, unspeakable, Manager",
    "№ шесть, unspeakable, №",
    "повар/официант, unspeakable, /",
    "мастер в ООО, unspeakable, ООО",
    "ул. Рудаки, unspeakable, ул.",
    "стр работник, unspeakable, стр",
    "кафшергарӣ, letter, ӣ"
  })
  void wordsThatNoVoiceCanSayAreRefused(String russian, String code, String what) {
    ListingFaults faults =
        catchThrowableOfType(
            ListingFaults.class,
            () -> lists.add(ListKind.VACANCIES, titled("ошпаз", russian), "rustam"));

    assertThat(faults.faults()).containsExactly(new ListingFaults.Fault("titleRu", code, what));
    assertThat(ids(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Мастер по ремонту",
    "«Ситора» дар маркази шаҳр",
    "сварщик-монтажник",
    "Бригадир с опытом в г",
  })
  void wholeWordsAreTaken(String words) {
    assertThat(SpeakableWords.fault("titleTg", "tg", words)).isEmpty();
  }

  @Test
  void everyMistakeOfAnItemIsToldAtOnce() {
    ListingDraft draft =
        new ListingDraft(
            "", "повар", "Душанбе", null, "mars", "US", "много", "USD", "", "2025-01-01", null);

    ListingFaults faults =
        catchThrowableOfType(
            ListingFaults.class, () -> lists.add(ListKind.VACANCIES, draft, "rustam"));

    assertThat(faults.faults())
        .extracting(fault -> fault.field() + " " + fault.code())
        .containsExactlyInAnyOrder(
            "titleTg empty",
            "placeRu empty",
            "region unknown",
            "country unknown",
            "salary salary",
            "currency unknown",
            "contact empty",
            "validUntil past");
  }

  @ParameterizedTest
  @CsvSource({"31.12.2026, ''", "2028-01-01, far", "31 декабря, day", "'', empty"})
  void theLastDayIsReadAsPeopleWriteIt(String written, String code) {
    ListingFaults faults =
        catchThrowableOfType(
            ListingFaults.class,
            () -> lists.add(ListKind.VACANCIES, welder("", "TJ", written), "rustam"));

    assertThat(Optional.ofNullable(faults).map(one -> one.faults().getFirst().code()).orElse(""))
        .isEqualTo(code);
  }

  @Test
  void aTableThatWasTakenOutCanBeBroughtInAgain() {
    lists.add(ListKind.VACANCIES, welder("dushanbe", "TJ", "2026-12-31"), "rustam");
    lists.add(ListKind.VACANCIES, titled("ошпаз", "повар"), "rustam");
    ListingTable table = new ListingTable(lists);
    List<ListingItem> before = lists.all(ListKind.VACANCIES);

    byte[] csv = table.of(ListKind.VACANCIES);
    ListingTable.Report report = table.take(ListKind.VACANCIES, "list.csv", csv, "rustam");

    assertThat(report).isEqualTo(new ListingTable.Report(0, 2, List.of()));
    assertThat(lists.all(ListKind.VACANCIES)).isEqualTo(before);
    assertThat(new String(csv, StandardCharsets.UTF_8)).startsWith("\uFEFFid,title_tg,");
  }

  @Test
  void goodRowsOfATableAreTakenAndTheOthersTold() {
    String csv =
        """
        касб;профессия;ҷой;место;музд;тамос;до
        ошпаз;повар;Душанбе;Душанбе;2000;Ошхона;
        """
            .replace(";до\n", ";valid_until\n")
            .replace(
                "Ошхона;\n",
                "Ошхона;31.12.2026\nдӯзанда;швея 5;Хуҷанд;Худжанд;;Фабрика;2026-12-31\n");
    ListingTable table = new ListingTable(lists);

    ListingTable.Report report =
        table.take(ListKind.VACANCIES, "list.csv", csv.getBytes(StandardCharsets.UTF_8), "rustam");

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refused())
        .containsExactly(
            new ListingTable.Refused(
                3, List.of(new ListingFaults.Fault("titleRu", "unspeakable", "5"))));
  }

  @Test
  void theUnionsOfficesComeFromTheDirectoryOnceAndTheNearestIsSaid() {
    OfficesOfDirectory.Report report =
        OfficesOfDirectory.take(
            lists, SourceDirectory.organisations(), SourceDirectory.places(), "rustam");

    assertThat(report.added()).isEqualTo(6);
    assertThat(report.skipped()).isEmpty();
    assertThat(
            OfficesOfDirectory.take(
                    lists, SourceDirectory.organisations(), SourceDirectory.places(), "rustam")
                .added())
        .isZero();
    assertThat(places("sughd")).containsExactly("Худжанд");
    assertThat(places("khatlon")).containsExactlyInAnyOrder("Куляб", "Курган-Тюбе");
    assertThat(places("gbao")).isNotEmpty().containsOnly("Душанбе");
    assertThat(lists.items("offices", "ru", Map.of("region", "sughd")).getFirst().values())
        .containsOnlyKeys(PlayList.LISTS.get("offices"));
  }

  private List<String> places(String region) {
    return lists.items("offices", "ru", Map.of("region", region)).stream()
        .map(item -> item.written().getOrDefault("place", ""))
        .toList();
  }

  @Test
  void theLanguagesOfAnItemAreTheListsOwn() {
    lists.add(ListKind.VACANCIES, welder("", "TJ", LocalDate.of(2026, 12, 31).toString()), "x");

    assertThat(lists.items("vacancies", "uz", Map.of()).getFirst().values())
        .containsEntry("profession", new Spoken.Words("сварщик"));
  }
}
