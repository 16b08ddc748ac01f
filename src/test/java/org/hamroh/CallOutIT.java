package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An operator calls a person from what is written down, with the shipped product, a real Asterisk,
/// and telephones at every end.
final class CallOutIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PASSWORD = "four words of mine";
  private static final AtomicInteger NUMBERS = new AtomicInteger(100);

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static Telephone carrier;
  private static Telephone op1;
  private static Chromium chromium;

  private String number;
  private String record;

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
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
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    op1.close();
    carrier.close();
    phone.close();
    hotline.close();
  }

  /// Somebody has called, and is known from then on.
  @BeforeEach
  void aCaller() {
    number = "+992900000%03d".formatted(NUMBERS.incrementAndGet());
    Set<String> before = known();
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("tg/welcome"), SOON);
    call.hangUp();
    record =
        await()
            .atMost(SOON)
            .until(
                () ->
                    hotline.calls().stream()
                        .filter(one -> !before.contains(one.path("id").asString()))
                        .filter(one -> !one.path("outgoing").asBoolean())
                        .filter(one -> !one.path("endedAt").asString("").isEmpty())
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow()
            .path("id")
            .asString();
  }

  private static Set<String> known() {
    return hotline.calls().stream()
        .map(one -> one.path("id").asString())
        .collect(Collectors.toSet());
  }

  private JsonNode begin() {
    return hotline.post("/records/" + record + "/call", "{\"onBehalf\": \"op1\"}");
  }

  private static void becomes(JsonNode call, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        hotline
                            .api("/calls/" + call.path("call").asString() + "/out")
                            .path("state")
                            .asString())
                    .isEqualTo(state));
  }

  private static JsonNode ended(String call) {
    return await()
        .atMost(SOON)
        .until(
            () -> hotline.api("/calls/" + call),
            one -> !one.path("call").path("ending").asString("").isEmpty());
  }

  @Test
  void theButtonOfARecordBringsTheTwoTogetherAndTheCallIsOnRecord() {
    Page page = chromium.page(1280, 900, ColorScheme.LIGHT);
    page.navigate(hotline.address() + "/login?to=/records/" + record);
    page.getByLabel("Login").fill("nigora");
    page.getByLabel("Password").fill(PASSWORD);
    page.keyboard().press("Enter");
    Locator panel = page.locator("#call-out");
    panel.locator("button").click();

    TelephoneCall desk = op1.awaitCall(SOON);
    assertThat(panel).containsText("your telephone rings");
    assertThat(page.content()).doesNotContain(number.substring(5));
    assertThat(desk.from()).doesNotContain(number.substring(5));
    desk.answer();
    TelephoneCall person = carrier.awaitCall(SOON);
    assertThat(person.dialed()).contains(number);
    assertThat(person.from()).contains("+992900000700");
    person.ring();
    assertThat(panel).containsText("the person’s telephone rings");
    person.answer();
    assertThat(panel).containsText("talking");
    desk.say(Duration.ofMillis(800));
    person.hearAnything(SOON);
    person.hangUp();

    desk.awaitHangup(SOON);
    assertThat(panel).containsText("talked");
    String call = panel.locator("a[href^='/records/']").getAttribute("href").substring(9);
    JsonNode told = ended(call);
    assertThat(told.path("call").path("ending").asString()).isEqualTo("ANSWERED");
    assertThat(told.path("call").path("operator").asString()).isEqualTo("op1");
    assertThat(told.path("call").path("caller").asString())
        .isEqualTo(hotline.api("/calls/" + record).path("call").path("caller").asString());
    assertThat(told.toString()).contains(record).doesNotContain(number.substring(5));
    await()
        .atMost(SOON)
        .until(() -> hotline.api("/queue").toString().contains("\"wanted\":\"wrap-up\""));
    hotline.post("/operators/op1/state", "{\"state\": \"wrap-up-done\"}");
    page.close();
  }

  /// Over the API, as the person of the page.
  private static JsonNode as(Page page, String path, String body) {
    return JsonMapper.shared()
        .readTree(
            (String)
                page.evaluate(
                    """
                    async ([path, body]) => {
                      const headers = JSON.parse(document.body.getAttribute("hx-headers"));
                      headers["Content-Type"] = "application/json";
                      const answer = await fetch("/api/v1" + path, {method: "POST", headers, body});
                      return await answer.text();
                    }""",
                    List.of(path, body)));
  }

  @Test
  void whomWeRangSaysYesByKeyToo() {
    Page page = chromium.page(1280, 900, ColorScheme.LIGHT);
    page.navigate(hotline.address() + "/login?to=/records");
    page.getByLabel("Login").fill("nigora");
    page.getByLabel("Password").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
    String matter =
        as(page, "/cases", "{\"once\":\"wish-0042\",\"topic\":\"passport-taken\"}")
            .path("id")
            .asString();
    String referral =
        as(
                page,
                "/referrals",
                "{\"caseId\":\""
                    + matter
                    + "\",\"partner\":\"fitt\","
                    + "\"service\":\"legal-aid\",\"words\":{\"need\":\"a lawyer\"}}")
            .path("id")
            .asString();
    JsonNode call = begin();
    TelephoneCall desk = op1.awaitCall(SOON);
    desk.answer();
    TelephoneCall person = carrier.awaitCall(SOON);
    person.answer();
    becomes(call, "talking");

    as(
        page,
        "/referrals/" + referral + "/consent",
        "{\"how\":\"key\",\"language\":\"tg\",\"fields\":[\"need\"]}");
    person.press('7');
    person.press('1');

    page.navigate(hotline.address() + "/cases/" + matter);
    assertThat(page.locator("#referral-" + referral + " h3")).containsText("consented");
    assertThat(page.locator("#referral-" + referral)).containsText("by key");
    person.hangUp();
    desk.awaitHangup(SOON);
    await()
        .atMost(SOON)
        .until(() -> hotline.api("/queue").toString().contains("\"wanted\":\"wrap-up\""));
    hotline.post("/operators/op1/state", "{\"state\": \"wrap-up-done\"}");
    page.context().close();
  }

  @Test
  void operatorHearsTheRingToneAndMusicOnlyOnHoldAndWhoHangsUpEndsTheCall() {
    JsonNode call = begin();
    TelephoneCall desk = op1.awaitCall(SOON);
    desk.answer();
    TelephoneCall person = carrier.awaitCall(SOON);
    desk.hear(Set.of("ring/tone"), SOON);
    person.answer();
    becomes(call, "talking");
    person.say(Duration.ofMillis(600));
    desk.hearAnything(SOON);

    hotline.post("/calls/" + call.path("call").asString() + "/hold", "{\"onBehalf\": \"op1\"}");
    desk.hear(Set.of("moh/hold"), SOON);
    assertThat(desk.isUp()).isTrue();

    desk.hangUp();

    person.awaitHangup(SOON);
    becomes(call, "over");
  }

  @Test
  void whoMustNotBeCalledIsRefusedBeforeAnyTelephoneRings() {
    String caller = hotline.api("/calls/" + record).path("call").path("caller").asString();
    hotline.post("/callers/" + caller + "/safety", "{\"calls\": \"no\", \"texts\": \"no\"}");

    assertThatThrownBy(this::begin).hasMessageContaining("is not to be contacted this way");
  }

  @Test
  void personWhoDoesNotAnswerIsNotReachedAndTheOperatorIsLetGo() {
    JsonNode call = begin();
    TelephoneCall desk = op1.awaitCall(SOON);
    desk.answer();

    carrier.awaitCall(SOON).reject(486);

    desk.awaitHangup(SOON);
    becomes(call, "not-reached");
    assertThat(ended(call.path("call").asString()).path("call").path("ending").asString())
        .isEqualTo("NOT_REACHED");
  }

  @Test
  void operatorWhoDoesNotAnswerLetsNobodyBeRung() {
    JsonNode call = begin();

    op1.awaitCall(SOON).reject(486);

    becomes(call, "no-desk");
    assertThat(hotline.calls())
        .noneMatch(one -> one.path("id").asString().equals(call.path("call").asString()));
  }

  @Test
  void whoseTelephoneIsOnACallOrNotThereCallsNobody() {
    JsonNode call = begin();
    TelephoneCall desk = op1.awaitCall(SOON);

    assertThatThrownBy(this::begin).hasMessageContaining("on a call");
    assertThatThrownBy(
            () -> hotline.post("/records/" + record + "/call", "{\"onBehalf\": \"op2\"}"))
        .hasMessageContaining("not connected");

    desk.reject(486);
    becomes(call, "no-desk");
  }
}
