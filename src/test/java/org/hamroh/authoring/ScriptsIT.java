package org.hamroh.authoring;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hamroh.operator.Chromium;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of the scripts as staff use it, in a real Chromium.
final class ScriptsIT {

  private static final String FIRST_WORDS = "Если вам сейчас угрожает опасность";

  private static Chromium chromium;
  @TempDir private Path folder;
  private ScriptConsole console;
  private final List<String> complaints = new ArrayList<>();

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
    console = new ScriptConsole(folder);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private Page open(int width, String login, String place) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(console.address() + "/login?to=/scripts");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#scripts.ready")).isVisible();
    go(page, place);
    return page;
  }

  private static void go(Page page, String place) {
    page.evaluate("place => { location.hash = place; }", place);
  }

  private static Locator step(Page page, String id) {
    return page.locator(".step[data-id='" + id + "']");
  }

  private static Locator button(Locator inside, String name) {
    return inside.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void theScriptIsDrawnWithItsWaysAndItsTraffic() {
    for (int i = 0; i < 3; i++) {
      console.callerLeavesInMainMenu("hamroh-" + i + ".1");
    }
    Page page = open(1280, "rustam", "#map/hotline");

    assertThat(step(page, "hotline/main")).containsText("3 callers, 3 hung up");
    assertThat(page.locator("g[data-from='hotline/main'][data-to='danger/danger'] text"))
        .hasText("1");
    assertThat(step(page, "danger/danger").first()).containsText("↗");
    step(page, "hotline/main").click();

    Locator panel = page.locator(".panel");
    assertThat(panel.locator("h2")).hasText("hotline/main");
    assertThat(panel.locator("[lang=ru]")).containsText(FIRST_WORDS);
    assertThat(panel.locator(".facts")).containsText("Hung up here3");
    assertThat(complaints).isEmpty();
  }

  @Test
  void keysStandInTheOrderInWhichTheyAreSaid() {
    Page page = open(1280, "rustam", "#map/hotline");
    assertThat(step(page, "work/work")).isVisible();

    List<Double> places =
        List.of("work/work", "documents/documents", "prepare/prepare").stream()
            .map(id -> step(page, id).boundingBox().x)
            .toList();

    assertThat(places).isSorted();
  }

  @Test
  void aTextIsChangedRefusedMendedPublishedComparedAndBroughtBack() {
    Page page = open(1280, "rustam", "#texts/main-menu");
    Locator dialog = page.locator("dialog[open]");
    Locator russian = page.locator("#text-ru");
    Locator tajik = page.locator("#text-tg");

    russian.fill(russian.inputValue() + " Мы на связи до 20 часов.");
    tajik.fill(tajik.inputValue() + " Мо то соати бист дар хизматем.");
    button(dialog, "Save").click();

    assertThat(dialog.locator(".notice.bad")).containsText("20");
    assertThat(page.locator(".draft .primary")).isDisabled();
    russian.fill(russian.inputValue().replace("20", "двадцати"));
    button(dialog, "Save").click();

    assertThat(dialog).hasCount(0);
    page.locator(".draft .primary").click();
    assertThat(dialog.locator("ins").first()).isVisible();
    assertThat(dialog.locator("[lang=tg] ins")).containsText("бист дар хизматем");
    page.locator("#publish-note").fill("Until when we are there");
    button(dialog, "Publish").click();

    assertThat(page.locator(".line-state")).containsText("version 2");
    assertThat(page.locator(".draft")).hasCount(0);
    go(page, "#history/2");
    Locator version = page.locator("[data-version='2']");
    assertThat(version).containsText("Until when we are there");
    assertThat(version.locator("[lang=ru] ins")).containsText("двадцати часов");
    button(page.locator("[data-version='1']"), "Bring back").click();
    assertThat(dialog.locator("[lang=ru] del")).containsText("двадцати часов");
    page.locator("#restore-note").fill("Not yet");
    button(dialog, "Bring back").click();

    assertThat(page.locator(".line-state")).containsText("version 3");
    assertThat(page.locator("[data-version='3']")).containsText("brought back");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theChoicesOfAMenuChangePlacesAndTheFileKeepsItsComments() {
    Page page = open(1280, "rustam", "#map/hotline/topics");
    Locator panel = page.locator(".panel");
    button(panel, "Change keys and ways").click();

    button(panel.locator(".choice").first(), "Down").click();
    button(panel, "Save").click();

    assertThat(page.locator("g[data-from='hotline/topics'][data-to='documents/documents'] text"))
        .hasText("1");
    String before =
        console
            .house
            .versions
            .files(new Of.Published())
            .orElseThrow()
            .text("hotline.yaml")
            .orElseThrow();
    String after =
        console
            .house
            .versions
            .files(new Of.Draft())
            .orElseThrow()
            .text("hotline.yaml")
            .orElseThrow();
    assertThat(after)
        .isEqualTo(
            before
                .replace("1: work/work", "1: X")
                .replace("2: documents/documents", "2: work/work")
                .replace("1: X", "1: documents/documents"));
  }

  @Test
  void aWayThatLeavesCallersAloneIsRefusedAndSaidWhere() {
    Page page = open(1280, "rustam", "#files/work.yaml");
    Locator text = page.locator("#files-text");
    assertThat(text).hasValue(Pattern.compile("steps:"));

    text.fill(
        text.inputValue().replace("steps:", "steps:\n  - go: nowhere\n    to: no-such-step\n"));
    button(page.locator("[data-view=files]"), "Save").click();

    assertThat(page.locator("#files-problems")).containsText("no-such-step");
    assertThat(page.locator(".gutter .is-error").first()).isVisible();
    assertThat(page.locator(".draft .primary")).isDisabled();
  }

  @Test
  void theTelephoneTellsWayKeysAndSeconds() {
    Page page = open(1280, "rustam", "#map/hotline");
    page.locator("#phone-language").selectOption("ru");
    page.locator("#phone button.primary").click();
    Locator log = page.locator(".phone-log");
    assertThat(log).containsText("hotline/main");
    assertThat(page.locator(".phone-words")).containsText(FIRST_WORDS);
    assertThat(step(page, "hotline/main")).hasClass(Pattern.compile("here"));

    page.locator("[data-key='3']").click();
    assertThat(page.locator(".phone-place")).hasText("hotline/topics");
    page.keyboard().press("0");

    Locator result = page.locator(".phone-result");
    assertThat(result).containsText("Reached people, queue “General”");
    assertThat(result).containsText("2 keys");
    assertThat(result).containsText("hotline/main → hotline/topics → hotline/operator");
    assertThat(log).containsText(Pattern.compile("0:0[0-9]"));
    assertThat(complaints).isEmpty();
  }

  @Test
  void theTelephonePlaysWhatTheDraftSays() {
    Page page = open(1280, "rustam", "#texts/main-menu");
    Locator russian = page.locator("#text-ru");
    russian.fill(russian.inputValue().replace(FIRST_WORDS, "Если вам нужна срочная помощь"));
    button(page.locator("dialog[open]"), "Save").click();
    assertThat(page.locator("#phone-of")).hasValue("draft");

    page.locator("#phone-language").selectOption("ru");
    page.locator("#phone button.primary").click();

    assertThat(page.locator(".phone-words")).containsText("нужна срочная помощь");
    button(page.locator("#phone"), "Hang up").click();
    assertThat(page.locator(".phone-result")).containsText("You hung up");
  }

  @Test
  void hoursOfADayAreChanged() {
    Page page = open(1280, "rustam", "#hours");
    Locator form = page.locator("section[aria-labelledby='schedule-operators']");
    Locator sunday = form.locator("tr", new Locator.LocatorOptions().setHasText("Sunday"));

    sunday.locator("select").selectOption("own");
    sunday.locator("input").fill("09:00-12:00");
    button(form, "Save").click();

    assertThat(page.locator(".draft")).containsText("hours.yaml");
    String hours =
        console.house.versions.files(new Of.Draft()).orElseThrow().text("hours.yaml").orElseThrow();
    assertThat(hours).contains("sunday: [\"09:00-12:00\"]").contains("# The line as it is");
  }

  @Test
  void whoMayOnlyLookSeesNoForms() {
    Page page = open(1280, "zarina", "#map/hotline/main");

    assertThat(page.locator(".panel h2")).hasText("hotline/main");
    assertThat(page.locator(".panel")).not().containsText("Change");
    go(page, "#files/hotline.yaml");
    assertThat(page.locator("#files-text")).not().isEditable();
  }

  @Test
  void aChangeOfSomebodyElseAppearsByItself() {
    Page page = open(1280, "rustam", "#map/hotline");
    assertThat(step(page, "hotline/main")).isVisible();

    console.saveDraft("farhod", "prompts/en.yaml", "Hello", "Hello there");

    assertThat(page.locator(".draft")).containsText("farhod");
  }

  @Test
  void nothingSticksOutOnAPhoneAndTheListIsUsable() {
    Page page = open(360, "rustam", "#map/hotline/main");
    assertThat(page.locator(".outline-step .panel h2")).hasText("hotline/main");

    for (String place :
        List.of(
            "#map/hotline/main",
            "#map/*",
            "#texts",
            "#texts/main-menu",
            "#hours",
            "#people",
            "#history",
            "#files/hotline.yaml")) {
      go(page, place);
      String view = place.substring(1).split("/", 2)[0];
      assertThat(page.locator("[data-view=" + view + "]")).isVisible();

      assertThat(widerThanScreen(page)).as(place).isZero();

      if (page.locator("dialog[open]").count() > 0) {
        page.keyboard().press("Escape");
      }
    }
  }

  @Test
  void theInterfaceSpeaksTajikAndRussian() {
    Page page = open(1280, "rustam", "#map/hotline/main");

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Тоҷикӣ")).click();
    assertThat(page.locator(".tabs")).containsText("Матнҳо");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Русский")).click();
    assertThat(page.locator(".tabs")).containsText("Тексты");

    assertThat((String) page.evaluate("document.body.innerText")).doesNotContain("script.");
  }

  @Test
  void theKeyboardChoosesAStepAndRings() {
    Page page = open(1280, "rustam", "#map/hotline");
    step(page, "hotline/main").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".panel h2")).hasText("hotline/main");
    page.locator("#phone-language").selectOption("tg");

    button(page.locator(".panel"), "Ring from here").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator(".phone-place")).hasText("hotline/main");
    page.keyboard().press("1");
    assertThat(page.locator(".phone-place")).hasText("danger/danger");
  }
}
