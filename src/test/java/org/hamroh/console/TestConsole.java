package org.hamroh.console;

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
import org.hamroh.gate.SafetyBook;
import org.hamroh.gate.SafetyRoutes;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.UserAccounts;
import org.hamroh.operator.UserRoutes;
import org.hamroh.operator.Users;
import org.hamroh.phone.CallerKey;
import org.hamroh.queue.MemberStore;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.QueueRoutes;
import org.hamroh.seal.Seal;
import org.hamroh.selftest.SelfTestConfig;
import org.hamroh.selftest.SelfTestRoutes;
import org.hamroh.selftest.SelfTestStore;
import org.hamroh.selftest.SelfTests;
import org.hamroh.selftest.Tried;
import org.hamroh.store.Database;
import org.hamroh.voice.PromptBook;
import org.hamroh.web.Guard;
import org.hamroh.web.Limits;
import org.hamroh.web.LiveHub;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.Texts;
import org.hamroh.web.WebConfig;
import org.hamroh.web.WebServer;
import org.hamroh.yaml.Problems;
import org.jspecify.annotations.Nullable;

/// The console on a free port, with real rooms behind it and a PBX that the test plays: it says
/// what a real one would say, event by event.
public final class TestConsole implements AutoCloseable {

  public static final String PASSWORD = "four words of mine";
  public static final ZoneId ZONE = ZoneId.of("Asia/Dushanbe");

  public final Clock clock = Clock.systemUTC();
  public final Database database;
  public final LiveHub live = new LiveHub();
  public final QueueBoard board;
  public final Desks desks;
  public final SafetyBook safety;
  public final OperatorDesk desk;
  public final CallLog journal;
  public final CallRecords records;
  public final Users users;
  public final Alarms alarms;
  public final WatchedKeys keys;
  public final SelfTests selfTests;
  public final List<String> asked = new ArrayList<>();
  public volatile boolean pbxRefuses;

  /// What the line's next test of itself comes to; absent: it is proven.
  public volatile @Nullable String lineTrouble;

  /// The real cost would make each test seconds slower.
  private final Passwords passwords = new Passwords(64);
  private final Tokens tokens;
  public final Notices notices = new Notices(live);
  private WebServer server;

  public TestConsole(Path folder) {
    database = Database.open(folder.resolve("console.db"));
    board = new QueueBoard(live, () -> {}, clock.instant());
    desks = new Desks(board::snapshot, live);
    safety =
        new SafetyBook(
            database, Seal.ofSite("safety cards", "a key of 32 letters for tests ok"), clock);
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

  public TestConsole start(int port) {
    server =
        new WebServer(
            new WebConfig("127.0.0.1", port),
            "Hamroh",
            new UserAccounts(users, tokens, passwords),
            Guard.PLAIN,
            database,
            texts(),
            live,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            clock,
            List.of(),
            routes(),
            Limits.STANDARD);
    server.start();
    return this;
  }

  public TestConsole start() {
    return start(0);
  }

  public static Texts texts() {
    return Texts.load(ZONE, List.of("console", "softphone", "alarm", "script"));
  }

  public List<Routes> routes() {
    return List.of(
        new ConsolePages(board, desk, records, keys, users, texts(), ZONE, clock),
        new NoticePages(notices),
        new UserRoutes(users, "tg"),
        new CallRoutes(records),
        new QueueRoutes(board, desk, keys, clock),
        new AlarmRoutes(alarms, clock),
        new SelfTestRoutes(selfTests),
        new SafetyRoutes(
            safety, call -> records.find(call).flatMap(one -> Optional.ofNullable(one.caller()))),
        desk());
  }

  public int port() {
    return server.port();
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public TestBrowser browserOf(String login) {
    TestBrowser browser = new TestBrowser(address());
    browser.get("/login");
    browser.form("/login", Map.of("login", login, "password", PASSWORD));
    return browser;
  }

  public TestBrowser programOf(Role role) {
    TestBrowser program = new TestBrowser(address());
    program.headers.put("Authorization", "Bearer " + tokens.add("test", Set.of(role)));
    return program;
  }

  private DeskPages desk() {
    Answers answers = new Answers(Path.of(AnswerBook.FOLDER), clock);
    Problems problems = new Problems();
    PromptBook prompts = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), problems);
    problems.throwIfAny();
    CallCards cards =
        new CallCards(
            records, answers, safety, List.of(new OpenMatterStore(database)), ZONE, clock);
    return new DeskPages(desks, cards, answers, () -> prompts, users, ZONE, clock);
  }

