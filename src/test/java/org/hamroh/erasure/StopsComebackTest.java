package org.hamroh.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies that come back write to nobody who has asked for peace since they were made.
final class StopsComebackTest {

  private static final PhoneNumber STRANGER = new PhoneNumber("+992900000944");

  @TempDir private Path folder;
  private ErasureHouse house;
  private Path copies;
  private BackupKey key;
  private byte[] secret;
  private StopLines stops;

  @BeforeEach
  void open() throws IOException {
    house = new ErasureHouse(Files.createDirectories(folder.resolve("data")));
    copies = Files.createDirectories(folder.resolve("copies"));
    BackupKey.make(folder.resolve("backup.key"));
    key = BackupKey.read(folder.resolve("backup.key"));
    secret = house.secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8);
    for (String table : List.of("opt_out", "opt_in", "do_not_send")) {
      house.database.write(handle -> handle.execute("delete from " + table));
    }
    stops = new StopLines(house.database, List.of(house.data, copies), secret);
  }

  @AfterEach
  void close() {
    stops.close();
    house.close();
  }

  private Path copy() throws IOException {
    Path file = copies.resolve("hamroh-2026-11-22-0300.backup");
    new Backup(house.store(), house.data, key, BackupWing.secretsOf(house.secrets))
        .write(file, house.clock.instant());
    return file;
  }

  private void stop(PhoneNumber number, Instant at) {
    house.database.write(
        handle -> {
          OptOuts.add(handle, number, "sms", at);
          return true;
        });
    stops.tell();
  }

  /// A machine that was bought today: of the old one there are the secrets and the copies.
  private Path restored(Path file) throws IOException {
    Path bare = Files.createDirectories(folder.resolve("bare"));
    Files.copy(
        house.data.resolve("secrets.properties"),
        bare.resolve("secrets.properties"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Comeback.restore(
        file, key, bare.resolve("hamroh.db"), bare, Secrets.open(bare), false, house.clock);
    return bare;
  }

  private boolean isSilent(Path data, PhoneNumber number) {
    try (Database database = Database.open(data.resolve("hamroh.db"))) {
      return database.read(
          handle -> OptOuts.isSilent(handle, CallerKey.of(number, secret), number));
    }
  }

  @Test
  void whoHasStoppedSinceTheCopyIsStillStoppedWhenItComesBack() throws IOException {
    house.database.write(
        handle -> handle.execute("insert into opt_in values (?)", house.person.number.e164()));
    Path file = copy();
    stop(house.person.number, house.clock.instant());
    stop(STRANGER, house.clock.instant());

    Path bare = restored(file);

    assertThat(isSilent(bare, house.person.number)).isTrue();
    assertThat(isSilent(bare, STRANGER)).as("in no list of the copy").isTrue();
    assertThat(isSilent(bare, house.other.number)).as("has never stopped").isFalse();
    assertThat(Files.readAllLines(bare.resolve(StopLines.FILE)))
        .as("and holds for the next copy")
        .filteredOn(line -> line.startsWith("stopped "))
        .hasSize(2);
  }

  @Test
  void whoHadComeBackBeforeTheCopyIsNotStoppedByItsOldLine() throws IOException {
    stop(house.person.number, house.clock.instant().minus(Duration.ofDays(30)));
    house.database.write(
        handle -> {
          OptOuts.remove(handle, house.person.number);
          return true;
        });
    stop(house.other.number, house.clock.instant());
    Path file = copy();

    Path bare = restored(file);

    assertThat(isSilent(bare, house.person.number)).isFalse();
    assertThat(isSilent(bare, house.other.number)).isTrue();
  }

  @Test
  void whoWasErasedAndIsNotToBeWrittenToStaysSo() throws IOException {
    Path file = copy();
    house.database.write(
        handle ->
            handle.execute(
                "insert into do_not_send (caller_key, since) values (?, ?)",
                CallerKey.of(STRANGER, secret).hex(),
                house.clock.millis()));
    stops.tell();

    assertThat(isSilent(restored(file), STRANGER)).isTrue();
  }

  @Test
  void fileHoldsNoNumberAndHalfALineOfAPowerCutIsWrittenAnew() throws IOException {
    stop(house.person.number, house.clock.instant());
    Path file = house.data.resolve(StopLines.FILE);
    String whole = Files.readString(file);
    assertThat(whole).doesNotContain(house.person.number.e164().substring(4));
    assertThat(copies.resolve(StopLines.FILE)).hasContent(whole);
    Files.writeString(file, whole.substring(0, whole.length() / 2));

    try (StopLines next = new StopLines(house.database, List.of(house.data, copies), secret)) {
      next.tell();
    }

    assertThat(Files.readString(file)).endsWith("\n" + whole);
  }
}
