package org.hamroh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.call.Callers;
import org.hamroh.caller.NumberBook;
import org.hamroh.config.Config;
import org.hamroh.config.ConfigReader;
import org.hamroh.config.Secrets;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Tokens;
import org.hamroh.operator.Users;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The product with its shipped settings and rule files, with a PBX that stands still, in which
/// something of every kind is kept of two persons: one is the operator's and the case worker's,
/// the other is nobody's of them. Each piece is a word that stands nowhere else.
final class SeenHouse implements AutoCloseable {

  static final String PASSWORD = "four words of mine";
  static final PhoneNumber MINE = new PhoneNumber("+992900004711");
  static final PhoneNumber OTHERS = new PhoneNumber("+992900004822");

  /// Which things an address is about; the first that fits. Else calls.
  private static final Map<String, String> KINDS = kinds();

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("cases?/(?!record)", "case");
    kinds.put("referral", "referral");
    kinds.put("screenings?/(?!call|record|rules)", "screening");
    kinds.put("/callers/", "caller");
    kinds.put("/(recordings|voicemail)/", "voice-message");
    kinds.put("/callbacks/", "callback");
    kinds.put("/messages/", "message");
    kinds.put("/inbox/", "thread");
    kinds.put("/erasures/", "erasure");
    kinds.put("/training/", "practice-call");
    return kinds;
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// One of the two persons.
  enum Whose {
    MINE,
    OTHERS
  }

  /// A word that stands in one field of one thing.
  record Piece(String thing, String field, Whose whose, String word) {

    boolean isNumber() {
      return field.equals("number");
    }

    /// A number at most masked.
    String shownAs() {
      return isNumber() ? new PhoneNumber(word).masked() : word;
    }
  }

  final List<Piece> pieces = new ArrayList<>();

  /// What stands for `{id}` and the like, for each address; several when several things are there.
  private final Map<String, List<Map<String, String>>> places = new HashMap<>();

  final Map<Role, TestBrowser> people = new EnumMap<>(Role.class);
  final Map<Role, String> tokens = new EnumMap<>(Role.class);
  final Database database;
  final String recordKey;
  final SeenLine line = new SeenLine();
  private final Hotline hotline;
  private final String address;
  private final Map<Whose, CallerKey> keys = new EnumMap<>(Whose.class);