  // What the PBX says.

  public void says(AmiEvent event) {
    board.accept(event);
    desks.accept(event);
  }

  public void pbxIsThere() {
    says(
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
    says(
        new AmiEvent.QueueMemberChanged(
            clock.instant(), member(device.replace("PJSIP/", ""), paused, reason)));
    return new AmiAnswer.Done<>("");
  }

  private static Leg leg(String call, String language) {
    return new Leg("PJSIP/demo-" + call, call, call, language);
  }

  public void callerWaits(String call, String queue, String language, int position) {
    says(new AmiEvent.QueueCallerJoin(clock.instant(), queue, leg(call, language), position));
  }

  /// The queue has picked an operator, whose telephone rings.
  public void rings(String call, String queue, String language, String operator) {
    says(
        new AmiEvent.AgentCalled(
            clock.instant(),
            queue,
            leg(call, language),
            "PJSIP/" + operator,
            "PJSIP/" + operator + "-00000009"));
  }

  public void ringsNoMore(String call, String queue, String language, String operator) {
    says(
        new AmiEvent.AgentRingNoAnswer(
            clock.instant(), queue, leg(call, language), "PJSIP/" + operator));
  }

  /// The talk is over, and the operator has work to finish.
  public void talkIsOver(String call, String queue, String language, String operator) {
    says(new AmiEvent.QueueMemberChanged(clock.instant(), member(operator, true, "wrap-up")));
    says(
        new AmiEvent.AgentComplete(
            clock.instant(), queue, leg(call, language), "PJSIP/" + operator, "caller"));
    says(
        new AmiEvent.Hangup(
            clock.instant(), new Leg("PJSIP/" + operator + "-00000009", call + "9", call, "en")));
  }

  /// Somebody from Russia has listened to the advice on wages, and asked for a person.
  public void callerListensToWages(String id, CallerKey caller, Instant began) {
    CallId call = new CallId(id);
    tell(call, began, 0, new CallEvent.CallStarted(caller, "RU", "700", "PJSIP/demo-1"));
    tell(call, began, 3, new CallEvent.LanguageChosen("tg", true));
    tell(call, began, 3, new CallEvent.StepEntered("hotline", "main"));
    tell(
        call,
        began,
        9,
        new CallEvent.PromptHeard(List.of("main-menu"), "tg", Duration.ofSeconds(6), true));
    tell(call, began, 9, new CallEvent.KeyPressed("main", "3"));
    tell(call, began, 9, new CallEvent.StepEntered("work", "wages"));
    tell(
        call,
        began,
        51,
        new CallEvent.PromptHeard(
            List.of("wages-info-1", "wages-menu"), "tg", Duration.ofSeconds(42), true));
    tell(call, began, 51, new CallEvent.KeyPressed("wages", "1"));
    tell(call, began, 51, new CallEvent.StepEntered("work", "wages-operator"));
    tell(call, began, 52, new CallEvent.HandedToQueue("queue-wages", 0, "wages-not-paid-abroad"));
    tell(call, began, 52, new CallEvent.QueueEntered("queue-wages", 1));
  }

  public void operatorAnswers(String call, String queue, String language, String operator) {
    says(
        new AmiEvent.AgentConnect(
            clock.instant(),
            queue,
            leg(call, language),
            "PJSIP/" + operator,
            "PJSIP/" + operator + "-00000009"));
  }

  /// A call with a record: a menu, then an operator.
  public void callIsOver(String id, Instant began) {
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

  public void tell(CallId call, Instant began, int seconds, CallEvent event) {
    journal.tell(call, began.plusSeconds(seconds), event);
  }

  public void stopWeb() {
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
