package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Users;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every way out of the house is tried against people who must not be reached: nothing leaves the
/// trunk or the SMSC, each refusal is on the trail, and no answer says why.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
final class SafetyAttackIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PASSWORD = "four words of mine";

  /// Never call, never write.
  private static final String NEVER = "+992900000701";

  /// May be called at another hour only, and written to without our name.
  private static final String RESTRICTED = "+992900000702";

  /// Others use this telephone; everything that was asked for may go there.
  private static final String SHARED = "+992900000703";

  /// Has told us nothing. What reaches this one shows that the way is open.
  private static final String FREE = "+992900000704";

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static Telephone carrier;
  private static Telephone op1;
  private static Person never;
  private static Person restricted;
  private static String bookedBefore;
  private static String campaignBefore;

  /// @param key   of the caller
  /// @param call  whose record there is
  private record Person(String number, String key, String call) {}

  @BeforeAll
  static void start() throws Exception {
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    login: {totp: off}
                    gate:
                      hours: {from: "00:00", until: "23:59"}
                    """);
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        Passwords passwords = new Passwords()) {
      new Users(database, passwords, Clock.systemUTC())
          .add("nigora", "Nigora", Set.of(Role.OPERATOR), "en", Optional.of("op1"), PASSWORD);
    }
    phone = hotline.caller();
    carrier = hotline.carrier();
    op1 = hotline.operator(1);
    never = known(NEVER);
    restricted = known(RESTRICTED);
    Person shared = known(SHARED);

    // What was promised before they told us waits: a text, one of many, and a call.
    hotline.stopSmsc();
    hotline.post("/messages", "{\"number\":\"" + NEVER + "\",\"text\":\"Before\"}");
    hotline.post(
        "/contacts/import?consentWay=paper", "text/csv", contacts(NEVER, SHARED, FREE).getBytes());
    campaignBefore = campaign("Before");
    bookedBefore =
        hotline
            .post("/callbacks", "{\"number\":\"" + NEVER + "\",\"when\":\"tomorrow\"}")
            .path("id")
            .asString();
    card(never, "{\"calls\":\"no\",\"texts\":\"no\",\"otherAnswers\":\"wrong_number\"}");
    int hour = java.time.ZonedDateTime.now(java.time.ZoneId.of("Asia/Dushanbe")).getHour();
    card(
        restricted,
        "{\"calls\":\"in_hours\",\"hoursFrom\":\"%02d:00\",\"hoursUntil\":\"%02d:00\",\"texts\":\"neutral\"}"
            .formatted((hour + 3) % 24, (hour + 5) % 24));
    card(shared, "{\"calls\":\"yes\",\"texts\":\"yes\",\"shared\":true}");
    hotline.killServer();
    hotline.startSmsc();
    hotline.startServer();
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {op1, carrier, phone, hotline}) {
      if (one != null) {
        one.close();
      }
    }
  }

  /// Somebody has called, and is known from then on.
  private static Person known(String number) {
    int before = hotline.calls().size();
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("tg/welcome"), SOON);
    call.hangUp();
    JsonNode record =
        await()
            .atMost(SOON)
            .until(
                hotline::calls,
                calls ->
                    calls.size() > before
                        && !calls.getFirst().path("endedAt").asString("").isEmpty())
            .getFirst();
    return new Person(number, record.path("caller").asString(), record.path("id").asString());
  }

  private static void card(Person person, String told) {
    hotline.post("/callers/" + person.key() + "/safety", told);
  }

  private static String contacts(String... numbers) {
    return "number,language\n" + String.join(",tg\n", numbers) + ",tg\n";
  }

  private static String campaign(String name) {
    String id =
        hotline
            .post(
                "/campaigns",
                "{\"name\":\"" + name + "\",\"texts\":{\"tg\":\"Ҳамроҳ: " + name + "\"}}")
            .path("id")
            .asString();
    hotline.post("/campaigns/" + id + "/preview", "");
    hotline.post("/campaigns/" + id + "/start", "");
    return id;
  }

  private static HttpResponse<String> wish(String path, String body) {
    return hotline.wish(path, "application/json", body, "");
  }

  private static HttpResponse<String> text(String number, String words) {
    return wish("/messages", "{\"number\":\"" + number + "\",\"text\":\"" + words + "\"}");
  }

  /// One way to reach somebody who must not be reached.
  ///
  /// @param refused the answer; a way that is refused later answers well now
  private record Way(String name, Supplier<HttpResponse<String>> wish, boolean refused) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Way refused(String name, Supplier<HttpResponse<String>> wish) {
    return new Way(name, wish, true);
  }

  private static Stream<Way> ways() {
    String onBehalf = "{\"onBehalf\":\"op1\"}";
    return Stream.of(
        refused("a text", () -> text(NEVER, "x")),
        refused("a text in plain words", () -> text(NEVER, "Come at five")),
        refused("a text, the number written otherwise", () -> text("90 000 07 01", "x")),
        refused(
            "a text that is asked for again",
            () ->
                List.of("a-key-of-mine", "a-key-of-mine").stream()
                    .map(
                        key ->
                            hotline.wish(
                                "/messages",
                                "application/json",
                                "{\"number\":\"" + NEVER + "\",\"text\":\"again\"}",
                                key))
                    .toList()
                    .getLast()),
        refused(
            "a call from the record", () -> wish("/records/" + never.call() + "/call", onBehalf)),
        refused(
            "a follow-up from the person's page",
            () -> wish("/callers/" + never.key() + "/call", onBehalf)),
        refused(
            "a call back",
            () -> wish("/callbacks", "{\"number\":\"" + NEVER + "\",\"when\":\"soonest\"}")),
        refused(
            "a call back to a safe hour",
            () ->
                wish(
                    "/callbacks",
                    "{\"number\":\"" + NEVER + "\",\"when\":\"morning\",\"safe\":true}")),
        new Way("the call that was booked before", () -> now(bookedBefore), false),
        new Way(
            "the list of contacts, once more",
            () ->
                hotline.wish(
                    "/contacts/import?consentWay=paper", "text/csv", contacts(NEVER, FREE), ""),
            false),
        refused(
            "a call outside the hours",
            () -> wish("/records/" + restricted.call() + "/call", onBehalf)),
        refused("a text with our name", () -> text(RESTRICTED, "Ҳамроҳ: занг занед")),
        refused("a text with our name in capitals", () -> text(RESTRICTED, "HAMROH 700")));
  }

  private static HttpResponse<String> now(String callback) {
    return wish("/callbacks/" + callback + "/now", "");
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Order(1)
  void noWayLeadsToWhoMustNotBeReachedAndNoAnswerSaysWhy(Way way) {
    HttpResponse<String> answer = way.wish().get();

    assertThat(answer.statusCode()).isBetween(way.refused() ? 409 : 200, way.refused() ? 422 : 201);
    saysNothing(answer.body());
  }

  private static void saysNothing(String told) {
    assertThat(told.toLowerCase(Locale.ROOT))
        .doesNotContain("safety", "unsafe", "danger", "shared", "violen", "gate-safety");
  }

  /// The number keys that the caller may press are heard by the line that is never answered, too.
  @Test
  @Order(2)
  void aMissedCallIsNotRungBack() {
    TelephoneCall call = phone.dial("701", Caller.of(NEVER));
    call.awaitRinging(SOON);
    call.hangUp();
    call.awaitHangup(SOON);

    await().atMost(SOON).until(() -> hotline.calls().getFirst().path("endedAt").isString());
  }

  @Test
  @Order(3)
  void theTextOfAnOperatorIsRefusedInTheTalk() {
    try (TelephoneCall caller = phone.call("700", Caller.of(NEVER))) {
      caller.hear(Set.of("tg/welcome", "ru/language-hint"), SOON);
      caller.press('0');
      TelephoneCall desk = op1.awaitCall(SOON);
      desk.answer();
      JsonNode talk =
          await()
              .atMost(SOON)
              .until(() -> hotline.api("/queue").path("talking"), one -> one.size() == 1)
              .get(0);
      String at = "/calls/" + talk.path("call").asString() + "/text";

      for (String what : List.of("\"template\":\"sms-10\"", "\"text\":\"Come at five\"")) {
        HttpResponse<String> answer =
            wish(at, "{" + what + ",\"language\":\"tg\",\"onBehalf\":\"op1\"}");
        assertThat(answer.statusCode()).isBetween(409, 422);
        saysNothing(answer.body());
      }
      desk.hangUp();
    }
    hotline.post("/operators/op1/state", "{\"state\":\"wrap-up-done\"}");
  }

  @Test
  @Order(4)
  void aPartnersTelephoneThatIsThePersonsIsNotRungNorWrittenTo() {
    hotline.post("/directory/fitt", "{\"phone\":\"" + NEVER + "\"}");
    String matter =
        hotline
            .post("/cases", "{\"once\":\"wish-0007\",\"topic\":\"passport-taken\"}")
            .path("id")
            .asString();
    String referral =
        hotline
            .post(
                "/referrals",
                "{\"caseId\":\""
                    + matter
                    + "\",\"partner\":\"fitt\",\"service\":\"legal-aid\","
                    + "\"words\":{\"need\":\"a lawyer\"}}")
            .path("id")
            .asString();
    hotline.post(
        "/referrals/" + referral + "/consent",
        "{\"how\":\"voice\",\"language\":\"tg\",\"fields\":[\"need\"]}");
    hotline.post("/referrals/" + referral + "/send", "{\"way\":\"sms\"}");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              String page = hotline.api("/referrals/" + referral).toString();
              assertThat(page).contains("is not to be contacted this way");
              saysNothing(page);
            });
  }

  @Test
  @Order(5)
  void whoIsNeverToBeCalledIsNotRungAsAColleagueOnCall() throws Exception {
    hotline.post("/roster/people/op3", "{\"mobile\":\"" + NEVER + "\"}");
    for (String day : "monday tuesday wednesday thursday friday saturday sunday".split(" ")) {
      hotline.post(
          "/roster/shifts",
          "{\"operator\":\"op3\",\"duty\":\"on-call\",\"day\":\""
              + day
              + "\",\"hours\":\"00:00-24:00\"}");
    }
    try (TelephoneCall danger = phone.call("700", Caller.of(FREE))) {
      danger.hear(Set.of("tg/welcome", "ru/language-hint"), SOON);
      danger.press('1');
      danger.hear(Set.of("tg/main-menu"), SOON);
      danger.press('1');
      op1.awaitCall(SOON).ring();

      await().atMost(SOON).until(() -> hotline.log().contains("event=on-call-not-rung"));
    }
    saysNothing(
        hotline
            .log()
            .lines()
            .filter(line -> line.contains("on-call-not-rung"))
            .toList()
            .toString());
    hotline.post("/roster/people/op3", "{\"mobile\":\"\"}");
  }

  @Test
  @Order(6)
  void thePageSaysThatItCannotBeNowAndNothingElse() {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.page(360, 780, ColorScheme.LIGHT);
      page.navigate(hotline.address() + "/login?to=/records/" + never.call());
      page.getByLabel("Login").fill("nigora");
      page.getByLabel("Password").fill(PASSWORD);
      page.keyboard().press("Enter");
      Locator panel = page.locator("#call-out");
      panel.locator("button").click();

      assertThat(panel.locator("[role=alert]")).hasText("This person is not to be called now.");
    }
  }

  @Test
  @Order(7)
  void nothingHasLeftAndWhatMayLeaveHas() {
    campaign("After");
    hotline.post("/messages", "{\"number\":\"" + RESTRICTED + "\",\"text\":\"Come at five\"}");
    hotline.post("/messages", "{\"number\":\"" + SHARED + "\",\"text\":\"What you asked for\"}");
    hotline.post("/callbacks", "{\"number\":\"" + FREE + "\",\"when\":\"soonest\"}");

    TelephoneCall first = carrier.awaitCall(SOON);
    assertThat(first.dialed()).as("nobody was rung before").contains(FREE.substring(1));
    first.reject(486);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(textsTo(FREE)).as("both broadcasts").isEqualTo(2);
              assertThat(textsTo(RESTRICTED)).as("the plain text").isEqualTo(1);
              assertThat(textsTo(SHARED)).as("what was asked for, no broadcast").isEqualTo(1);
            });
    assertThat(textsTo(NEVER)).isZero();
    String callback = hotline.api("/callbacks/" + bookedBefore).toString();
    assertThat(callback).contains("\"failed\"").contains("gate-person");
    saysNothing(callback);
    assertThat(hotline.api("/campaigns/" + campaignBefore).toString()).contains("finished");
    String trail = hotline.api("/audit?limit=200").toString();
    assertThat(trail).contains(never.key()).contains(restricted.key()).contains("refused");
  }

  private static long textsTo(String number) {
    return hotline.texts().stream()
        .filter(one -> one.destination().equals(number.substring(1)))
        .count();
  }

  @Test
  @Order(8)
  void refusalsOfEachWayAreCounted() {
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      List<String> kinds =
          database.read(
              handle ->
                  handle
                      .createQuery(
                          """
                          select distinct kind || ' ' || purpose from gate_refusal
                          where reason = 'safety' order by 1
                          """)
                      .mapTo(String.class)
                      .list());

      assertThat(kinds)
          .contains(
              "call callback",
              "call follow_up",
              "call on_call",
              "text broadcast",
              "text partner",
              "text plain",
              "text service");
    }
  }
}
