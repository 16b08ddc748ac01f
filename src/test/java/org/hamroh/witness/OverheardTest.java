package org.hamroh.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Ending;
import org.hamroh.store.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an Asterisk 22 wrote of missed calls and of calls that we made.
final class OverheardTest {

  private static final String MISSED = museum("missed-call");
  private static final String BUSY = museum("called-busy");
  private static final String ANSWERED = museum("called-answered");

  private static String museum(String name) {
    try {
      return Files.readString(Path.of("src/test/resources/cel", name + ".csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private Path channelEvents;
  private Database database;
  private CallRecords records;

  @BeforeEach
  void open() {
    channelEvents = folder.resolve("hamroh.csv");
    database = Database.open(folder.resolve("hamroh.db"));
    records = new CallRecords(database, topic -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private final class Listener implements Overheard {
    @Override
    public List<CallEvent> missedCall(
        Handle handle, CallId call, Instant at, String line, String shown) {
      told.add("missed " + line + " " + shown);
      return List.of(new CallEvent.MissedCall(null, "TJ"));
    }

    @Override
    public void answered(Handle handle, CallId leg, Instant at) {
      told.add("answered " + leg);
    }

    @Override
    public void withoutServer(Handle handle, CallId leg, Instant at) {
      told.add("without server " + leg);
    }

    @Override
    public void ended(Handle handle, CallId leg, Instant at, int cause) {
      told.add("ended " + leg + " " + cause);
    }
  }

  private Witness witness() {
    return new Witness(
        database,
        channelEvents,
        folder.resolve("queue_log"),
        folder.resolve("damaged"),
        Clock.systemUTC(),
        Set.of(),
        message -> Duration.ZERO,
        new Listener(),
        NetMessages.none());
  }

  private void write(String lines) throws IOException {
    Files.writeString(channelEvents, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private CallRecord record(String call) {
    records.refresh();
    return records.find(call).orElseThrow();
  }

  @Test
  void missedCallIsToldOnceWhoeverReadsTheFileAndIsACallOfTheHotline() throws IOException {
    write(MISSED);

    witness().catchUp();
    witness().catchUp();

    assertThat(told).containsExactly("missed missed-call +992900000001");
    CallRecord record = record("hamroh-1795334110.1");
    assertThat(record.ending()).isEqualTo(Ending.MISSED);
    assertThat(record.dialedNumber()).isEqualTo("701");
    assertThat(record.country()).isEqualTo("TJ");
    assertThat(record.outgoing()).isFalse();
  }

  @Test
  void withheldNumberIsToldAsNone() throws IOException {
    write(MISSED.replace(" +992900000001", " "));

    witness().catchUp();

    assertThat(told).containsExactly("missed missed-call ");
  }

  @Test
  void callOfOursThatNobodyAnsweredIsAnAttemptAndNobodysCall() throws IOException {
    write(BUSY);

    witness().catchUp();

    assertThat(told).containsExactly("ended hamroh-back1-1795334116.1 17");
    records.refresh();
    assertThat(records.find("hamroh-back1-1795334116.1")).isEmpty();
  }

  @Test
  void callOfOursThatIsAnsweredIsOnRecordAsOursAlsoWithoutTheServer() throws IOException {
    write(ANSWERED);

    witness().catchUp();

    assertThat(told)
        .containsExactly(
            "answered hamroh-back2-1795334117.1",
            "without server hamroh-back2-1795334117.1",
            "ended hamroh-back2-1795334117.1 16");
    CallRecord record = record("hamroh-back2-1795334117.1");
    assertThat(record.outgoing()).isTrue();
    assertThat(record.safetyNet()).isTrue();
    assertThat(record.endedAt()).isNotNull();
  }
}