  SeenHouse(Path data) throws IOException {
    Secrets secrets = Secrets.open(data);
    Path file = data.resolve("hamroh.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("deploy/hamroh.yaml"))
                .replace("\"${HAMROH_AMI_SECRET}\"", "\"" + line.secret() + "\"")
            + "\nlogin: {totp: \"off\"}\n");
    Map<String, String> ports = TestHotline.freePorts();
    ports.put("HAMROH_AMI_PORT", Integer.toString(line.port()));
    Config config = new ConfigReader(secrets, ports).read(file);
    database = Database.open(config.store().file(data));
    recordKey = secrets.ensure("HAMROH_RECORD_KEY");
    beforehand(secrets);
    hotline = Hotline.start(config, Path.of("."), data, secrets);
    address = "http://127.0.0.1:" + config.web().port();
    for (Role role : Role.values()) {
      people.put(role, browser(role.word()));
    }
    for (Whose whose : Whose.values()) {
      fill(whose);
    }
    line.pieces(this);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> people.get(Role.OPERATOR).get("/api/v1/queue").body().contains("zqtalker"));
  }

  static PhoneNumber number(Whose whose) {
    return whose == Whose.MINE ? MINE : OTHERS;
  }

  CallerKey key(Whose whose) {
    return keys.get(whose);
  }

  static CallId call(Whose whose) {
    return new CallId("hamroh-1795314000." + (whose == Whose.MINE ? 11 : 22));
  }

  private void beforehand(Secrets secrets) {
    Clock clock = Clock.systemUTC();
    try (Passwords passwords = new Passwords(64)) {
      Users users = new Users(database, passwords, clock);
      Tokens programs = new Tokens(database, clock);
      for (Role role : Role.values()) {
        users.add(
            role.word(),
            role.word(),
            Set.of(role),
            "en",
            role == Role.OPERATOR ? Optional.of("op1") : Optional.empty(),
            PASSWORD);
        tokens.put(role, programs.add("program-" + role.word(), Set.of(role)));
      }
      users.add("walker", "Walker", Set.of(Role.OPERATOR), "en", Optional.empty(), PASSWORD);
      users.add("second-lead", "Second", Set.of(Role.SUPERVISOR), "en", Optional.empty(), PASSWORD);
      users.add(
          "colleague", "Colleague", Set.of(Role.OPERATOR), "en", Optional.of("op2"), PASSWORD);
    }
    new DirectoryStore(database)
        .addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    database.write(
        handle ->
            handle.execute(
                "update organisation set phone = '+992900000071', letters = 'tg'"
                    + " where organisation_id = 'fitt'"));
    Callers callers =
        new Callers(
            shown -> Optional.of(new PhoneNumber(shown)),
            secrets.ensure("HAMROH_CALLER_KEY").getBytes(StandardCharsets.UTF_8));
    NumberBook numbers = new NumberBook(database, recordKey, clock);
    try (CallLog log = new CallLog(database)) {
      for (Whose whose : Whose.values()) {
        CallerKey key = callers.of(number(whose)).key();
        keys.put(whose, key);
        numbers.keep(key, number(whose));
        call(log, whose, key);
      }
      line.told(log, keys.get(Whose.OTHERS));
    }
  }

  private void call(CallLog log, Whose whose, CallerKey key) {
    Instant at = Instant.now().minus(Duration.ofMinutes(whose == Whose.MINE ? 30 : 60));
    String operator = whose == Whose.MINE ? "op1" : "op2";
    List<CallEvent> events =
        List.of(
            new CallEvent.CallStarted(key, "TJ", "700", "PJSIP/demo-0000000" + whose.ordinal()),
            new CallEvent.LanguageChosen("tg", true),
            new CallEvent.HandedToQueue("queue-wages", 0, ""),
            new CallEvent.QueueEntered("queue-wages", 1),
            new CallEvent.OperatorAnswered("queue-wages", operator, Duration.ofSeconds(1)),
            new CallEvent.TalkEnded(operator, Duration.ofSeconds(60), true),
            new CallEvent.CallEnded());
    for (int i = 0; i < events.size(); i++) {
      log.tell(call(whose), at.plusSeconds(i), events.get(i));
    }
    piece("call", "caller", whose, key.hex());
    piece("caller", "number", whose, number(whose).e164());
    place("call", "id", call(whose).value());
    place("caller", "key", key.hex());
  }

  TestBrowser browser(String login) {
    TestBrowser browser = new TestBrowser(address);
    browser.get("/login");
    HttpResponse<String> in = browser.form("/login", Map.of("login", login, "password", PASSWORD));
    if (in.statusCode() != 303) {
      throw new IllegalStateException("login of " + login + ": " + in.body());
    }
    browser.get("/audit");
    browser.get("/account");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  /// A program with a role's token.
  TestBrowser program(Role role) {
    TestBrowser program = new TestBrowser(address);
    program.headers.put("Authorization", "Bearer " + tokens.get(role));
    return program;
  }

  void piece(String thing, String field, Whose whose, String word) {
    pieces.add(new Piece(thing, field, whose, word));
  }

  void place(String thing, String variable, String value) {
    place(thing, Map.of(variable, value));
  }

  void place(String thing, Map<String, String> values) {
    places.computeIfAbsent(thing, none -> new ArrayList<>()).add(values);
  }

  static String word(Whose whose, String what) {
    return "zq" + what + (whose == Whose.MINE ? "mine" : "other");
  }

  private void fill(Whose whose) {
    TestBrowser writer = whose == Whose.MINE ? people.get(Role.OPERATOR) : browser("colleague");
    SeenTalk talk = new SeenTalk(this);
    talk.record(writer, whose);
    talk.safetyCard(writer, whose);
    talk.callback(writer, whose);
    talk.voiceMessage(whose);
    talk.texts(whose);
    talk.inbox(whose);
    SeenMatters matters = new SeenMatters(this);
    matters.matter(writer, whose, false);
    matters.matter(writer, whose, true);
    matters.erasure(whose);
    new SeenStaff(this).colleague(whose);
  }

  static JsonNode sent(HttpResponse<String> answer, String what) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(what + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.readTree("{}") : JSON.readTree(answer.body());
  }

  /// The paths that an address stands for, as far as something is there.
  List<String> paths(String door) {
    String path = door.substring(door.indexOf(' ') + 1);
    if (!path.contains("{")) {
      return List.of(path);
    }
    List<String> all = new ArrayList<>();
    String kind =
        KINDS.entrySet().stream()
            .filter(one -> path.matches(".*" + one.getKey() + ".*"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("call");
    for (List<Map<String, String>> of : List.of(places.getOrDefault(kind, List.of()))) {
      for (Map<String, String> values : of) {
        String filled = path;
        for (Map.Entry<String, String> one : values.entrySet()) {
          filled = filled.replace("{" + one.getKey() + "}", one.getValue());
        }
        for (String variable : List.of("id", "key", "call")) {
          filled = filled.replace("{" + variable + "}", first(values));
        }
        if (!filled.contains("{")) {
          all.add(filled);
        }
      }
    }
    return all.stream().distinct().toList();
  }

  /// All words that may stand somewhere: as they may be shown, and whole numbers besides.
  Set<String> words() {
    Set<String> words = new HashSet<>();
    pieces.forEach(piece -> words.add(piece.shownAs()));
    words.add(MINE.e164().substring(4));
    words.add(OTHERS.e164().substring(4));
    return words;
  }

  String word(String thing, String field, Whose whose) {
    return pieces.stream()
        .filter(
            piece ->
                piece.thing().equals(thing)
                    && piece.field().equals(field)
                    && piece.whose() == whose)
        .findFirst()
        .orElseThrow()
        .word();
  }

  /// The path of one person's thing.
  String path(String door, Whose whose) {
    return door.substring(door.indexOf(' ') + 1)
        .replace("{key}", key(whose).hex())
        .replace("{id}", word("case", "id", whose));
  }

  /// The stream of what changes, as an open page gets it.
  HttpResponse<InputStream> live(TestBrowser listener) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            listener.request("/api/v1/live").GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String first(Map<String, String> values) {
    return new LinkedHashMap<>(values).values().iterator().next();
  }

  @Override
  public void close() {
    hotline.close();
    line.close();
    database.close();
  }
}
