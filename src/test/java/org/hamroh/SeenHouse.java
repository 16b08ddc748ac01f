package org.hamroh;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/// The product with its shipped settings and rule files, without a PBX, in which something of every
/// kind is kept of two persons: one is the operator's and the case worker's, the other is nobody's
/// of them. Each piece is a word that stands nowhere else.
final class SeenHouse implements AutoCloseable {

  static final String PASSWORD = "four words of mine";
  static final PhoneNumber MINE = new PhoneNumber("+992900004711");
  static final PhoneNumber OTHERS = new PhoneNumber("+992900004822");

  private static final Pattern COLUMN =
      Pattern.compile("(?:sealed|keyed|open) ([a-z_]+): ([a-z_ ]+?)(?: \\|.*)?");

  /// Columns that no page reads, or whose room has its own proof.
  private static final Map<String, String> NOT_HERE =
      Map.ofEntries(
          Map.entry("contact_aside.body_sealed", "a draft that was late; its writer's own page"),
          Map.entry("case_section_text.text_sealed", "older versions; no page shows them"),
          Map.entry("voice_message.number_sealed", "read by the dialer alone"),
          Map.entry("voice_message.sound_key", "keys are shown nowhere"),
          Map.entry("referral_step.note_sealed", "of a partner's answer; PartnerPagesTest"),
          Map.entry("referral_consent.reason_sealed", "of a life at risk; ReferralRoutes"),
          Map.entry("opt_out.number", "read by the gate alone"),
          Map.entry("receipt_early.number", "read by the gateway alone"),
          Map.entry("incoming_text.number", "the inbox's, for the desk alone; IncomingTest"),
          Map.entry("incoming_text.text_sealed", "the inbox's, for the desk alone; IncomingTest"),
          Map.entry("inbox_thread.number", "the inbox's, for the desk alone; IncomingTest"),
          Map.entry("incoming_part.number", "read by the gateway alone"),
          Map.entry("incoming_part.octets", "read by the gateway alone"),
          Map.entry("opt_in.number", "read by the gate alone"),
          Map.entry("erasure.subject_sealed", "the eraser's own work"),
          Map.entry("erasure.work_sealed", "the eraser's own work"),
          Map.entry("case_hold.reason_sealed", "of a hold; the room erasure has its own tests"),
          Map.entry("campaign.audience", "no person's"),
          Map.entry("campaign_text.text", "written for all"),
          Map.entry("caller_profile.answers", "chosen from lists; CallerRoutes"),
          Map.entry("web_answers.answer", "given again to who got it; see the test of retries"),
          Map.entry("roster_person.mobile", "of colleagues; RosterRoutes"));

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
  private final Hotline hotline;
  private final String address;
  private final Map<Whose, CallerKey> keys = new EnumMap<>(Whose.class);

