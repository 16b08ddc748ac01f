package org.hamroh.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.operator.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Red lines and answers by key as an operator sees them, wide and on a telephone.
final class ConsoleAlarmsIT {

  private static final CallId CALL = new CallId("hamroh-7.1");
  private static final Path SCREENS = Path.of("target/screens");

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
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.navigate(console.address());
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestConsole.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#waiting")).isVisible();
    return page;
  }

  private static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
  }

  private static void assertNothingSticksOut(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  private void press(String digit) {
    console.keys.accept(
        new AmiEvent.KeyPressed(
            Instant.now(),
            new AmiEvent.Leg("PJSIP/demo-7", CALL.value(), CALL.value(), "tg"),
            digit));
  }

  @Test
  void redLineComesWithoutReloadAndGoesWhenSomebodyTakesItOn() {
    for (int width : List.of(1280, 360)) {
      Page page = open(width, "zarina");
      Locator red = page.locator("#alarms .alarm");
      assertThat(red).hasCount(0);

      console.alarms.raise(AlarmKind.DANGER, "call-" + width, Instant.now().minusSeconds(31));
      console.alarms.raise(
          AlarmKind.SILENT_EMERGENCY, "help-" + width, Instant.now().minusSeconds(3));

      assertThat(red).hasCount(2);
      assertThat(red.last()).containsText("nobody has answered");
      assertNothingSticksOut(page);
      keep(page, "alarms-" + width);
      red.last().getByText("I take it on").click();
      assertThat(red).hasCount(1);
      red.last().getByText("I take it on").click();
      assertThat(red).hasCount(0);
      page.close();
    }
  }

  @Test
  void answersByKeyAppearBesideTheTalk() {
    for (int width : List.of(1280, 360)) {
      console.tell(CALL, Instant.now(), 0, new CallEvent.CannotSpeak("help-in-silence"));
      console.keys.told(CALL, new CallEvent.CannotSpeak("help-in-silence"));
      console.operatorAnswers(CALL.value(), "queue-danger", "tg", "op1");
      Page page = open(width, "zarina");
      Locator talking = page.locator("section[aria-labelledby=talking]");
      assertThat(talking).containsText("Cannot speak");

      press("1");
      press("5"); // means nothing in a talk
      press("2");

      assertThat(talking.locator(".silent .badge").first()).hasText("no");
      assertThat(talking.locator(".silent .badge").nth(1)).hasText("yes");
      assertNothingSticksOut(page);
      keep(page, "silent-" + width);
      page.close();
    }
  }

  @Test
  void lineThatIsProvenOrBrokenIsSeen() {
    Page page = open(360, "rustam");
    console.selfTests.soon("700");
    Locator proof = page.locator(".proof .badge");
    assertThat(proof).containsText("700");
    assertThat(proof).hasClass("badge good");

    console.lineTrouble = "did not hear tg/welcome in 15.0 s";
    console.selfTests.soon("700");
    assertThat(proof).hasClass("badge warn");
    console.selfTests.soon("700");

    assertThat(proof).hasClass("badge bad");
    assertThat(page.locator("#alarms .alarm")).containsText("Our number does not work");
    assertThat(page.locator("#alarms .alarm button")).hasCount(0);
    assertNothingSticksOut(page);
    keep(page, "line-360");
    console.lineTrouble = null;
    console.selfTests.soon("700");
    assertThat(page.locator("#alarms .alarm")).hasCount(0);
  }
}
