package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One person's whole way, with real telephones, real browsers, real letters and the shipped
/// product: from the key of danger to the caller who rings again and hears that the case is closed.
@Timeout(240)
final class WholeWayIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PASSWORD = "four words of mine";
  private static final String CALLER = "+992900000641";

  /// Whoever has lost the telephone asks from another.
  private static final String NEIGHBOUR = "+992900000642";

  private static final Path SCREENS = Path.of("target", "screens");

  @TempDir private static Path folder;
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private static TestHotline hotline;
  private static Telephone phone;
  private static Telephone op1;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    MAIL.start();
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    login: {totp: off}
                    mail: {host: 127.0.0.1, port: %d, from: hotline@union.example}
                    """
                        .formatted(MAIL.getSmtp().getPort()));
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        Passwords passwords = new Passwords()) {
      Users users = new Users(database, passwords, Clock.systemUTC());
      users.add("nigora", "Nigora", Set.of(Role.OPERATOR), "en", Optional.of("op1"), PASSWORD);
      users.add("malika", "Malika", Set.of(Role.SUPERVISOR), "en", Optional.empty(), PASSWORD);
    }
    for (String partner : new String[] {"fitt", "human-rights-centre"}) {
      hotline.post(
          "/directory/" + partner,
          "{\"email\":\"help@" + partner + ".example\",\"letters\":\"ru\"}");
    }
    phone = hotline.caller();
    op1 = hotline.operator(1);
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (op1 != null) {
      op1.close();
    }
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
    MAIL.stop();
  }

  private static Page login(String login) {
    Page page = chromium.page(1280, 1000, ColorScheme.LIGHT);
    page.onDialog(Dialog::accept);
    page.navigate(hotline.address() + "/login");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#callers")).isVisible();
    return page;
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static TelephoneCall atTheMainMenu(String number) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    hear(call, "tg/welcome");
    call.press('1');
    hear(call, "tg/main-menu");
    return call;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator question(Page page, String id) {
    return page.locator("[data-question='" + id + "']");
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENS.resolve(name + ".png")));
  }

  /// The screening, in the console, while they talk.
  ///
  /// @return the case that it leads to
  private static String screen(Page desk) {
    assertThat(desk.locator("#call-card")).containsText("danger");
    assertThat(desk.locator(".screening-place .notice.bad")).containsText("danger key");
    button(desk, "Begin the screening").click();
    assertThat(question(desk, "isolation")).isHidden();
    question(desk, "safe-to-talk").locator("input[value=yes]").check();
    question(desk, "retention-of-documents").locator("input[value=yes]").check();
    question(desk, "restriction-of-movement").locator("input[value=yes]").check();
    question(desk, "restriction-of-movement").locator("textarea").fill("The gate is locked.");
    assertThat(desk.locator("[data-result-body] .badge").first()).hasText("High risk");
    shoot(desk, "way-screening");
    desk.locator(".screening button[type=submit]").click();
    assertThat(desk.locator(".screening form")).hasCount(0);
    button(desk, "Open a case and refer").click();
    desk.waitForURL(Pattern.compile(".*/cases/[0-9]{7}.*"));
    return desk.url().replaceAll(".*/cases/([0-9]{7}).*", "$1");
  }

  private static void alarmed(Page supervisor) {
    Locator red = supervisor.locator("#alarms .alarm", has("High risk"));
    assertThat(red).isVisible();
    shoot(supervisor, "way-alarm");
    red.locator("button").click();
    assertThat(red).hasCount(0);
  }

  private static Page.LocatorOptions has(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void offer(Page desk, String partner) {
    desk.locator(".referral-new > summary").click();
    desk.locator(".referral-new select[name=service]").selectOption("legal-aid");
    desk.locator(".referral-new button", has("Search")).click();
    desk.locator("#referral-found input[value=" + partner + "]").check();
    desk.locator("input[name=words-name]").fill("Parvina");
    desk.locator("textarea[name=words-need]").fill("a lawyer, and her passport");
    desk.locator("#referral-found button.primary").click();
  }

  /// The operator reads the sentence out, the caller presses 1.
  private static void consent(Page desk, TelephoneCall caller, String referral) {
    Locator one = desk.locator("#referral-" + referral);
    one.locator("button", inside("Show the sentence")).click();
    assertThat(one.locator("blockquote")).containsText("Розӣ ҳастед?");
    one.locator("button", inside("key")).click();
    assertThat(one.locator("p[role=status]")).isVisible();
    caller.press('1');
    assertThat(one.locator("h3")).containsText("consented");
    assertThat(one).containsText("by key");
  }

  private static Locator.LocatorOptions inside(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  private static void send(Page desk, String referral) {
    Locator one = desk.locator("#referral-" + referral);
    one.locator("form.beside button.primary").click();
    assertThat(one.locator("h3")).containsText(Pattern.compile("sent"));
  }

  /// A partner's browser, at the link of the newest letter to it.
  private static Page partner(String partner) {
    await()
        .atMost(SOON)
        .until(() -> MAIL.getReceivedMessagesForDomain(partner + ".example").length > 0);
    Page page = chromium.page(360, 740, ColorScheme.LIGHT);
    page.navigate(link(MAIL.getReceivedMessagesForDomain(partner + ".example")[0]));
    page.locator("button[value=confirm]").click();
    assertThat(page.locator(".shared")).containsText("Parvina");
    return page;
  }

  private static String link(MimeMessage letter) {
    try {
      String words = letter.getSubject() + letter.getContent();
      assertThat(words).doesNotContain("Parvina", "passport", CALLER.substring(1));
      Matcher link = Pattern.compile("http\\S+/partner/\\S+").matcher(words);
      assertThat(link.find()).isTrue();
      return link.group();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(Page desk, String outcome) {
    desk.locator("form[action$='/status'] select[name=status]").selectOption("closed");
    desk.locator("form[action$='/status'] select[name=outcome]").selectOption(outcome);
    desk.locator("form[action$='/status'] button").click();
  }

  @Test
  void fromTheKeyOfDangerToTheCallerWhoHearsHowItEnded() {
    long began = System.nanoTime();
    Page supervisor = login("malika");
    Page desk = login("nigora");
    String matter;
    try (TelephoneCall caller = atTheMainMenu(CALLER)) {
      caller.press('1');
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      matter = screen(desk);
      alarmed(supervisor);

      offer(desk, "fitt");
      consent(desk, caller, matter + "-1");
      send(desk, matter + "-1");
      Page declines = partner("fitt");
      declines.locator("summary").click();
      declines.locator("select[name=reason]").selectOption("no-capacity");
      declines.locator("button[value=decline]").click();
      assertThat(declines.locator("[role=status]")).isVisible();
      Locator first = desk.locator("#referral-" + matter + "-1");
      assertThat(first.locator("h3")).containsText("declined");

      first.locator("button[value=human-rights-centre]").click();
      consent(desk, caller, matter + "-2");
      talk.hangUp();
    }
    send(desk, matter + "-2");
    Locator second = desk.locator("#referral-" + matter + "-2");
    Page accepts = partner("human-rights-centre");
    accepts.locator("button[value=accept]").click();
    assertThat(second.locator("h3")).containsText("accepted");
    accepts.locator("button[value=start]").click();
    assertThat(second.locator("h3")).containsText("started");

    close(desk, "helped-by-partner");
    assertThat(desk.locator(".case > .card > [role=alert]"))
        .containsText("finish each one or withdraw it");
    accepts.locator("summary").click();
    accepts.locator("select[name=outcome]").selectOption("helped");
    accepts.locator("button[value=finish]").click();
    assertThat(accepts.locator("[role=status]")).isVisible();
    assertThat(desk.locator("#referral-" + matter + "-2 h3")).containsText("finished");
    shoot(desk, "way-case");
    close(desk, "helped-by-partner");
    assertThat(desk.locator("h1 .badge").first()).hasText("Closed");

    button(desk, "new PIN").click();
    String pin = desk.locator("[data-pin]").innerText();
    try (TelephoneCall again = atTheMainMenu(NEIGHBOUR)) {
      again.press('4');
      hear(again, "tg/message-menu");
      again.press('3');
      hear(again, "tg/case-enter");
      again.press(matter + "*");
      hear(again, "tg/case-pin");
      again.press(pin);
      hear(again, "tg/case-closed");
    }
    System.out.println("the whole way: " + (System.nanoTime() - began) / 1_000_000 + " ms");
  }
}
