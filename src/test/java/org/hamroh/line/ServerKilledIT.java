package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.agi.AgiCallTimes;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Ending;
import org.hamroh.pbx.TestPbx;
import org.hamroh.sip.Codec;
import org.hamroh.sip.Heard;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.store.Database;
import org.hamroh.witness.StrayCalls;
import org.hamroh.witness.Witness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server dies or freezes while callers are on the line: nobody is dropped, and afterwards
/// every call has its record.
@Timeout(90)
final class ServerKilledIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PROMISE = Duration.ofSeconds(5);
  private static final Set<String> NET = Set.of("too-many-errors");

  private Path folder;
  private TestPbx pbx;
  private HotlineProcess server;
  private Telephone phone;
  private PromptEar ear;

  @BeforeEach
  void startServerAndPbx() throws Exception {
    folder = Files.createTempDirectory("kill"); // short: the PBX makes a Unix socket in it
    server = HotlineProcess.start(folder, 0);
    pbx = TestPbx.in(folder).agiPort(server.port).start();
    ear = PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
    phone = Telephone.open(address(), ear);
  }

  @AfterEach
  void stopAll() {
    if (phone != null) {
      phone.close();
    }
    if (pbx != null) {
      pbx.close();
    }
    server.close();
    LiveHotline.delete(folder);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  private static String number(String caller) {
    return "+99290000" + String.format("%04d", (int) caller.charAt(0));
  }

  private TelephoneCall inTheMenu(String caller) {
    TelephoneCall call = phone.call("700", number(caller));
    call.hear(Set.of("main-menu"), SOON);
    return call;
  }

  /// Until the server, which runs in a process of its own, has written down who calls.
  private void awaitWrittenDown(int calls) {
    String url = "jdbc:sqlite:" + folder.resolve("hamroh.db");
    String count = "select count(*) from call_event where type = 'CallStarted'";
    await()
        .atMost(SOON)
        .until(
            () -> {
              try (Connection store = DriverManager.getConnection(url);
                  Statement ask = store.createStatement();
                  ResultSet answer = ask.executeQuery(count)) {
                return answer.next() && answer.getInt(1) >= calls;
              }
            });
  }

  @Test
  void everyCallerOfAKilledServerReachesThePbxsOwnPromptAndHasARecord() throws Exception {
    try (Telephone op1 = Telephone.register(address(), "op1", pbx.operatorPassword(1), ear)) {
      TelephoneCall talks = inTheMenu("A");
      talks.press('1');
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      TelephoneCall waits = inTheMenu("B");
      waits.press('1');
      TelephoneCall leftBefore = inTheMenu("C");
      leftBefore.hangUp();
      TelephoneCall losesServer = inTheMenu("D");
      TelephoneCall finds = inTheMenu("E");
      awaitWrittenDown(5);

      server.kill();

      for (TelephoneCall call : new TelephoneCall[] {losesServer, finds}) {
        Heard net = call.hear(NET, PROMISE);
        assertThat(net.name()).endsWith("/too-many-errors");
      }
      losesServer.hangUp();
      waits.hangUp();
      losesServer.awaitHangup(SOON);
      waits.awaitHangup(SOON);
      talks.hangUp();
      talk.awaitHangup(SOON);
      TelephoneCall found = op1.awaitCall(SOON);
      found.answer();
      TelephoneCall newcomer = phone.call("700", number("F"));
      newcomer.hear(NET, PROMISE);
      newcomer.hear(Set.of("message-record"), Duration.ofSeconds(15));
      newcomer.stay(Duration.ofMillis(1_800)); // both languages, and the tone
      newcomer.say(Duration.ofMillis(1_500));
      newcomer.hangUp();
      finds.hangUp();
      found.awaitHangup(SOON);
    }

    Map<String, CallRecord> records = recordsAfterARestart();

    assertThat(records).hasSize(6);
    assertThat(records.get("A").ending()).isEqualTo(Ending.ANSWERED);
    assertThat(records.get("A").operator()).isEqualTo("op1");
    assertThat(records.get("A").safetyNet()).isFalse();
    assertThat(records.get("B").ending()).isEqualTo(Ending.ABANDONED);
    assertThat(records.get("C").ending()).isEqualTo(Ending.HUNG_UP_IN_MENU);
    assertThat(records.get("D").ending()).isEqualTo(Ending.FAILED); // left while the net spoke
    assertThat(records.get("D").safetyNet()).isTrue();
    assertThat(records.get("E").ending()).isEqualTo(Ending.ANSWERED);
    assertThat(records.get("E").safetyNet()).isTrue();
    assertThat(records.get("nobody").ending()).isEqualTo(Ending.LEFT_MESSAGE);
    assertThat(records.get("nobody").safetyNet()).isTrue();
  }

  @Test
  void everyCallerOfAFrozenServerReachesThePbxsOwnPromptAndStaysThere() throws Exception {
    TelephoneCall first = inTheMenu("A");
    TelephoneCall second = inTheMenu("B");
    awaitWrittenDown(2);

    server.freeze();
    first.hear(NET, AgiCallTimes.LONGEST_SILENCE.plus(PROMISE));
    second.hear(NET, PROMISE);
    TelephoneCall newcomer = phone.call("700", number("C"));
    newcomer.hear(NET, PROMISE);
    server.thaw();
    boolean stayed = first.stay(Duration.ofSeconds(1)) && newcomer.stay(Duration.ofSeconds(1));
    first.hangUp();
    second.hangUp();
    newcomer.hangUp();
    server.kill();

    assertThat(stayed).as("the thawed server hangs nobody up").isTrue();
    Map<String, CallRecord> records = recordsAfterARestart();
    assertThat(records.values()).hasSize(3).allMatch(CallRecord::safetyNet);
  }

  @Test
  void callThatDiedWithThePbxIsClosedAsUnknown() throws Exception {
    inTheMenu("A");
    awaitWrittenDown(1);

    server.kill();
    ProcessHandle asterisk = ProcessHandle.of(pbx.asterisk().status().pid()).orElseThrow();
    asterisk.destroyForcibly();
    asterisk.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    Map<String, CallRecord> records = recordsAfterARestart();

    assertThat(records.get("A").ending()).isEqualTo(Ending.UNKNOWN);
  }

  /// What a restarted server makes of it, by caller; `nobody` when only the PBX saw the call.
  private Map<String, CallRecord> recordsAfterARestart() throws Exception {
    Map<String, CallRecord> found = new HashMap<>();
    LineFiles files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        CallRecords records = new CallRecords(database, topic -> {});
        Witness witness = LiveHotline.witness(pbx, database, files)) {
      StrayCalls stray =
          new StrayCalls(
              database, witness, records, () -> Optional.of(Set.of()), Clock.systemUTC());
      stray.close(Clock.systemUTC().instant());
      for (String call :
          database.read(
              handle ->
                  handle
                      .createQuery("select call_id from call_record")
                      .mapTo(String.class)
                      .list())) {
        CallRecord record = records.find(call).orElseThrow();
        found.put(callerOf(record), record);
      }
    }
    return found;
  }

  private static String callerOf(CallRecord record) {
    for (String caller : new String[] {"A", "B", "C", "D", "E", "F"}) {
      if (LiveHotline.keyOf(number(caller)).equals(record.caller())) {
        return caller;
      }
    }
    return "nobody";
  }
}
