package org.hamroh.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.call.CallRecords;
import org.hamroh.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The PBX's files go in time, and no record with them.
final class PbxFilesTest {

  @TempDir private Path folder;

  @Test
  void filesGoAfterThreeDaysAndWhatWasInThemIsKnown() throws IOException {
    Path events = folder.resolve("hamroh.csv");
    Path queueLog = folder.resolve("queue_log");
    String cel = museum("/cel/server-killed.csv");
    int half = cel.indexOf('\n', cel.length() / 2) + 1;
    Files.writeString(events, cel.substring(0, half));
    Files.writeString(queueLog, museum("/queue_log/server-killed.txt"));
    Instant now = Instant.now();
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        CallRecords records = new CallRecords(database, topic -> {})) {
      Witness witness = witness(database, events, queueLog, now);

      // A day later: put aside, nothing gone; the second half is written to the new file.
      letGo(witness, events, queueLog, now.plus(Duration.ofHours(30)));
      Files.writeString(events, cel.substring(half), StandardOpenOption.CREATE);
      assertThat(names()).anyMatch(name -> name.startsWith("hamroh.csv."));
      assertThat(names()).contains("queue_log.0");

      // Six days later, and the server was down meanwhile: read first, then gone.
      int gone = letGo(witness, events, queueLog, now.plus(Duration.ofDays(6)));

      assertThat(gone).isGreaterThanOrEqualTo(2);
      assertThat(names()).noneMatch(name -> name.matches("queue_log\\.[0-9]+"));
      witness.catchUp();
      records.refresh();
      int calls =
          database.read(
              handle ->
                  handle
                      .createQuery("select count(distinct call_id) from call_event")
                      .mapTo(Integer.class)
                      .one());
      assertThat(calls).isEqualTo(callsOfTheMuseum());
      witness.close();
    }
  }

  private int letGo(Witness witness, Path events, Path queueLog, Instant now) throws IOException {
    PbxFiles files =
        new PbxFiles(
            witness,
            List.of(events),
            List.of(queueLog),
            () -> rotate(queueLog),
            Clock.fixed(now, ZoneOffset.UTC));
    return files.letGo(now.minus(Duration.ofDays(3)));
  }

  /// What Asterisk does at `logger rotate`.
  private void rotate(Path file) {
    try {
      Files.move(file, file.resolveSibling(file.getFileName() + ".0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int callsOfTheMuseum() throws IOException {
    Path all = Files.createDirectory(folder.resolve("whole"));
    Path events = Files.writeString(all.resolve("hamroh.csv"), museum("/cel/server-killed.csv"));
    Path queueLog =
        Files.writeString(all.resolve("queue_log"), museum("/queue_log/server-killed.txt"));
    try (Database database = Database.open(all.resolve("hamroh.db"));
        Witness witness = witness(database, events, queueLog, Instant.now())) {
      witness.catchUp();
      return database.read(
          handle ->
              handle
                  .createQuery("select count(distinct call_id) from call_event")
                  .mapTo(Integer.class)
                  .one());
    }
  }

  private Witness witness(Database database, Path events, Path queueLog, Instant now) {
    return new Witness(
        database,
        events,
        queueLog,
        folder.resolve("damaged-lines"),
        Clock.fixed(now.plus(Duration.ofDays(900)), ZoneOffset.UTC),
        Set.of(),
        id -> Duration.ZERO,
        Overheard.nobody(),
        (handle, call, id, shown, at) -> {});
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String museum(String name) throws IOException {
    try (InputStream in = PbxFilesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
