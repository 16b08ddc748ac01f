package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.hamroh.BackupWing;
import org.hamroh.Comeback;
import org.hamroh.backup.Backup;
import org.hamroh.backup.BackupKey;
import org.hamroh.config.Secrets;
import org.hamroh.gate.OptOuts;
import org.hamroh.gate.StopLines;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.yaml.ProblemsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies that come back: whole or not at all, for nobody but us, and without those who were
/// erased.
final class ComebackTest {

  /// Bytes that are changed one after the other, all over the file.
  private static final int FLIPS = 40;

  @TempDir private Path folder;
  private ErasureHouse house;
  private Path copies;
  private BackupKey key;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    house = new ErasureHouse(Files.createDirectories(folder.resolve("data")));
    copies = Files.createDirectories(folder.resolve("copies"));
    BackupKey.make(folder.resolve("backup.key"));
    key = BackupKey.read(folder.resolve("backup.key"));
    file = copies.resolve("hamroh-2026-11-22-0300.backup");
    new Backup(house.store(), house.data, key, BackupWing.secretsOf(house.secrets))
        .write(file, house.clock.instant());
  }

  @AfterEach
  void close() {
    house.close();
  }

  /// A machine that was bought today: of the old one there are the secrets and the copies.
  private Path bare() throws IOException {
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Files.copy(
        house.data.resolve("secrets.properties"),
        bare.resolve("secrets.properties"),
        StandardCopyOption.COPY_ATTRIBUTES);
    return bare;
  }

  private int restore(Path from, BackupKey with, Path to, boolean force) throws IOException {
    return Comeback.restore(
        from, with, to.resolve("hamroh.db"), to, Secrets.open(to), force, house.clock);
  }

  private static Map<String, Integer> persons(Path data) throws IOException {
    Map<String, Integer> rows = new TreeMap<>();
    try (Database database = Comeback.openStore(data.resolve("hamroh.db"), data)) {
      for (Map.Entry<String, EveryTableTest.Line> one : EveryTableTest.listed().entrySet()) {
        if (one.getValue().person()) {
          rows.put(
              one.getKey(),
              database.read(
                  handle ->
                      handle
                          .createQuery("select count(*) from " + one.getKey())
                          .mapTo(Integer.class)
                          .one()));
        }
      }
    }
    return rows;
  }

  @Test
  void bareMachineHasEverythingAgainAndNobodyElseCouldReadTheCopy() throws IOException {
    assertThat(Bytes.holding(copies, house.person.marks())).isEmpty();
    Path bare = bare();

    assertThat(restore(file, key, bare, false)).isZero();

    Map<String, Integer> rows = persons(bare);
    assertThat(rows.remove("web_answers")).as("answers of another day").isZero();
    rows.forEach((table, count) -> assertThat(count).as(table).isIn(2, 4));
    assertThat(bare.resolve("attachments/" + house.person.paper + ".sealed"))
        .hasSameBinaryContentAs(
            house.data.resolve("attachments/" + house.person.paper + ".sealed"));
    assertThat(Bytes.holding(bare, house.person.marks())).isNotEmpty();
    assertThat(bare.resolve(".restore")).doesNotExist();
    assertThat(bare.resolve(".restoring")).doesNotExist();
  }

  @Test
  void whoWasErasedSinceThenIsNotInWhatComesBack() throws IOException {
    house.erasures.atTerminal(
        house.finder.byNumber(house.person.number), "written", ErasureHouse.ZARINA);
    Tombstones.join(house.data.resolve(Tombstones.FILE), copies.resolve(Tombstones.FILE));
    Path bare = bare();

    assertThat(restore(file, key, bare, false)).isPositive();

    assertThat(Bytes.holding(bare, house.person.marks())).isEmpty();
    assertThat(Bytes.holding(bare, house.other.marks())).isNotEmpty();
    assertThat(persons(bare).get("case_file")).isEqualTo(2);
    assertThat(Files.readString(bare.resolve(Tombstones.FILE)))
        .as("and stays erased in the next one")
        .contains("erased ");
  }

  @Test
  void storeThatIsThereIsReplacedOnlyByForceAndKeepsItsTombstones() throws IOException {
    house.erasures.atTerminal(
        house.finder.byNumber(house.person.number), "written", ErasureHouse.ZARINA);
    assertThatThrownBy(() -> restore(file, key, house.data, false))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("--force");
    assertThatThrownBy(() -> restore(file, key, house.data, true))
        .as("somebody works with it")
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("stop the server");
    house.stop();

    restore(file, key, house.data, true);

    assertThat(Bytes.holding(house.data, house.person.marks())).isEmpty();
    assertThat(persons(house.data).get("case_file")).isEqualTo(2);
    house.open();
  }

  @Test
  void copyThatWasChangedOrCutOffOrIsAnotherSitesChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random chance = new Random(20261122);
    house.stop();
    byte[] before = Files.readAllBytes(house.store());
    Path bad = folder.resolve("bad.backup");
    for (int i = 0; i < FLIPS; i++) {
      byte[] changed = whole.clone();
      changed[chance.nextInt(changed.length)] ^= (byte) (1 << chance.nextInt(8));
      refuses(bad, changed, key);
    }
    refuses(bad, Arrays.copyOf(whole, whole.length - 1), key);
    refuses(bad, Arrays.copyOf(whole, whole.length / 2), key);
    refuses(bad, new byte[0], key);
    BackupKey.make(folder.resolve("other.key"));
    refuses(bad, whole, BackupKey.read(folder.resolve("other.key")));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    assertThatThrownBy(() -> restore(file, key, elsewhere, false))
        .hasMessageContaining("secrets.properties");

    assertThat(Files.readAllBytes(house.store())).isEqualTo(before);
    assertThat(house.data.resolve(".restore")).doesNotExist();
    assertThat(elsewhere.resolve("hamroh.db")).doesNotExist();
    house.open();
  }

  private void refuses(Path bad, byte[] bytes, BackupKey with) throws IOException {
    Files.write(bad, bytes);
    assertThatThrownBy(() -> restore(bad, with, house.data, true))
        .isInstanceOf(ProblemsException.class)
        .hasMessageContaining("bad.backup");
  }

  /// Two asked for it after the copy was made: one whom the copy knows and who had come back once,
  /// and one whom it has never seen.
  @Test
  void whoHasAskedForNoMoreBroadcastsIsStillSilentAfterARestore() throws IOException {
    PhoneNumber known = house.person.number;
    PhoneNumber unknown = new PhoneNumber("+992900000987");
    byte[] secret = house.secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    Function<PhoneNumber, CallerKey> keys = number -> CallerKey.of(number, secret);
    house.database.write(
        handle -> {
          OptOuts.remove(handle, known);
          return true;
        });
    Path copy = copies.resolve("before.backup");
    new Backup(house.store(), house.data, key, BackupWing.secretsOf(house.secrets))
        .write(copy, house.clock.instant());
    Instant later = house.clock.instant().plusSeconds(60);
    try (StopLines lines = new StopLines(house.database, List.of(house.data, copies), keys)) {
      house.database.write(
          handle -> {
            OptOuts.add(handle, known, "sms", later);
            OptOuts.add(handle, unknown, "call", later);
            return true;
          });
      lines.keep();
      lines.keep();
    }
    Path bare = bare();

    restore(copy, key, bare, false);

    assertThat(Files.readAllLines(copies.resolve(StopLines.FILE)))
        .filteredOn(line -> line.startsWith("stop " + later.toEpochMilli()))
        .as("once each, and no number")
        .hasSize(2)
        .noneMatch(line -> line.contains(unknown.e164().substring(1)));
    try (Database database = Database.open(bare.resolve("hamroh.db"))) {
      for (PhoneNumber number : List.of(known, unknown)) {
        boolean silent =
            database.read(handle -> OptOuts.isSilent(handle, keys.apply(number), number));
        assertThat(silent).as(number.masked()).isTrue();
      }
    }
  }

  @Test
  void textsThatMayHaveLeftAndSessionsThatHaveEndedDoNotComeBack() throws IOException {
    house.database.write(
        handle -> {
          handle.execute("update segment set state = 'queued'");
          return handle.execute(
              "insert into web_sessions (token_hash, id, login, started_at, seen_at, address,"
                  + " browser) values ('h', 'i', 'zarina', 1, 1, '', '')");
        });
    Path later = copies.resolve("later.backup");
    new Backup(house.store(), house.data, key, BackupWing.secretsOf(house.secrets))
        .write(later, house.clock.instant());
    Path bare = bare();

    restore(later, key, bare, false);

    try (Database database = Database.open(bare.resolve("hamroh.db"))) {
      List<String> states =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          "select distinct state from segment union all"
                              + " select 'session' from web_sessions")
                      .mapTo(String.class)
                      .list());
      assertThat(states)
          .as("the start of the server calls them unknown")
          .containsExactly("sending");
    }
    assertThat(new String(Files.readAllBytes(later), StandardCharsets.ISO_8859_1))
        .startsWith("hamroh backup 1\n");
  }
}