  SeenHouse(Path data) throws IOException {
    Secrets secrets = Secrets.open(data);
    Path file = data.resolve("hamroh.yaml");
    Files.writeString(
        file, Files.readString(Path.of("deploy/hamroh.yaml")) + "\nlogin: {totp: \"off\"}\n");
    Map<String, String> ports = TestHotline.freePorts();
    Config config = new ConfigReader(secrets, ports).read(file);
    database = Database.open(config.store().file(data));
    beforehand(secrets);
    hotline = Hotline.start(config, Path.of("."), data, secrets);
    address = "http://127.0.0.1:" + config.web().port();
    for (Role role : Role.values()) {
      people.put(role, browser(role.word()));
    }
    for (Whose whose : Whose.values()) {
      fill(whose);
    }
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
    NumberBook numbers = new NumberBook(database, secrets.ensure("HAMROH_RECORD_KEY"), clock);
    try (CallLog log = new CallLog(database)) {
      for (Whose whose : Whose.values()) {
        CallerKey key = callers.of(number(whose)).key();
        keys.put(whose, key);
        numbers.keep(key, number(whose));
        call(log, whose, key);
      }
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

  private void place(String thing, String variable, String value) {
    places.computeIfAbsent(thing, none -> new ArrayList<>()).add(Map.of(variable, value));
  }

  private static String word(Whose whose, String what) {
    return "zq" + what + (whose == Whose.MINE ? "mine" : "other");
  }

  private void fill(Whose whose) {
    TestBrowser writer = whose == Whose.MINE ? people.get(Role.OPERATOR) : browser("colleague");
    record(writer, whose);
    safetyCard(writer, whose);
    callback(writer, whose);
    voiceMessage(whose);
    texts(whose);
    matter(writer, whose, false);
    matter(writer, whose, true);
  }

  private static JsonNode sent(HttpResponse<String> answer, String what) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(what + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.readTree("{}") : JSON.readTree(answer.body());
  }

  private void record(TestBrowser writer, Whose whose) {
    String note = word(whose, "note");
    sent(
        writer.json(
            "/api/v1/records/" + call(whose).value() + "/save",
            """
            {"version": 0, "page": "a", "content": {"callType": "help",
              "reasons": ["wages-not-paid-abroad"],
              "values": {"language": "tajik", "note": "%s"},
              "disposition": "advice-given", "nextAction": "call-back", "nextOn": "2036-11-23"}}
            """
                .formatted(note)),
        "record");
    piece("record", "content", whose, note);
    place("record", "id", call(whose).value());
  }

  private void safetyCard(TestBrowser writer, Whose whose) {
    String word = word(whose, "safe");
    sent(
        writer.json(
            "/api/v1/callers/" + key(whose).hex() + "/safety",
            "{\"calls\":\"yes\",\"texts\":\"yes\",\"safeWord\":\"" + word + "\"}"),
        "safety card");
    piece("safety-card", "safeWord", whose, word);
  }

  private void callback(TestBrowser writer, Whose whose) {
    JsonNode made =
        sent(
            writer.json(
                "/api/v1/callbacks",
                "{\"number\":\"" + number(whose).e164() + "\",\"when\":\"tomorrow\"}"),
            "callback");
    piece("callback", "number", whose, number(whose).e164());
    place("callback", "id", made.path("id").asString());
  }

  /// Left on a line that nobody answered; as the voicemail room keeps it.
  private void voiceMessage(Whose whose) {
    String id = "m-" + word(whose, "voice");
    String note = word(whose, "voicenote");
    long now = System.currentTimeMillis();
    database.write(
        handle ->
            handle.execute(
                """
                insert into voice_message (id, call_id, state, receipt, kind, urgent, wordless,
                  language, caller_key, begun_at, left_at, due_at, length_millis, note, sound)
                values (?, ?, 'new', ?, 'message', 0, 0, 'tg', ?, ?, ?, ?, 5000, ?, 'lost')
                """,
                id,
                call(whose).value(),
                "r-" + id,
                key(whose).hex(),
                now,
                now,
                now,
                note));
    piece("voice-message", "id", whose, id);
    piece("voice-message", "note", whose, note);
    place("voice-message", "id", id);
  }

  /// Somebody who asked for texts, and a text to them.
  private void texts(Whose whose) {
    TestBrowser manager = program(Role.MANAGER);
    sent(
        manager.send(
            manager
                .request("/api/v1/contacts/import")
                .header("Content-Type", "text/csv")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "number,name,place\n%s,%s,%s\n"
                            .formatted(
                                number(whose).e164(),
                                word(whose, "contactname"),
                                word(whose, "contactplace"))))),
        "contacts");
    piece("contact", "name", whose, word(whose, "contactname"));
    piece("contact", "place", whose, word(whose, "contactplace"));
    piece("contact", "number", whose, number(whose).e164());
    JsonNode text =
        sent(
            manager.json(
                "/api/v1/messages",
                "{\"number\":\""
                    + number(whose).e164()
                    + "\",\"text\":\""
                    + word(whose, "text")
                    + "\"}"),
            "message");
    piece("message", "number", whose, number(whose).e164());
    place("message", "id", text.path("id").asString());
  }

