package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.hamroh.casework.contact.ContactRecords;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The contact record in the shipped product, with a real Chromium, real telephones, and a server
/// that is killed in mid wrap-up.
final class CaseworkIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PASSWORD = "four words of mine";
  private static final String FOUND = "[data-found] [role=option]";
  private static final AtomicInteger CALLERS = new AtomicInteger();

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static Telephone op1;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    // A code for the login is another test's matter.
    hotline = TestHotline.start(folder, settings -> settings + "\nlogin: {totp: off}\n");
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        Passwords passwords = new Passwords()) {
      new Users(database, passwords, Clock.systemUTC())
          .add("nigora", "Nigora", Set.of(Role.OPERATOR), "en", Optional.of("op1"), PASSWORD);
    }
    phone = hotline.caller();
    op1 = hotline.operator(1);
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    op1.close();
    phone.close();
    hotline.close();
  }

  private static Page open(String path) {
    Page page = chromium.page(1280, 900, ColorScheme.LIGHT);
    page.navigate(hotline.address() + "/login?to=/records");
    page.getByLabel("Login").fill("nigora");
    page.getByLabel("Password").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
    page.navigate(hotline.address() + path);
    assertThat(page.locator("[data-record]")).isFocused();
    return page;
  }

  private static String walkIn() {
    return "/records/new?id=" + ContactRecords.newId();
  }

  private static String id(Page page) {
    return page.locator("[data-record]").getAttribute("data-record");
  }

  private static void write(Page page, String words) {
    page.getByLabel("Note").click();
    page.keyboard().press("End");
    page.keyboard().type(words);
  }

  private static void isKept(Page page) {
    assertThat(page.locator("[data-status]")).containsText("Kept at");
  }

  private static JsonNode record(String id) {
    return hotline.api("/records/" + id);
  }

  private static String note(String id) {
    return record(id).path("content").path("values").path("note").asString("");
  }

  private static void isKept(String id, String note) {
    // There is no record before the first draft.
    await().atMost(SOON).ignoreExceptions().until(() -> note(id).equals(note));
  }

  /// A caller who has asked for a person.
  private static TelephoneCall asksForAPerson(String number) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("tg/welcome"), SOON);
    call.press('1');
    call.hear(Set.of("tg/main-menu"), SOON);
    call.press('2');
    return call;
  }

  private static String number() {
    return "+9929000004%02d".formatted(CALLERS.incrementAndGet());
  }

  private static String state() {
    for (JsonNode one : hotline.api("/queue").path("operators")) {
      if (one.path("id").asString("").equals("op1")) {
        return one.path("state").asString();
      }
    }
    return "";
  }

  @Test
  void wholeWrapUpByKeyboardAloneTakesLessThanAMinuteAndEndsThePause() {
    String call;
    try (TelephoneCall caller = asksForAPerson(number())) {
      TelephoneCall desk = op1.awaitCall(SOON);
      desk.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      call = hotline.calls().getFirst().path("id").asString();
      desk.hangUp();
      await().atMost(SOON).until(() -> state().equals("wrap-up"));
    }
    Page page = open("/records/" + call);
    assertThat(page.locator("[data-left]")).isVisible();
    assertThat(page.getByLabel("Language of the talk")).hasValue("tajik");
    long began = System.nanoTime();

    page.keyboard().press("1");
    page.keyboard().type("зарпл");
    assertThat(page.locator(FOUND).first()).isVisible();
    page.keyboard().type(" не запл");
    page.keyboard().press("Enter");
    page.keyboard().type("passport taken");
    assertThat(page.locator(FOUND)).hasCount(1);
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().type("Worked in Kazan from March, was paid for one month of four.");
    page.keyboard().press("Tab"); // the language is known already
    page.keyboard().press("Tab");
    page.keyboard().type("Adv");
    page.keyboard().press("Tab");
    page.keyboard().type("Call");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator("[data-badge]")).hasText("saved");
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("wrap-up by keyboard: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    JsonNode saved = record(call);
    assertThat(saved.path("savedBy").asString()).isEqualTo("nigora");
    assertThat(saved.path("content").path("reasons").toString())
        .isEqualTo("[\"wages-not-paid-abroad\",\"passport-taken\"]");
    assertThat(saved.path("content").path("disposition").asString()).isEqualTo("advice-given");
    assertThat(saved.path("content").path("nextOn").asString()).matches("20..-..-..");
    await().atMost(SOON).until(() -> state().equals("idle"));
    assertThat(page.locator("[data-left]")).hasCount(0);
    page.context().close();
  }

  @Test
  void aSilentCallIsClosedByOneKey() {
    try (TelephoneCall caller = asksForAPerson(number())) {
      caller.hear(Set.of("tg/privacy"), SOON);
    }
    String call = hotline.calls().getFirst().path("id").asString();
    Page page = open("/records/" + call);

    page.keyboard().press("2");

    assertThat(page.locator("[data-badge]")).hasText("saved");
    assertThat(record(call).path("content").path("callType").asString()).isEqualTo("silent-call");
    page.context().close();
  }

  @Test
  void aDraftSurvivesTheReloadAndAServerThatIsKilledInTheMiddle() throws Exception {
    Page page = open(walkIn());
    String id = id(page);
    write(page, "first words");
    isKept(page);
    isKept(id, "first words");
    page.reload();
    assertThat(page.getByLabel("Note")).hasValue("first words");

    write(page, ", then more");
    isKept(id, "first words, then more");
    hotline.killServer();
    write(page, ", and these while it was dead");
    assertThat(page.locator("[data-status]")).containsText("No connection");
    hotline.startServer();

    isKept(id, "first words, then more, and these while it was dead");
    isKept(page);
    assertThat(page.getByLabel("Note"))
        .hasValue("first words, then more, and these while it was dead");
    page.context().close();
  }

  @Test
  void whatWasTypedWithoutNetworkArrivesAfterwardsEvenFromAPageThatWasClosed() {
    Page page = open(walkIn());
    String id = id(page);
    write(page, "before");
    isKept(id, "before");

    page.context().setOffline(true);
    write(page, ", in the tunnel");
    assertThat(page.locator("[data-status]")).containsText("No connection");
    page.context().setOffline(false);
    isKept(id, "before, in the tunnel");
    isKept(page);

    page.context().setOffline(true);
    write(page, ", then the browser closed");
    assertThat(page.locator("[data-status]")).containsText("No connection");
    assertThat((String) page.evaluate("JSON.stringify(localStorage)"))
        .contains(id)
        .doesNotContain("tunnel");
    page.close();
    page.context().setOffline(false);
    Page again = page.context().newPage();
    again.navigate(hotline.address() + "/records/" + id);
    assertThat(again.getByLabel("Note"))
        .hasValue(
            Pattern.compile(".*then the browser closed"),
            new LocatorAssertions.HasValueOptions().setTimeout(20_000));
    isKept(id, "before, in the tunnel, then the browser closed");
    await().until(() -> "{}".equals(again.evaluate("JSON.stringify(localStorage)")));
    again.context().close();
  }

  @Test
  void twoWindowsLoseNothing() {
    Page one = open(walkIn());
    String id = id(one);
    write(one, "common");
    isKept(id, "common");
    Page two = one.context().newPage();
    two.navigate(hotline.address() + "/records/" + id);
    write(one, " and one");
    isKept(id, "common and one");
    write(two, " and two");

    assertThat(two.locator("[data-conflict]")).containsText("common and one");
    two.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Both notes")).click();

    await().atMost(SOON).until(() -> note(id).contains("and one") && note(id).contains("and two"));
    write(one, "!");
    assertThat(one.locator("[data-conflict]")).containsText("and two");
    one.context().close();
  }

  @Test
  void anAbusiveCallerIsToldAndWaitsLongerAndIsNotTurnedAway() {
    hotline.post("/operators/op1/state", "{\"state\":\"ready\"}");
    String rude = number();
    try (TelephoneCall before = asksForAPerson(rude)) {
      before.hear(Set.of("tg/privacy"), SOON);
    }
    JsonNode earlier = hotline.calls().getFirst();
    hotline.post(
        "/callers/" + earlier.path("caller").asString() + "/flags", "{\"flag\":\"abusive\"}");

    TelephoneCall keepsTheOperator = asksForAPerson(number());
    TelephoneCall talk = op1.awaitCall(SOON);
    talk.answer();
    try (keepsTheOperator;
        TelephoneCall slower = asksForAPerson(rude)) {
      slower.hear(Set.of("tg/queue-slower"), SOON);
      await().atMost(SOON).until(() -> hotline.api("/queue").path("waiting").size() == 1);
      String first = hotline.api("/queue").path("waiting").get(0).path("call").asString();
      try (TelephoneCall usual = asksForAPerson(number())) {
        await().atMost(SOON).until(() -> hotline.api("/queue").path("waiting").size() == 2);
        assertThat(usual.isUp()).isTrue();
        assertThat(keepsTheOperator.isUp()).isTrue();
        talk.hangUp();
        await().atMost(SOON).until(() -> state().equals("wrap-up"));
        hotline.post("/operators/op1/state", "{\"state\":\"ready\"}");
        TelephoneCall desk = op1.awaitCall(SOON);
        desk.answer();
        await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);

        assertThat(hotline.api("/queue").path("talking").get(0).path("call").asString())
            .as("who came later, and had insulted nobody")
            .isNotEqualTo(first);
        desk.hangUp();
        await().atMost(SOON).until(() -> state().equals("wrap-up"));
      }
      hotline.post("/operators/op1/state", "{\"state\":\"ready\"}");
      TelephoneCall desk = op1.awaitCall(SOON);
      desk.answer();
      await()
          .atMost(SOON)
          .until(
              () ->
                  hotline.api("/queue").path("talking").size() == 1
                      && hotline
                          .api("/queue")
                          .path("talking")
                          .get(0)
                          .path("call")
                          .asString()
                          .equals(first));
      desk.hangUp();
    }
    await().atMost(SOON).until(() -> state().equals("wrap-up"));
    hotline.post("/operators/op1/state", "{\"state\":\"ready\"}");
  }
}
