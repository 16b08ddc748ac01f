package org.hamroh.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hamroh.phone.NumberReader;
import org.hamroh.store.Database;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of people as they come from unions.
final class ContactImportTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Database database;
  private ContactImport contacts;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    contacts =
        new ContactImport(
            database,
            new NumberReader(),
            List.of("tg", "ru"),
            "tg",
            ZoneId.of("Asia/Dushanbe"),
            NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyRowIsCountedOnceAndBadOnesAreNamedWithLineAndRemedy() {
    ImportReport report =
        take(
            """
        number,name,language,region,tags,consent_date,consent_way,shoe size
        +992900000001,Раҳмон,tg,,women;potential-migrant,2026-03-31,paper,41
        900000002,Мадина,,TJ,,31.03.2026,,
        8 900 000 00 03,Иван,ru,RU,,,,
        9.92E+11,Excel,tg,,,,,
        900000001,,ru,,,,,
        12345,short,tg,,,,,
        900000004,,uz,,,,,
        900000005,,tg,,,2027-01-01,,
        """);

    assertThat(report)
        .isEqualTo(
            new ImportReport(
                8,
                3,
                0,
                1,
                4,
                1,
                List.of("shoe size"),
                List.of(
                    new ImportReport.Row(
                        5,
                        "number",
                        "was rounded by a spreadsheet, its last digits are lost;"
                            + " format the column as text and take the number from its source",
                        "correct the number in the list"),
                    new ImportReport.Row(
                        7, "number", "has 5 digits, too few", "correct the number in the list"),
                    new ImportReport.Row(8, "language", "is uz", "give one of tg, ru"),
                    new ImportReport.Row(
                        9,
                        "consent_date",
                        "is 2027-01-01, no day up to today",
                        "write it as 2026-03-31 or 31.03.2026"))));
    List<Contact> kept = all();
    assertThat(kept)
        .extracting(contact -> contact.number().e164())
        .containsExactly("+992900000001", "+992900000002", "+79000000003");
    assertThat(kept).extracting(Contact::country).containsExactly("TJ", "TJ", "RU");
    assertThat(kept.getFirst().tags()).containsExactlyInAnyOrder("women", "potential-migrant");
    assertThat(kept.getFirst().language()).isEqualTo("ru");
    assertThat(kept.getFirst().name()).isEqualTo("Раҳмон");
    assertThat(kept.getFirst().consent())
        .contains(new Contact.Consent(Instant.parse("2026-03-30T19:00:00Z"), "paper"));
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    String list = "number,name\n+992900000001,Раҳмон\n+992900000002,Мадина\n";
    take(list);
    List<Contact> before = all();

    ImportReport second = take(list);

    assertThat(second.added()).isZero();
    assertThat(second.updated()).isEqualTo(2);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aLaterListAddsToWhatIsKnownAndErasesNothing() {
    take(
        "number,name,place,tags,consent_date,consent_way\n900000001,Раҳмон,Вахш,men,2026-01-01,paper\n");

    take(
        "number,name,language,tags,consent_date,consent_way\n900000001,,ru,teachers,2026-06-01,sms\n");

    Contact contact = all().getFirst();
    assertThat(contact.name()).isEqualTo("Раҳмон");
    assertThat(contact.place()).isEqualTo("Вахш");
    assertThat(contact.language()).isEqualTo("ru");
    assertThat(contact.tags()).containsExactlyInAnyOrder("men", "teachers");
    assertThat(contact.consent().orElseThrow().way()).isEqualTo("paper");
  }

  @Test
  void theWayOfConsentMayBeGivenForTheWholeList() {
    contacts.take(
        "list.csv", "number\n900000001\n".getBytes(StandardCharsets.UTF_8), "paper, Vahdat");

    assertThat(all().getFirst().consent())
        .contains(new Contact.Consent(NOW.instant(), "paper, Vahdat"));
  }

  @Test
  void otherSpreadsheetsAreReadToo() {
    byte[] russian =
        "телефон;имя;язык\r\n900000001;Рахмон;ru\r\n".getBytes(Charset.forName("windows-1251"));
    byte[] excel = "\ufeffрақам\tном\n900000002\tҒайрат\n".getBytes(StandardCharsets.UTF_16LE);

    contacts.take("a.csv", russian, "");
    contacts.take("b.csv", excel, "");

    assertThat(all()).extracting(Contact::name).containsExactly("Рахмон", "Ғайрат");
  }

  @Test
  void aFileWithoutNumbersIsRefusedWhole() {
    assertThatThrownBy(() -> take("name,age\nРаҳмон,30\n"))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("list.csv:1")
        .hasMessageContaining("has no column number, only name, age");
    assertThat(all()).isEmpty();
  }

  @Property(tries = 30)
  void rowsAreAlwaysTheSumOfTheirFates(
      @ForAll @Size(max = 40) List<@IntRange(max = 25) Integer> numbers) throws Exception {
    Path own = java.nio.file.Files.createTempDirectory("contacts");
    try (Database store = Database.open(own.resolve("hamroh.db"))) {
      ContactImport importer =
          new ContactImport(store, new NumberReader(), List.of("tg"), "tg", ZoneOffset.UTC, NOW);
      StringBuilder list = new StringBuilder("number\n");
      for (int number : numbers) {
        list.append(number < 5 ? "12" + number : "9000000" + number).append('\n');
      }

      ImportReport report =
          importer.take("list.csv", list.toString().getBytes(StandardCharsets.UTF_8), "");

      assertThat(report.added() + report.updated() + report.duplicates() + report.refused())
          .isEqualTo(report.rows())
          .isEqualTo(numbers.size());
      long kept = store.read(handle -> ContactStore.count(handle, ContactFilter.EVERYBODY));
      assertThat(kept).isEqualTo(report.added());
    }
  }

  private ImportReport take(String list) {
    return contacts.take("list.csv", list.getBytes(StandardCharsets.UTF_8), "");
  }

  private List<Contact> all() {
    return database.read(handle -> ContactStore.page(handle, ContactFilter.EVERYBODY, 0, 100));
  }
}
