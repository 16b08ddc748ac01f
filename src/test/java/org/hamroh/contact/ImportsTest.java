package org.hamroh.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hamroh.store.Database;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Long lists, from the file to the people.
final class ImportsTest {

  @TempDir Path folder;
  private Database database;
  private Imports imports;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("hamroh.db"));
    imports = ImportProcess.over(database, folder);
  }

  @AfterEach
  void close() {
    imports.close();
    database.close();
  }

  @Test
  void aWorkbookIsTakenAndItsRefusedRowsAreMendedAndTaken() throws IOException {
    imports.start();
    byte[] book =
        TestWorkbook.of(
            List.of(
                List.of(
                    "Телефон",
                    "Имя",
                    "Район",
                    "Пол",
                    "Дата рождения",
                    "Патент до",
                    "Дата согласия"),
                List.of("=992900000001", "Мадина", "Рашт", "ж", "@33000", "@46400", "@46112"),
                List.of("8 900 000 00 02", "Иван", "", "м", "=1990", "", ""),
                List.of("=9.929E+11", "Потерян", "", "", "", "", ""),
                List.of("900000001", "Мадина", "", "", "", "", "")));

    ImportJob first = taken(upload("people.xlsx", book));

    assertThat(first.state()).isEqualTo(ImportJob.State.FINISHED);
    assertThat(List.of(first.done(), first.added(), first.duplicates(), first.refused()))
        .containsExactly(4L, 2L, 1L, 1L);
    Contact woman = person("+992900000001");
    assertThat(woman.placeId()).isEqualTo("rasht");
    assertThat(woman.sex()).isEqualTo("f");
    assertThat(woman.birthYear()).contains(1990);
    assertThat(woman.consent().orElseThrow().at()).hasToString("2026-03-31T00:00:00Z");
    assertThat(day(woman.id(), "patent"))
        .isEqualTo(java.time.LocalDate.of(2027, 1, 13).toEpochDay());

    String bad = Files.readString(imports.bad(first).orElseThrow());
    assertThat(bad)
        .startsWith("\ufeffТелефон;Имя;Район;Пол;Дата рождения;Патент до;Дата согласия;reason")
        .contains("9.929E+11;Потерян;;;;;;\"number was rounded by a spreadsheet");
    ImportJob second =
        taken(
            upload(
                "refused.csv",
                bad.replace("9.929E+11", "992900000003").getBytes(StandardCharsets.UTF_8)));

    assertThat(second.added()).isEqualTo(1);
    assertThat(second.refused()).isZero();
    assertThat(person("+992900000003").name()).isEqualTo("Потерян");
    assertThat(folder.resolve("imports").resolve("1.list")).doesNotExist();
  }

  @Test
  void encodingAndSeparatorAreFoundAndMayBeChosen() throws IOException {
    String text = "телефон|имя\n900000001|Рахмон\n";

    for (String encoding : List.of("windows-1251", "UTF-8", "UTF-16LE", "UTF-16BE")) {
      String mark = encoding.startsWith("UTF-16") ? "\ufeff" : "";
      ImportJob job = upload("list.csv", (mark + text).getBytes(Charset.forName(encoding)));

      assertThat(job.plan().encoding()).isEqualTo(encoding.toLowerCase(java.util.Locale.ROOT));
      assertThat(job.plan().separator()).isEqualTo("|");
      assertThat(job.plan().columns()).containsExactly("number", "name");
      assertThat(imports.preview(job).rows()).containsExactly(List.of("900000001", "Рахмон"));
    }
  }

  @Test
  void aPreviewTellsWhatWouldHappenAndTheMappingMayBeChanged() throws IOException {
    ImportJob job =
        upload(
            "list.csv",
            "900000001,wages,Мадина\n900000001,,\n12,,\n".getBytes(StandardCharsets.UTF_8));
    assertThat(job.plan().header()).isFalse();
    assertThat(job.plan().columns()).containsExactly("number", "", "");

    imports.change(
        job,
        new ImportPlan(
            "utf-8",
            ",",
            false,
            List.of("number", "tags", "name"),
            "TJ",
            "paper",
            "2026-01-05",
            "sheet 12"));
    ImportJob changed = imports.find(job.id()).orElseThrow();
    Imports.Preview preview = imports.preview(changed);

    assertThat(preview.judged()).isEqualTo(3);
    assertThat(List.of(preview.added(), preview.duplicates(), preview.refused()))
        .containsExactly(1L, 1L, 1L);
    assertThat(preview.reasons())
        .containsExactly(
            "3: number has 2 digits, too few for +992; correct the number in the list");

    imports.start();
    taken(changed);
    Contact kept = person("+992900000001");
    assertThat(kept.tags()).containsExactly("wages");
    assertThat(kept.consent().orElseThrow().proof()).isEqualTo("sheet 12");
    assertThat(kept.consent().orElseThrow().at()).hasToString("2026-01-05T00:00:00Z");
  }

  @Test
  void aPlanThatCannotBeIsRefusedWithEveryMistake() throws IOException {
    ImportJob job = upload("list.csv", "a,b\nx,y\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> imports.begin(job))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("no column holds the number");
    assertThatThrownBy(
            () ->
                imports.change(
                    job,
                    new ImportPlan(
                        "koi8", ".", true, List.of("number", "number"), "", "", "2026-99-01", "")))
        .hasMessageContaining("2 columns hold the number")
        .hasMessageContaining("koi8")
        .hasMessageContaining("separator")
        .hasMessageContaining("needs the way");
  }

  @Test
  void whatIsNoListIsRefusedAndLeavesNothing() throws IOException {
    assertThatThrownBy(() -> upload("empty.csv", new byte[0])).hasMessageContaining("is empty");
    assertThatThrownBy(() -> upload("bomb.xlsx", new byte[] {'P', 'K', 3, 4, 1, 2, 3}))
        .hasMessageContaining("cannot be opened as a workbook");
    assertThat(imports.newest(10)).isEmpty();
  }

  @Test
  void aJobThatIsKilledGoesOnAndTakesNobodyTwice() throws IOException, InterruptedException {
    int people = 90_000;
    StringBuilder list = new StringBuilder("number;name\n");
    for (int i = 0; i < people; i++) {
      long tail = (long) i * 7_368_787 % 10_000_000;
      list.append(i % 100 == 0 ? "12;Ҳасан\n" : "+99290%07d;Мадина\n".formatted(tail));
    }
    ImportJob job = upload("long.csv", list.toString().getBytes(StandardCharsets.UTF_8));
    imports.begin(job);
    imports.close();
    database.close();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ImportProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process.log").toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () ->
                  Database.examine(
                              folder.resolve("hamroh.db"),
                              handle -> ImportStore.find(handle, job.id()))
                          .orElseThrow()
                          .done()
                      > 1_000);
    } finally {
      process.destroyForcibly().waitFor();
    }
    database = Database.open(folder.resolve("hamroh.db"));
    imports = ImportProcess.over(database, folder);
    ImportJob cut = imports.find(job.id()).orElseThrow();
    Files.writeString(
        folder.resolve("imports").resolve(job.id() + ".bad.csv"),
        "written, and not counted any more",
        java.nio.file.StandardOpenOption.APPEND);
    imports.start();
    ImportJob ended = ended(job.id());

    assertThat(cut.done()).isBetween(1_001L, people - 1L);
    assertThat(ended.done()).isEqualTo(people);
    assertThat(ended.refused()).isEqualTo(people / 100);
    assertThat(ended.added()).isEqualTo(people - people / 100);
    assertThat(ended.updated() + ended.duplicates()).isZero();
    long kept = database.read(handle -> ContactStore.count(handle, ContactFilter.EVERYBODY));
    assertThat(kept).isEqualTo(ended.added());
    try (Stream<String> bad = Files.lines(imports.bad(ended).orElseThrow())) {
      assertThat(bad.filter(line -> line.startsWith("12;Ҳасан;\"number has 2 digits")).count())
          .isEqualTo(people / 100);
    }
  }

  @Test
  void aListThatIsGivenUpIsNotTaken() throws IOException {
    ImportJob job = upload("list.csv", "number\n900000001\n".getBytes(StandardCharsets.UTF_8));

    assertThat(imports.giveUp(job)).isTrue();

    assertThat(imports.begin(job)).isFalse();
    assertThat(folder.resolve("imports").resolve("1.list")).doesNotExist();
  }

  private ImportJob upload(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("upload"), bytes);
    return imports.upload(file, name, "manager");
  }

  private ImportJob taken(ImportJob job) {
    assertThat(imports.begin(job)).isTrue();
    return ended(job.id());
  }

  private ImportJob ended(long id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> imports.find(id).orElseThrow(), job -> job.state() != ImportJob.State.RUNNING);
  }

  private Contact person(String number) {
    List<Contact> all =
        database.read(handle -> ContactStore.page(handle, ContactFilter.EVERYBODY, 0, 100));
    Optional<Contact> found =
        all.stream().filter(one -> one.number().e164().equals(number)).findFirst();
    return found.orElseThrow();
  }

  private long day(long id, String kind) {
    return database.read(
        handle ->
            handle
                .createQuery("select day from contact_date where contact_id = :id and kind = :kind")
                .bind("id", id)
                .bind("kind", kind)
                .mapTo(Long.class)
                .one());
  }
}
