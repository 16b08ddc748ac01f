package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.erasure.ErasureHouse.MALIKA;
import static org.hamroh.erasure.ErasureHouse.ZARINA;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamroh.erasure.Erasures.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody of whom every table knows something is erased: no byte of it is found, and nobody else
/// has lost anything.
final class ErasureTest {

  @TempDir private Path folder;
  private ErasureHouse house;

  @BeforeEach
  void open() throws IOException {
    house = new ErasureHouse(Files.createDirectories(folder.resolve("data")));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Erasure erase(Subject subject) {
    Erasure asked = house.erasures.ask(subject, "written", ZARINA);
    assertThat(house.erasures.confirm(asked.id(), MALIKA)).isInstanceOf(Outcome.Begun.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> house.erasures.find(asked.id()).orElseThrow().state() == Erasure.State.DONE);
    return house.erasures.find(asked.id()).orElseThrow();
  }

  @Test
  void thePersonOfTheTestIsInEveryTableThatHoldsPersons() throws IOException {
    Set<String> persons =
        EveryTableTest.listed().entrySet().stream()
            .filter(one -> one.getValue().person())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));

    Map<String, Integer> rows = house.rows();

    assertThat(persons).allSatisfy(table -> assertThat(rows).as(table).containsKey(table));
    assertThat(persons).allSatisfy(table -> assertThat(rows.get(table)).as(table).isIn(2, 4));
  }

  @Test
  void noByteOfAnErasedPersonIsLeftAndNobodyElseHasLostAnything() throws IOException {
    Map<String, Integer> before = house.rows();
    assertThat(house.found(house.person)).hasSizeGreaterThan(10);
    List<byte[]> names =
        List.of(
            bytes(house.person.caseId),
            bytes(house.person.call),
            bytes(house.person.walkIn),
            bytes(house.person.paper));
    assertThat(Bytes.holding(house.data, names)).hasSize(4);

    Erasure erased = erase(house.finder.byNumber(house.person.number));

    Map<String, Integer> after = house.rows();
    EveryTableTest.listed()
        .forEach(
            (table, line) -> {
              if (line.person()) {
                assertThat(after.get(table)).as(table).isEqualTo(before.get(table) / 2);
              }
            });
    assertThat(house.found(house.person)).isEmpty();
    assertThat(Bytes.holding(house.data, names)).isEmpty();
    assertThat(Bytes.holding(house.data, List.of(bytes(house.person.key.hex()))))
        .as("its key stands in the list of those who are not written to, and nowhere else")
        .allMatch(place -> place.startsWith("hamroh.db"));
    assertThat(erased.counts())
        .containsEntry("cases", 2)
        .containsEntry("records", 2)
        .containsEntry("attachments", 1)
        .containsEntry("texts-sent", 1)
        .containsEntry("texts-received", 1);
    assertThat(house.found(house.other)).isNotEmpty();
    assertThat(house.data.resolve("attachments/" + house.other.paper + ".sealed")).exists();
    assertThat(house.data.resolve("messages/" + house.other.sound + ".wav")).exists();
    String pbx =
        Files.readString(house.data.resolve("asterisk/log/cel-custom/hamroh.csv"))
            + Files.readString(house.data.resolve("asterisk/log/asterisk.log"));
    assertThat(pbx).contains(house.other.number.e164(), "+992xxxxxxxxx", "8xxxxxxxxx");
  }

  @Test
  void theLogOfTheStoreIsEmptyAndTheTrailSaysWhoDidItAndNotToWhom() throws IOException {
    Erasure erased = erase(house.finder.byKey(house.person.key));

    assertThat(Files.size(Path.of(house.store() + "-wal"))).isLessThan(100_000);
    List<String> trail =
        house.database.read(
            handle ->
                handle
                    .createQuery("select who || ' ' || act || ' ' || id || ' ' || why from audit")
                    .mapTo(String.class)
                    .list());
    assertThat(trail)
        .containsExactly(
            "zarina erase " + erased.id() + " asked written",
            "malika erase " + erased.id() + " confirmed");
  }

  @Test
  void whoIsFoundByCaseOrKeyIsErasedWithAllNumbers() throws IOException {
    erase(house.finder.byCase(house.person.caseId).orElseThrow());

    assertThat(house.found(house.person)).isEmpty();
  }

  @Test
  void whoAskedCannotConfirm() {
    Erasure asked =
        house.erasures.ask(house.finder.byNumber(house.person.number), "written", ZARINA);

    assertThat(house.erasures.confirm(asked.id(), ZARINA)).isInstanceOf(Outcome.SamePerson.class);
    assertThat(house.erasures.withdraw(asked.id(), ZARINA)).isTrue();
    assertThat(house.erasures.confirm(asked.id(), MALIKA)).isInstanceOf(Outcome.TooLate.class);
    assertThat(house.erasures.preview(asked.id())).as("names nobody any more").isEmpty();
  }

  @Test
  void holdOnACaseStopsIt() {
    assertThat(house.erasures.holds.set(house.person.caseId, "court", ZARINA)).isTrue();
    Erasure asked =
        house.erasures.ask(house.finder.byNumber(house.person.number), "written", ZARINA);
    Map<String, Integer> before = house.rows();

    Outcome held = house.erasures.confirm(asked.id(), MALIKA);

    assertThat(held).isEqualTo(new Outcome.Held(Set.of(house.person.caseId)));
    assertThat(house.rows().get("case_file")).isEqualTo(before.get("case_file"));
    assertThat(house.erasures.holds.held())
        .extracting(Holds.Hold::reason, Holds.Hold::setBy)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("court", "zarina"));
    assertThat(house.erasures.holds.lift(house.person.caseId, MALIKA)).isTrue();
    assertThat(house.erasures.confirm(asked.id(), MALIKA)).isInstanceOf(Outcome.Begun.class);
  }

  @Test
  void personOnTheLineIsErasedAfterTheCall() {
    house.database.write(
        handle ->
            handle.execute(
                "update call_record set ended_at = null where call_id = ?", house.person.call));
    Erasure asked =
        house.erasures.ask(house.finder.byNumber(house.person.number), "spoken", ZARINA);

    assertThat(house.erasures.confirm(asked.id(), MALIKA)).isInstanceOf(Outcome.OnLine.class);
  }

  @Test
  void olderCopyThatComesBackLosesThePersonAgainAndKeepsWhatCameAfter() throws IOException {
    house.database.compact(Duration.ofSeconds(20));
    house.stop();
    Path older = Files.createDirectories(folder.resolve("older"));
    house.copyTo(older);
    house.open();
    erase(house.finder.byNumber(house.person.number));
    house.stop();
    // Somebody copies the old folder over the new one by hand; the tombstones stay.
    Path tombstones = house.data.resolve(Tombstones.FILE);
    Files.move(tombstones, folder.resolve("kept"));
    try (var below = Files.list(older)) {
      for (Path one : below.filter(Files::isRegularFile).toList()) {
        Files.copy(
            one,
            house.data.resolve(one.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(Path.of(house.store() + "-wal"));
    Files.move(folder.resolve("kept"), tombstones);
    assertThat(house.found(house.person)).as("the copy brings the person back").isNotEmpty();
    house.open();

    int again = house.erasures.catchUp();

    assertThat(again).isPositive();
    assertThat(house.found(house.person)).isEmpty();
    assertThat(house.found(house.other)).isNotEmpty();

    // Whoever calls again after that is a new caller, not an erased one.
    house.database.write(
        handle ->
            handle.execute(
                "insert into caller_memory values (?, 'tg', 'new', 1, 1)", house.person.key.hex()));
    assertThat(house.erasures.catchUp()).isZero();
    assertThat(house.erasures.preview(house.finder.byKey(house.person.key)).counts())
        .containsEntry("remembered", 1);
  }

  @Test
  void lineThatAPowerCutHasCutInHalfHidesNoOther() throws IOException {
    Path file = house.data.resolve(Tombstones.FILE);
    erase(house.finder.byNumber(house.person.number));
    String whole = Files.readString(file);
    Files.writeString(file, whole + "erased 17953", StandardOpenOption.TRUNCATE_EXISTING);

    Tombstones tombstones =
        new Tombstones(
            List.of(house.data),
            house.secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8));
    tombstones.add(List.of(tombstones.ofCase("1234567")), house.clock.instant());

    assertThat(tombstones.all())
        .containsKeys(
            tombstones.ofCaller(house.person.key.hex()),
            tombstones.ofCase(house.person.caseId),
            tombstones.ofCase("1234567"));
    assertThat(whole).doesNotContain(house.person.key.hex(), house.person.caseId, "90000004");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
