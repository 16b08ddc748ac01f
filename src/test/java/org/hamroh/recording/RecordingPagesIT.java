package org.hamroh.recording;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.voice.Pcm;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages as a reader uses them, in a real Chromium whose microphone plays a voice.
final class RecordingPagesIT {

  /// What the microphone hears, over and over.
  @TempDir private static Path voices;

  private static Chromium chromium;
  @TempDir private Path folder;
  private RecordingSite site;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startChromium() throws IOException {
    Path voice = voices.resolve("voice.wav");
    Files.write(voice, Speech.of(8).at(-18).wav());
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000); // a machine that builds beside it
    chromium =
        new Chromium(
            List.of(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--autoplay-policy=no-user-gesture-required",
                "--use-file-for-fake-audio-capture=" + voice));
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    site = new RecordingSite(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Page open(int width, String path) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.site.address() + "/login?to=" + path);
    page.getByLabel("Login").fill("rustam");
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**" + path);
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aReaderOnATelephoneRecordsListensAndKeeps() throws IOException {
    Page page = open(360, "/recording/text/tg/101");
    assertThat(page.locator(".big")).hasText(RecordingHouse.WELCOME);
    assertThat(page.locator(".said-status")).containsText("Press Record");

    button(page, "Record").click();
    assertThat(page.locator(".level-words .clock")).containsText("0:04 /");
    assertThat(page.locator(".level .bar")).hasAttribute("data-level", "fine");
    button(page, "Stop").click();

    assertThat(page.locator("[data-state=taken]")).isVisible();
    assertThat(page.locator("#takes .row")).hasCount(1);
    assertThat(page.locator("#takes .badge")).hasCount(0);
    button(page, "Keep").click();

    assertThat(page.locator(".said-status")).containsText("Callers hear it from now on");
    assertThat(page.locator("#takes .badge")).hasText("callers hear it");
    Take take = site.house.takes.of("tg", "welcome").getFirst();
    assertThat(take.madeBy()).isEqualTo("rustam");
    assertThat(take.how()).isEqualTo(Take.How.BROWSER);
    assertThat(take.figures().speech()).isBetween(-24.0, -14.0);
    Pcm heard = Pcm.read(site.house.heard("welcome", RecordingHouse.WELCOME));
    assertThat(heard.seconds()).isGreaterThan(3);
    assertThat(widerThanScreen(page)).isZero();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aFileIsUploadedAndAnEarlierTakeIsChosenAgain() throws IOException {
    Take first = site.house.take("welcome");
    site.house.takes.keep(first.id(), "gulnora");
    Path file = folder.resolve("voice.wav");
    Files.write(file, Speech.of(5).wav());
    Page page = open(1280, "/recording/text/tg/101");

    page.locator("details.upload summary").click();
    page.locator("input[type=file]").setInputFiles(file);
    assertThat(page.locator(".said-status")).containsText("A good take");
    button(page, "Keep").click();
    assertThat(page.locator("#takes .row").first().locator(".badge")).isVisible();

    button(page, "Let callers hear it").click();

    assertThat(page.locator("#takes .row").nth(1).locator(".badge")).isVisible();
    assertThat(page.locator("#takes .row").first().locator(".badge")).hasCount(0);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aFileThatIsNoSoundGetsItsSentence() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear colleagues, this is no sound.");
    Page page = open(1280, "/recording/text/tg/101");

    page.locator("details.upload summary").click();
    page.locator("input[type=file]").setInputFiles(file);

    assertThat(page.locator(".findings")).containsText("This is no sound file");
    assertThat(button(page, "Record")).isVisible();
  }

  @Test
  void coverageIsCountedFilteredAndFollowsWhatOthersDo() {
    Page page = open(1280, "/recording");
    assertThat(page.locator(".line")).hasCount(1);
    assertThat(page.locator(".filters [aria-current]")).containsText("All");
    assertThat(page.locator(".line .badge").first()).hasText("missing");

    page.locator(".filters a", new Page.LocatorOptions().setHasText("human")).click();

    assertThat(page.locator("#lines")).containsText("Nothing here");
    page.navigate(site.site.address() + "/recording/sheet?language=ru");
    assertThat(page.locator(".sheet-number")).hasText("101");
    assertThat(page.locator(".sheet-text")).containsText("Здравствуйте");
    assertThat(page.locator(".sheet")).containsText("ring 703");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPinIsMadeUpAndShownOnce() {
    Page page = open(360, "/recording/pins");

    page.locator("tr", new Page.LocatorOptions().setHasText("gulnora"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("New PIN"))
        .click();

    assertThat(page.locator("main .notice.good")).containsText("The new PIN of gulnora is");
    assertThat(site.house.pins.find("gulnora").orElseThrow().hasPin()).isTrue();
    assertThat(widerThanScreen(page)).isZero();
    page.getByLabel("New PIN, 6 to 10 digits").fill("123456");
    button(page, "Set").click();
    assertThat(page.locator("main .notice.bad")).containsText("in no order");
  }

  @Test
  void nothingSticksOutOnATelephone() {
    Page page = open(360, "/recording");
    assertThat(page.locator(".line")).isVisible();
    assertThat(widerThanScreen(page)).isZero();
    for (String path : List.of("/recording/text/tg/101", "/recording/sheet")) {
      page.navigate(site.site.address() + path);

      assertThat(widerThanScreen(page)).as(path).isZero();
    }
  }
}
