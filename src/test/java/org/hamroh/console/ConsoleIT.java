package org.hamroh.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.web.Sessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console as an operator uses it, in a real Chromium.
final class ConsoleIT {

  private static Chromium chromium;
  @TempDir private Path folder;
  private TestConsole console;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  @BeforeAll
  static void startChromium() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    console = new TestConsole(folder).start();
    console.pbxIsThere();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private Page open(int width, String login) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          // A panel of a room that is not in this house answers 404, and its place stays empty.
          if (message.type().equals("error")
              && !(message.location() + message.text()).contains("/panels/")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(request -> addresses.add(request.url()));
    page.navigate(console.address());
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestConsole.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#waiting")).isVisible();
    return page;
  }

  private static Locator section(Page page, String id) {
    return page.locator("section[aria-labelledby=" + id + "]");
  }

  @Test
  void aWaitingCallerAppearsWithoutReloadAndIsCounted() {
    Page page = open(1280, "zarina");
    assertThat(section(page, "waiting")).containsText("Nobody is waiting");
    page.evaluate("window.sameDocument = true");

    console.callerWaits("c.1", "queue-wages", "tg", 1);

    assertThat(section(page, "waiting")).containsText("Wages");
    assertThat(section(page, "waiting")).containsText("Tajik");
    Locator clock = section(page, "waiting").locator(".clock");
    assertThat(clock).hasText("0:02");
    assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
  }

  @Test
  void anAnsweredCallerMovesToTheTalkingOnes() {
    Page page = open(1280, "zarina");
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    assertThat(section(page, "waiting")).containsText("Wages");

    console.operatorAnswers("c.1", "queue-wages", "tg", "op2");

    assertThat(section(page, "waiting")).containsText("Nobody is waiting");
    assertThat(section(page, "talking")).containsText("Farhod");
  }

  @Test
  void aFinishedCallJoinsTheLastOnesAndOpensItsStory() {
    Page page = open(1280, "zarina");
    assertThat(section(page, "calls")).containsText("No calls yet");

    console.callIsOver("hamroh-1.1", Instant.now().minusSeconds(300));

    assertThat(section(page, "calls")).containsText("Answered");
    section(page, "calls").getByRole(AriaRole.LINK).first().click();
    assertThat(page.locator(".events")).containsText("Chose Tajik");
  }

  @Test
  void anOperatorRestsAndComesBackByKeyboard() {
    Page page = open(1280, "zarina");
    page.getByLabel("Reason").selectOption("meeting");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).focus();
    page.keyboard().press("Enter");
    assertThat(section(page, "operators")).containsText("Pause: Meeting");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ready")).focus();
    page.keyboard().press("Enter");

    assertThat(page.getByLabel("Reason")).isVisible();
    assertThat(section(page, "operators")).not().containsText("Pause: Meeting");
    assertThat(console.asked).containsExactly("PJSIP/op1 paused meeting", "PJSIP/op1 ready");
  }

  @Test
  void aHalfChosenReasonStaysWhileCallersCome() {
    Page page = open(1280, "zarina");
    page.getByLabel("Reason").selectOption("training");

    console.callerWaits("c.1", "queue-wages", "tg", 1);

    assertThat(section(page, "waiting")).containsText("Wages");
    assertThat(page.getByLabel("Reason")).hasValue("training");
  }

  @Test
  void theLanguageIsSwitchedOnThePageAndRemembered() {
    Page page = open(1280, "zarina");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Тоҷикӣ")).click();

    assertThat(page.locator("#waiting")).containsText("Дар навбат");
    page.reload();
    assertThat(page.locator("html")).hasAttribute("lang", "tg");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Русский")).click();
    assertThat(page.locator("#waiting")).containsText("Ожидают");
  }

  @Test
  void nothingSticksOutOnAPhone() {
    console.callerWaits("c.1", "queue-documents", "ru", 1);
    console.callIsOver("hamroh-1.1", Instant.now().minusSeconds(90_000));
    Page page = open(360, "farhod");
    assertThat(section(page, "calls")).containsText("main-menu");

    for (String path : List.of("/", "/calls/hamroh-1.1", "/nothing")) {
      page.navigate(console.address() + path);

      assertThat(widerThanScreen(page)).as(path).isZero();
    }
    page.context().clearCookies();
    page.navigate(console.address() + "/login");
    assertThat(widerThanScreen(page)).isZero();
  }

  @Test
  void theBrowserFindsNothingToComplainAboutAndAsksNobodyElse() {
    Page page = open(1280, "zarina");
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    assertThat(section(page, "waiting")).containsText("Wages");

    assertThat(complaints).isEmpty();
    assertThat(addresses).isNotEmpty().allMatch(url -> url.startsWith(console.address()));
  }

  @Test
  void theKeyboardReachesEverything() {
    Page page = open(1280, "zarina");
    page.locator("body").focus();

    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      page.keyboard().press("Tab");
      reached.add(String.valueOf(page.evaluate("document.activeElement.innerText || ''")).strip());
    }

    assertThat(reached).contains("To the content", "Calls now", "Русский", "Log out", "Pause");
    assertThat(reached.getFirst()).isEqualTo("To the content");
  }

  @Test
  void aLostServerIsSaidAndThePictureComesBackByItself() {
    Page page = open(1280, "zarina");
    int port = console.port();
    assertThat(page.locator(".stale")).isHidden();
    await().atMost(Duration.ofSeconds(10)).until(() -> console.live.clients() == 1);

    console.stopWeb();
    assertThat(page.locator(".stale")).isVisible();
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    console.start(port);

    assertThat(section(page, "waiting")).containsText("Wages");
    assertThat(page.locator(".stale")).isHidden();
  }

  @Test
  void anEndedSessionLeadsToTheLoginPage() {
    Page page = open(1280, "zarina");
    await().atMost(Duration.ofSeconds(10)).until(() -> console.live.clients() == 1);

    new Sessions(console.database, console.clock).closeAll("zarina");
    console.callerWaits("c.1", "queue-wages", "tg", 1);

    assertThat(page.getByLabel("Password")).isVisible();
  }
}
