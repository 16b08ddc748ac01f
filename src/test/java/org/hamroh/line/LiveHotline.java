package org.hamroh.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hamroh.agi.AgiConfig;
import org.hamroh.agi.AgiServer;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.call.Callers;
import org.hamroh.caller.CallersOnLine;
import org.hamroh.pbx.TestPbx;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.store.Database;
import org.hamroh.witness.NetMessages;
import org.hamroh.witness.Witness;

/// The way of a call as the product has it, from a real Asterisk to the record, with a script that
/// each test gives. Everything stands in one folder with a short name, for Asterisk makes a Unix
/// socket in it.
final class LiveHotline implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final String CALLER = "+992900000001";
  private static final byte[] SECRET = "a secret for tests only".getBytes();

  final Path folder;
  final TestPbx pbx;
  final Database database;
  final CallLog log;
  final CallRecords records;
  final Witness witness;
  final LineFiles files;
  final AgiServer agi;
  private PromptEar ear;
  private volatile ScriptRun script = (call, line, arrival) -> line.hangUp();

  /// With the PBX's own test sounds.
  LiveHotline() throws IOException {
    this(Optional.empty());
  }

  /// With voices that have been built.
  ///
  /// @param voices a data folder with `sounds` and `voices` in it
  LiveHotline(Path voices) throws IOException {
    this(Optional.of(voices));
  }

  private LiveHotline(Optional<Path> voices) throws IOException {
    folder = Files.createTempDirectory("call");
    if (voices.isPresent()) {
      copy(voices.get().resolve("sounds"), folder.resolve("sounds"));
      copy(voices.get().resolve("voices"), folder.resolve("voices"));
    }
    files = new LineFiles(folder.resolve("sounds"), folder.resolve("messages"));
    database = Database.open(folder.resolve("hamroh.db"));
    log = new CallLog(database);
    records = new CallRecords(database, topic -> {});
    agi = new AgiServer(new AgiConfig("127.0.0.1", 0), calls(log, files, this::run));
    agi.start();
    TestPbx.Setup setup = TestPbx.in(folder).agiPort(agi.port());
    pbx = (voices.isPresent() ? setup.withoutSounds() : setup).start();
    witness = witness(pbx, database, files);
    witness.start();
    records.start();
    ear = PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(one).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(one, copy);
      }
    }
  }

  /// Telephones opened from now on know the sounds that have come since.
  void learnSounds() {
    ear = PromptEar.of(folder.resolve("sounds"), Codec.ALAW);
  }

  static HotlineCalls calls(CallLog log, LineFiles files, ScriptRun script) {
    Callers callers =
        new Callers(
            raw ->
                raw.matches("\\+[1-9][0-9]{6,14}")
                    ? Optional.of(new PhoneNumber(raw))
                    : Optional.empty(),
            SECRET);
    return new HotlineCalls(
        log,
        Clock.systemUTC(),
        files,
        callers,
        new CallersOnLine(Optional.empty(), Optional.empty()),
        script);
  }

  static Witness witness(TestPbx pbx, Database database, LineFiles files) {
    return new Witness(
        database,
        pbx.folders().channelEvents(),
        pbx.folders().queueLog(),
        pbx.folders().log().resolve("damaged-lines"),
        Clock.systemUTC(),
        Set.of("703"),
        files::messageLength,
        org.hamroh.witness.Overheard.nobody(),
        NetMessages.none());
  }

  static CallerKey keyOf(String number) {
    return CallerKey.of(new PhoneNumber(number), SECRET);
  }

  private void run(CallId call, org.hamroh.ivr.CallLine line, Arrival arrival) {
    script.run(call, line, arrival);
  }

  void script(ScriptRun next) {
    script = next;
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  Telephone telephone() {
    return Telephone.open(address(), ear);
  }

  Telephone operator(int number) {
    return Telephone.register(address(), "op" + number, pbx.operatorPassword(number), ear);
  }

  /// The record of the only call since the store was last asked, once it has ended.
  CallRecord recordOf(CallId call) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> records.find(call.value()),
            found -> found.isPresent() && found.get().ending() != null)
        .orElseThrow();
  }

  List<String> eventTypes(CallId call) {
    return records.events(call).stream()
        .map(told -> told.event().getClass().getSimpleName())
        .toList();
  }

  @Override
  public void close() {
    pbx.close();
    agi.close();
    witness.close();
    log.close();
    records.close();
    database.close();
    delete(folder);
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