  private void matter(TestBrowser writer, Whose whose, boolean sealed) {
    String thing = sealed ? "sealed-case" : "case";
    String sort = sealed ? "sealed" : "open";
    JsonNode made =
        sent(
            writer.json(
                "/api/v1/cases",
                """
                {"once": "wish-%s-%s", "caller": "%s", "topic": "passport-taken", "sealed": %s,
                  "name": "%s", "place": "%s"}
                """
                    .formatted(
                        whose,
                        sort,
                        key(whose).hex(),
                        sealed,
                        word(whose, sort + "name"),
                        word(whose, sort + "place"))),
            thing);
    String id = made.path("id").asString();
    String at = "/api/v1/cases/" + id;
    sent(
        writer.json(
            at + "/sections",
            "{\"kind\":\"note\",\"text\":\"" + word(whose, sort + "text") + "\"}"),
        "section");
    sent(
        writer.json(
            at + "/tasks",
            "{\"on\":\"2036-11-23\",\"text\":\"" + word(whose, sort + "task") + "\"}"),
        "task");
    String bytes = "%PDF-1.4 " + word(whose, sort + "bytes");
    sent(
        writer.send(
            writer
                .request(at + "/attachments?name=" + word(whose, sort + "paper"))
                .header("Content-Type", "application/octet-stream")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(bytes))),
        "paper");
    String paper =
        JSON.readTree(writer.get(at).body()).path("attachments").path(0).path("id").asString();
    piece(thing, "id", whose, id);
    piece(thing, "caller", whose, key(whose).hex());
    piece(thing, "about", whose, word(whose, sort + "name"));
    piece(thing, "about", whose, word(whose, sort + "place"));
    piece(thing, "sections", whose, word(whose, sort + "text"));
    piece(thing, "tasks", whose, word(whose, sort + "task"));
    piece(thing, "attachments", whose, word(whose, sort + "paper"));
    piece(sealed ? thing : "case-paper", "bytes", whose, word(whose, sort + "bytes"));
    places.computeIfAbsent("case", none -> new ArrayList<>()).add(Map.of("id", id, "file", paper));
    screening(writer, whose, id, thing, sort);
    claim(writer, whose, id, thing, sort);
    referral(writer, whose, id, thing, sort);
    if (whose == Whose.MINE) {
      sent(
          writer.json(
              at + "/assign",
              "{\"version\":"
                  + JSON.readTree(writer.get(at).body()).path("version").asInt()
                  + ",\"login\":\"case-worker\"}"),
          "assign");
    }
  }

  private void screening(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode begun =
        sent(writer.json("/api/v1/screenings", "{\"caseId\":\"" + id + "\"}"), "screening");
    sent(
        writer.json(
            "/api/v1/screenings/" + begun.path("id").asString() + "/draft",
            """
            {"version":1,"answers":{"safe-to-talk":"yes","deception":"yes"},
             "words":{"deception":"%s"}}
            """
                .formatted(word(whose, sort + "said"))),
        "screening");
    piece(of(thing, "screening"), "words", whose, word(whose, sort + "said"));
    place("screening", "id", begun.path("id").asString());
  }

  private static boolean sealed(String thing) {
    return thing.equals("sealed-case");
  }

  /// What hangs on a sealed case is sealed as it is.
  private static String of(String thing, String room) {
    return thing.equals("case") ? room : "sealed-" + room;
  }

  private void claim(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode made =
        sent(
            writer.json(
                "/api/v1/cases/" + id + "/claims",
                "{\"firm\":\"" + word(whose, sort + "firm") + "\"}"),
            "claim");
    sent(
        writer.json(
            "/api/v1/claims/" + made.path("id").asString() + "/lines",
            "{\"kind\":\"contract\",\"words\":\""
                + word(whose, sort + "line")
                + "\",\"on\":\"2026-11-01\"}"),
        "line");
    piece(of(thing, "claim"), "firm", whose, word(whose, sort + "firm"));
    if (sealed(thing)) { // two spellings that look alike, brought before a supervisor
      piece("named-firm", "name", whose, word(whose, sort + "firm"));
    }
    piece(of(thing, "claim"), "lines", whose, word(whose, sort + "line"));
  }

  private void referral(TestBrowser writer, Whose whose, String id, String thing, String sort) {
    JsonNode made =
        sent(
            writer.json(
                "/api/v1/referrals",
                """
                {"caseId": "%s", "partner": "%s", "service": "legal-aid",
                 "words": {"name": "%s", "need": "unpaid wages"}}
                """
                    .formatted(id, "fitt", word(whose, sort + "refname"))),
            "referral");
    piece(of(thing, "referral"), "fields", whose, word(whose, sort + "refname"));
    place("referral", "id", made.path("id").asString());
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

  /// Columns with a person's words or number in which nothing stands here: nobody could see
  /// whether they are shown.
  List<String> emptyColumns() throws IOException {
    List<String> empty = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/schema/text-columns.txt"))) {
      Matcher found = COLUMN.matcher(line);
      if (found.matches()) {
        for (String column : found.group(2).split(" ", -1)) {
          String name = found.group(1) + "." + column;
          if (!NOT_HERE.containsKey(name) && isEmpty(found.group(1), column)) {
            empty.add(name);
          }
        }
      }
    }
    return empty;
  }

  private boolean isEmpty(String table, String column) {
    return database.read(
        handle ->
            handle
                    .createQuery(
                        "select count(*) from "
                            + table
                            + " where coalesce("
                            + column
                            + ", '') <> ''")
                    .mapTo(Long.class)
                    .one()
                == 0);
  }

  private static String first(Map<String, String> values) {
    return new LinkedHashMap<>(values).values().iterator().next();
  }

  @Override
  public void close() {
    hotline.close();
    database.close();
  }
}
