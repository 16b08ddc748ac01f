package org.hamroh.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.phone.CallerKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desk under an operator's hands, in a real Chromium: a call comes, and everything is done by
/// keyboard.
final class DeskIT {

  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");
  private static final Path SCREENS = Path.of("target/screens/desk");

  /// What the desk tells the other panels, in order.
  private static final String LISTEN =
      """
      window.told = [];
      for (const name of ['ring', 'answered', 'ended', 'phone-do'])
        document.addEventListener('hamroh:' + name, (event) =>
          window.told.push(name + ' ' + (event.detail.callId ?? event.detail.act)));
      """;

  private static Chromium chromium;
  @TempDir private Path folder;
  private TestConsole console;

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
    Page page = chromium.page(width, 900, ColorScheme.LIGHT);
    page.navigate(console.address());
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestConsole.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#call-card")).isVisible();
    await().atMost(Duration.ofSeconds(20)).until(() -> console.live.clients() > 0);
    page.evaluate(LISTEN);
    return page;
  }

  private void wagesCallRings() {
    console.callerListensToWages("c.1", CALLER, Instant.now().minusSeconds(60));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> console.records.find("c.1").filter(one -> !one.queue().isEmpty()).isPresent());
    console.callerWaits("c.1", "queue-wages", "tg", 1);
    console.rings("c.1", "queue-wages", "tg", "op1");
  }

  private static List<?> told(Page page) {
    return (List<?>) page.evaluate("window.told");
  }

  @Test
  void ringingCallComesByItselfWithItsAnswersAndTheOtherPanelsAreTold() {
    Page page = open(1280, "zarina");

    wagesCallRings();
    assertThat(page.locator("#call-card")).hasClass(java.util.regex.Pattern.compile(".*ringing.*"));
    assertThat(page.locator("#call-card")).containsText("Wages not paid");
    assertThat(page.locator("#answers")).containsText("Номи корфармо чист?");
    assertThat(page.locator("#says")).containsText("Rings: Tajik, Russia, Wages");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve("ring-1280.png")).setFullPage(true));
    console.operatorAnswers("c.1", "queue-wages", "tg", "op1");
    assertThat(page.locator("#call-card .phase")).hasText("Talking");
    console.talkIsOver("c.1", "queue-wages", "tg", "op1");
    assertThat(page.locator("#call-card .phase")).hasText("After the talk");

    assertThat(told(page).toString()).isEqualTo("[ring c.1, answered c.1, ended c.1]");
    assertThat(page.locator(".trouble")).isHidden();
  }

  @Test
  void callThatGoesElsewhereIsToldAsEnded() {
    Page page = open(1280, "zarina");
    wagesCallRings();
    assertThat(page.locator("#call-card .phase")).hasText("Rings");

    console.ringsNoMore("c.1", "queue-wages", "tg", "op1");

    assertThat(page.locator("#call-card")).containsText("No call now");
    assertThat(told(page).toString()).isEqualTo("[ring c.1, ended c.1]");
  }

  @Test
  void whoIsTypingIsNotDisturbedByARingNorByALostServer() {
    Page page = open(1280, "zarina");
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
            + " '<textarea id=notes aria-label=notes></textarea>')");
    page.locator("#notes").focus();
    page.keyboard().type("He works in w");
    int port = console.port();

    wagesCallRings();
    assertThat(page.locator("#call-card .phase")).hasText("Rings");
    page.keyboard().type("inter, am? ");
    console.stopWeb();
    assertThat(page.locator(".stale")).isVisible();
    page.keyboard().type("paid");
    console.start(port);
    assertThat(page.locator(".stale")).isHidden();

    assertThat(page.locator("#notes")).hasValue("He works in winter, am? paid");
    assertThat(page.locator("#notes")).isFocused();
    assertThat(told(page).toString()).isEqualTo("[ring c.1]");
  }

  @Test
  void keysWorkInEveryLayoutAndCanBeSwitchedOff() {
    Page page = open(1280, "zarina");

    // The key of W writes ц on a Russian keyboard.
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
            + " {key: 'ц', code: 'KeyW', bubbles: true}))");
    assertThat(page.locator("#waiting")).isFocused();
    page.keyboard().press("a");
    page.keyboard().press("?");
    assertThat(page.locator("dialog.help")).containsText("Answer the call");
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("help-1280.png")));
    page.getByLabel("Keys of one letter are on").uncheck();
    page.keyboard().press("Escape");
    page.keyboard().press("c");

    assertThat(page.locator("dialog.help")).isHidden();
    assertThat(page.locator("#call-card")).not().isFocused();
    assertThat(told(page).toString()).isEqualTo("[phone-do answer]");
  }

  @Test
  void paletteDoesWhatIsTyped() {
    Page page = open(1280, "zarina");
    page.locator("#waiting").focus();

    page.keyboard().press("Control+k");
    page.keyboard().type("pau");
    assertThat(page.locator("#palette-list [aria-selected=true]")).containsText("Pause");
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve("palette-1280.png")));
    page.keyboard().press("Enter");

    assertThat(page.locator("section[aria-labelledby=operators]")).containsText("Pause: Break");
    assertThat(console.asked).containsExactly("PJSIP/op1 paused break");
  }

  @Test
  void paletteFindsAnswersByTheirWordsAndGivesTheFocusBack() {
    Page page = open(1280, "zarina");
    page.locator("#waiting").focus();

    page.keyboard().press("Control+k");
    page.keyboard().type("қарз");
    assertThat(page.locator("#palette-list")).containsText("Loans and household budget");
    page.keyboard().press("Enter");
    assertThat(page.locator("#answers")).containsText("Take a loan only from a bank");
    assertThat(page.locator("#answers-topic")).isFocused();
    page.locator("#waiting").focus();
    page.keyboard().press("Control+k");
    page.keyboard().press("Escape");

    assertThat(page.locator("#waiting")).isFocused();
  }

  @Test
  void onATelephoneTheCallComesFirstAndThePagesAreBehindOneButton() {
    Page page = open(360, "farhod");
    console.callerWaits("c.2", "queue-danger", "ru", 1);
    console.rings("c.2", "queue-danger", "ru", "op2");
    assertThat(page.locator("#call-card .phase")).isVisible();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve("ring-360.png")).setFullPage(true));
    assertThat(page.locator("#call-card .phase")).isInViewport();
    assertThat(page.locator("#pages")).isHidden();

    page.locator(".menu").click();

    assertThat(page.locator("#pages")).isVisible();
    assertThat(page.locator(".menu")).hasAttribute("aria-expanded", "true");
  }
}
