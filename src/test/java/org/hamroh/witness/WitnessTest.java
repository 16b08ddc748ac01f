package org.hamroh.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Ending;
import org.hamroh.call.ToldEvent;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a real PBX, cut, rotated and damaged as life does it.
final class WitnessTest {

  private static final Instant DAYS_LATER =
      Instant.ofEpochSecond(1_795_314_083).plusSeconds(900_000);

  @TempDir private Path folder;
  private Path channelEvents;
  private Path queueLog;
  private Path aside;
  private final List<String> answeringMachine = new ArrayList<>();
  private Database database;
  private CallRecords records;
  private Witness witness;
  private String celMuseum;
  private String queueMuseum;

  @BeforeEach
  void openTheStore() throws IOException {
    channelEvents = folder.resolve("hamroh.csv");
    queueLog = folder.resolve("queue_log");
    aside = folder.resolve("damaged-lines");
    celMuseum = museum("/cel/server-killed.csv");
    queueMuseum = museum("/queue_log/server-killed.txt");
    database = Database.open(folder.resolve("hamroh.db"));
    records = new CallRecords(database, topic -> {});
    witness = witnessAt(DAYS_LATER);
  }

  @AfterEach
  void closeTheStore() {
    database.close();
  }

  private static String museum(String name) throws IOException {
    try (InputStream in = WitnessTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Witness witnessAt(Instant now) {
    return witness(database, channelEvents, queueLog, now);
  }

  private Witness witness(Database store, Path events, Path log, Instant now) {
    return new Witness(
        store,
        events,
        log,
        aside,
        Clock.fixed(now, ZoneOffset.UTC),
        Set.of("703"),
        message ->
            message.equals("hamroh-1795314088.7-net") ? Duration.ofSeconds(2) : Duration.ZERO,
        Overheard.nobody(),
        (handle, call, id, shown, at) -> answeringMachine.add(call + " " + id + " " + shown));
  }

  @Test
  void theSafetyNetsAnsweringMachineIsToldOfWithItsNumberOnce() throws IOException {
    append(channelEvents, celMuseum);

    witness.catchUp();
    witnessAt(DAYS_LATER).catchUp();

    assertThat(answeringMachine)
        .containsExactly("hamroh-1795314088.7 hamroh-1795314088.7-net +992900000070");
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Map<String, List<CallEvent>> allEvents() {
    return allEvents(database);
  }

  private static Map<String, List<CallEvent>> allEvents(Database store) {
    CallRecords calls = new CallRecords(store, topic -> {});
    Map<String, List<CallEvent>> events = new TreeMap<>();
    for (String call :
        store.read(
            handle ->
                handle.createQuery("select call_id from call_record").mapTo(String.class).list())) {
      events.put(call, calls.events(new CallId(call)).stream().map(ToldEvent::event).toList());
    }
    return events;
  }

  /// What the same files tell to a witness that finds them whole.
  private Map<String, List<CallEvent>> eventsReadAtOnce() throws IOException {
    Path other = Files.createDirectory(folder.resolve("at-once"));
    Path wholeEvents = Files.writeString(other.resolve("hamroh.csv"), celMuseum);
    Path wholeLog = Files.writeString(other.resolve("queue_log"), queueMuseum);
    try (Database store = Database.open(other.resolve("hamroh.db"))) {
      witness(store, wholeEvents, wholeLog, DAYS_LATER).catchUp();
      return allEvents(store);
    }
  }

  private CallRecord record(String call) {
    return records.find(call).orElseThrow();
  }

  @Test
  void filesOfAPbxWhoseServerWasKilledTellHowEachCallWent() throws Exception {
    append(channelEvents, celMuseum);
    append(queueLog, queueMuseum);

    witness.catchUp();
    records.refresh();

    CallRecord answered = record("hamroh-1795314083.0");
    assertThat(answered.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(answered.operator()).isEqualTo("op1");
    assertThat(answered.queue()).isEqualTo("queue-wages");
    assertThat(answered.safetyNet()).isFalse();
    assertThat(answered.startedAt()).isEqualTo(Instant.ofEpochMilli(1_795_314_083_368L));
    assertThat(record("hamroh-1795314085.2").ending()).isEqualTo(Ending.ABANDONED);
    assertThat(record("hamroh-1795314085.3").ending()).isEqualTo(Ending.HUNG_UP_IN_MENU);
    assertThat(record("hamroh-1795314085.4").ending()).isEqualTo(Ending.FAILED);
    CallRecord rescued = record("hamroh-1795314085.5");
    assertThat(rescued.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(rescued.safetyNet()).isTrue();
    assertThat(rescued.talked()).isEqualTo(Duration.ofSeconds(9));
    CallRecord message = record("hamroh-1795314088.7");
    assertThat(message.ending()).isEqualTo(Ending.LEFT_MESSAGE);
    assertThat(message.dialedNumber()).isEqualTo("700");
    assertThat(message.waited()).isEqualTo(Duration.ofSeconds(4));
    assertThat(allEvents()).hasSize(6);
    assertThat(witness.damagedLines()).isZero();
  }

  @Test
  void noNumberOfACallerComesIntoTheStore() throws Exception {
    append(channelEvents, celMuseum);
    append(queueLog, queueMuseum);

    witness.catchUp();
    records.refresh();

    assertThat(queueMuseum).contains("+9929000000");
    for (String table : List.of("call_event", "call_record", "pbx_leg", "pbx_file")) {
      assertThat(rows(table)).isNotEmpty().asString().doesNotContain("9929000000");
    }
  }

  private List<Map<String, Object>> rows(String table) {
    return database.read(handle -> handle.createQuery("select * from " + table).mapToMap().list());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void filesReadInAnyPiecesAndWithAnyRestartsTellTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] cel = celMuseum.getBytes(StandardCharsets.UTF_8);
    byte[] queue = queueMuseum.getBytes(StandardCharsets.UTF_8);

    int celRead = 0;
    int queueRead = 0;
    while (celRead < cel.length || queueRead < queue.length) {
      int celNext = Math.min(cel.length, celRead + random.nextInt(1_500));
      int queueNext = Math.min(queue.length, queueRead + random.nextInt(120));
      append(channelEvents, new String(cel, celRead, celNext - celRead, StandardCharsets.UTF_8));
      append(queueLog, new String(queue, queueRead, queueNext - queueRead, StandardCharsets.UTF_8));
      celRead = celNext;
      queueRead = queueNext;
      if (random.nextInt(4) == 0) {
        witness = witnessAt(DAYS_LATER);
      }
      witness.catchUp();
    }

    assertThat(allEvents()).isEqualTo(eventsReadAtOnce());
  }

  @Test
  void filesReadAgainFromTheStartAddNothing() throws Exception {
    append(channelEvents, celMuseum);
    append(queueLog, queueMuseum);
    witness.catchUp();
    Map<String, List<CallEvent>> once = allEvents();

    database.write(handle -> handle.execute("delete from pbx_file"));
    witness.catchUp();

    assertThat(allEvents()).isEqualTo(once);
  }

  @Test
  void rotatedFilesAreReadToTheirEndsAlsoAfterDays() throws Exception {
    List<String> lines = celMuseum.lines().map(line -> line + "\n").toList();
    append(queueLog, queueMuseum);
    append(channelEvents, String.join("", lines.subList(0, 10)));
    witness.catchUp();

    append(channelEvents, String.join("", lines.subList(10, 20)));
    rotate(2);
    append(channelEvents, String.join("", lines.subList(20, 30)));
    rotate(1);
    append(channelEvents, String.join("", lines.subList(30, lines.size())));
    witness.catchUp();

    assertThat(allEvents()).isEqualTo(eventsReadAtOnce());
  }

  private void rotate(int number) throws IOException {
    Path old = folder.resolve("hamroh.csv." + number);
    Files.move(channelEvents, old);
    assertThat(old.toFile().setLastModified(DAYS_LATER.toEpochMilli() - number * 60_000L)).isTrue();
  }

  @Test
  void fileThatIsCopiedAndCutIsReadOn() throws Exception {
    List<String> lines = celMuseum.lines().map(line -> line + "\n").toList();
    append(queueLog, queueMuseum);
    append(channelEvents, String.join("", lines.subList(0, 10)));
    witness.catchUp();

    append(channelEvents, String.join("", lines.subList(10, 20)));
    Files.copy(channelEvents, folder.resolve("hamroh.csv.1"));
    Files.writeString(channelEvents, "");
    append(channelEvents, String.join("", lines.subList(20, lines.size())));
    witness.catchUp();

    assertThat(allEvents()).isEqualTo(eventsReadAtOnce());
  }

  @Test
  void damagedLinesAreCountedAndPutAsideAndReadingGoesOn() throws Exception {
    List<String> lines = new ArrayList<>(celMuseum.lines().toList());
    lines.add(7, "\"1795314083.3");
    lines.add(9, "\u0000\u0000\u0000\u0000");
    lines.add(12, "\"soon\",\"ANSWER\",\"a\",\"b\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"");
    append(channelEvents, String.join("\n", lines) + "\n");
    append(queueLog, "1795314084|hamroh\n" + queueMuseum + "x".repeat(200_000) + "\n");

    witness.catchUp();
    witness.catchUp();

    assertThat(witness.damagedLines()).isGreaterThanOrEqualTo(5);
    assertThat(Files.readString(aside)).contains("hamroh.csv:").contains("queue_log:0:");
    records.refresh();
    assertThat(record("hamroh-1795314088.7").ending()).isEqualTo(Ending.LEFT_MESSAGE);
    assertThat(record("hamroh-1795314083.0").ending()).isEqualTo(Ending.ANSWERED);
  }

  @Test
  void queueLineWaitsForTheChannelEventsThatNameItsCall() throws Exception {
    String leg = "hamroh-1795314085.9";
    append(queueLog, "1795314085|" + leg + "|queue-wages|NONE|ENTERQUEUE|||1\n");
    Witness atOnce = witnessAt(Instant.ofEpochSecond(1_795_314_086));

    atOnce.catchUp();
    boolean waited = allEvents().isEmpty();
    append(
        channelEvents,
        """
        "1795314084.1","CHAN_START","hamroh-1795314084.8","hamroh-1795314084.8","PJSIP/demo-00000008","700","inbound","","","","",""
        "1795314084.9","CHAN_START","hamroh-1795314085.9","hamroh-1795314084.8","PJSIP/demo-00000009","s","queue","","","","",""
        """);
    atOnce.catchUp();

    assertThat(waited).isTrue();
    assertThat(allEvents().keySet()).containsExactly("hamroh-1795314084.8");
    assertThat(allEvents().get("hamroh-1795314084.8"))
        .contains(new CallEvent.QueueEntered("queue-wages", 1));
  }

  @Test
  void queueLineWhoseChannelEventsAreLostIsACallOfItsOwn() throws Exception {
    append(queueLog, queueMuseum);

    witness.catchUp();
    records.refresh();

    assertThat(record("hamroh-1795314083.0").operator()).isEqualTo("op1");
  }

  @Test
  void legsThatDidNotComeInAreNoCalls() throws Exception {
    append(
        channelEvents,
        """
        "1795314084.1","CHAN_START","hamroh-1795314084.8","hamroh-1795314084.8","PJSIP/op1-00000008","","operators","","","","",""
        "1795314084.9","LINKEDID_END","hamroh-1795314084.8","hamroh-1795314084.8","PJSIP/op1-00000008","","operators","","","","",""
        """);

    witness.catchUp();

    assertThat(allEvents()).isEmpty();
  }

  @Test
  void filesThatAreNotThereYetAreNoFault() throws Exception {
    witness.catchUp();

    assertThat(allEvents()).isEmpty();
  }

  @Test
  void callThatThePbxNoLongerKnowsIsClosedAndOneThatItKnowsIsNot() throws Exception {
    append(
        channelEvents,
        """
        "1795314084.1","CHAN_START","hamroh-1795314084.8","hamroh-1795314084.8","PJSIP/demo-00000008","700","inbound","","","","",""
        "1795314084.2","ANSWER","hamroh-1795314084.8","hamroh-1795314084.8","PJSIP/demo-00000008","700","inbound","","","","",""
        "1795314085.1","CHAN_START","hamroh-1795314085.9","hamroh-1795314085.9","PJSIP/demo-00000009","700","inbound","","","","",""
        """);
    Optional<Set<CallId>> alive = Optional.of(Set.of(new CallId("hamroh-1795314085.9")));

    int closed = strayCalls(alive).close(DAYS_LATER);

    assertThat(closed).isEqualTo(1);
    assertThat(record("hamroh-1795314084.8").ending()).isEqualTo(Ending.UNKNOWN);
    assertThat(record("hamroh-1795314084.8").endedAt())
        .isEqualTo(Instant.ofEpochMilli(1_795_314_084_200L));
    assertThat(record("hamroh-1795314085.9").ending()).isNull();
    assertThat(strayCalls(alive).close(DAYS_LATER)).isZero();
  }

  @Test
  void noCallIsClosedWhileThePbxCannotBeAsked() throws Exception {
    append(channelEvents, celMuseum.lines().findFirst().orElseThrow() + "\n");

    assertThat(strayCalls(Optional.empty()).close(DAYS_LATER)).isZero();
  }

  private StrayCalls strayCalls(Optional<Set<CallId>> alive) {
    return new StrayCalls(
        database, witness, records, () -> alive, Clock.fixed(DAYS_LATER, ZoneOffset.UTC));
  }
}
