package org.hamroh.operator;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.alarm.AlarmConfig;
import org.hamroh.alarm.AlarmRoutes;
import org.hamroh.alarm.AlarmWords;
import org.hamroh.alarm.Alarms;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.authoring.NoticePages;
import org.hamroh.authoring.Notices;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.call.CallRecords;
import org.hamroh.call.CallRoutes;
import org.hamroh.danger.WatchedKeys;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueRoutes;
import org.hamroh.selftest.SelfTestConfig;
import org.hamroh.selftest.SelfTestRoutes;
import org.hamroh.selftest.SelfTestStore;
import org.hamroh.selftest.SelfTests;
import org.hamroh.selftest.Tried;
import org.hamroh.store.Database;
import org.hamroh.web.LiveHub;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.Texts;
import org.hamroh.web.WebConfig;
import org.hamroh.web.WebServer;
import org.jspecify.annotations.Nullable;

/// The console on a free port, with real rooms behind it and a PBX that the test plays: it says
/// what a real one would say, event by event.
final class TestConsole implements AutoCloseable {

  static final String PASSWORD = "four words of mine";
  static final ZoneId ZONE = ZoneId.of("Asia/Dushanbe");

  final Clock clock = Clock.systemUTC();
  final Database database;
  final LiveHub live = new LiveHub();
  final QueueBoard board;
  final OperatorDesk desk;
  final CallLog journal;
  final CallRecords records;
  final Users users;
  final Alarms alarms;
  final WatchedKeys keys;
  final SelfTests selfTests;
  final List<String> asked = new ArrayList<>();
  volatile boolean pbxRefuses;

  /// What the line's next test of itself comes to; absent: it is proven.
  volatile @Nullable String lineTrouble;

  /// The real cost would make each test seconds slower.
  private final Passwords passwords = new Passwords(64);
  private final Tokens tokens;
  final Notices notices = new Notices(live);
  private WebServer server;

  TestConsole(Path folder) {
    database = Database.open(folder.resolve("console.db"));
    board = new QueueBoard(live, () -> {}, clock.instant());
    desk = new OperatorDesk(new MemberStore(database), this::pause, board, live, clock);
    desk.start();
    journal = new CallLog(database);
    records = new CallRecords(database, live);
    records.start();
    alarms =
        new Alarms(
            AlarmConfig.NOBODY,
            database,
            Optional.empty(),
            (handle, number, text) -> Optional.of("nobody is told here"),
            new AlarmWords("Hamroh", texts().in("en")),
            live,
            clock);
    keys = new WatchedKeys(journal, records, board, alarms, live);
    selfTests =
        new SelfTests(
            SelfTestConfig.STANDARD,
            new SelfTestStore(database),
            number -> Tried.inside(Optional.ofNullable(lineTrouble)),
            List.of("700"),
            alarms,
            live,
            clock);
    selfTests.start();
    users = new Users(database, passwords, clock);
    tokens = new Tokens(database, clock);
    users.add("zarina", "Zarina", Set.of(Role.OPERATOR), "en", Optional.of("op1"), PASSWORD);
    users.add("farhod", "Farhod", Set.of(Role.OPERATOR), "tg", Optional.of("op2"), PASSWORD);
    users.add(
        "rustam", "Rustam", EnumSet.of(Role.MANAGER, Role.ADMIN), "en", Optional.empty(), PASSWORD);
    users.add("sadriddin", "S.", Set.of(Role.AUDITOR), "ru", Optional.empty(), PASSWORD);
  }

  TestConsole start(int port) {
    server =
        new WebServer(
            new WebConfig("127.0.0.1", port),
            "Hamroh",
            new UserAccounts(users, tokens, passwords),
            database,
            texts(),
            live,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            clock,
            List.of(),
            routes());
    server.start();
    return this;
  }

  TestConsole start() {
    return start(0);
  }

  static Texts texts() {
    return Texts.load(ZONE, List.of("console", "alarm", "script"));
  }

  List<Routes> routes() {
    return List.of(
        new ConsolePages(board, desk, records, keys, users, texts(), ZONE, clock),
        new NoticePages(notices),
        new UserRoutes(users, "tg"),
        new CallRoutes(records),
        new QueueRoutes(board, desk, keys, clock),
        new AlarmRoutes(alarms, clock),
        new SelfTestRoutes(selfTests));
  }

  int port() {
    return server.port();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  TestBrowser browserOf(String login) {
    TestBrowser browser = new TestBrowser(address());
    browser.get("/login");
    browser.form("/login", Map.of("login", login, "password", PASSWORD));
    return browser;
  }

  TestBrowser programOf(Role role) {
    TestBrowser program = new TestBrowser(address());
    program.headers.put("Authorization", "Bearer " + tokens.add("test", Set.of(role)));
    return program;
  }

  // What the PBX says.

  void pbxIsThere() {
    board.accept(
        new AmiEvent.Resynced(
            clock.instant(),
            List.of(),
            List.of(member("op1", false, ""), member("op2", false, "")),
            List.of()));
  }

  private static Member member(String operator, boolean paused, String reason) {
    return new Member(
        "queue-general",
        "PJSIP/" + operator,
        operator,
        Device.IDLE,
        paused,
        reason,
        false,
        paused ? Instant.now() : null);
  }

  private AmiAnswer<String> pause(String device, boolean paused, String reason) {
    asked.add(device + (paused ? " paused " + reason : " ready"));
    if (pbxRefuses) {
      return new AmiAnswer.Refused<>("no such member");
    }
    board.accept(
        new AmiEvent.QueueMemberChanged(
            clock.instant(), member(device.replace("PJSIP/", ""), paused, reason)));
    return new AmiAnswer.Done<>("");
  }

  private static Leg leg(String call, String language) {
    return new Leg("PJSIP/demo-" + call, call, call, language);
  }

  void callerWaits(String call, String queue, String language, int position) {
    board.accept(
        new AmiEvent.QueueCallerJoin(clock.instant(), queue, leg(call, language), position));
  }

  void operatorAnswers(String call, String queue, String language, String operator) {
    board.accept(
        new AmiEvent.AgentConnect(
            clock.instant(),
            queue,
            leg(call, language),
            "PJSIP/" + operator,
            "PJSIP/" + operator + "-00000009"));
  }

  /// A call with a record: a menu, then an operator.
  void callIsOver(String id, Instant began) {
    CallId call = new CallId(id);
    tell(call, began, 0, new CallEvent.CallStarted(null, "TJ", "700", "PJSIP/demo-1"));
    tell(call, began, 1, new CallEvent.ScriptStarted("hotline", "0123456789ab"));
    tell(call, began, 4, new CallEvent.LanguageChosen("tg", true));
    tell(call, began, 4, new CallEvent.StepEntered("hotline", "main-menu"));
    tell(call, began, 9, new CallEvent.KeyPressed("main-menu", "3"));
    tell(call, began, 9, new CallEvent.StepEntered("hotline", "wages-menu"));
    tell(call, began, 15, new CallEvent.WrongKeyPressed("wages-menu", "8"));
    tell(call, began, 21, new CallEvent.KeyPressed("wages-menu", "0"));
    tell(call, began, 21, new CallEvent.HandedToQueue("queue-wages", 0, "asked"));
    tell(call, began, 22, new CallEvent.QueueEntered("queue-wages", 1));
    tell(
        call,
        began,
        53,
        new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(31)));
    tell(call, began, 261, new CallEvent.TalkEnded("op1", Duration.ofSeconds(208), true));
    tell(call, began, 261, new CallEvent.CallEnded());
  }

  void tell(CallId call, Instant began, int seconds, CallEvent event) {
    journal.tell(call, began.plusSeconds(seconds), event);
  }

  void stopWeb() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    selfTests.close();
    alarms.close();
    desk.close();
    records.close();
    journal.close();
    live.close();
    passwords.close();
    database.close();
  }
}
