package org.hamroh.screening;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.operator.Screen.language;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;
import static org.hamroh.screening.ScreeningHouse.CALL;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamroh.casework.CaseworkHouse;
import org.hamroh.gate.SafetyBook;
import org.hamroh.gate.SafetyRoutes;
import org.hamroh.operator.Chromium;
import org.hamroh.screening.Screenings.Asker;
import org.hamroh.seal.Seal;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A screening as the operator does it, on the record of a call, in a real Chromium.
final class ScreeningPagesIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Asker ZARINA = new Asker("zarina", false, "");

  private static Chromium chromium;
  @TempDir private Path folder;
  private CaseworkHouse casework;
  private ScreeningHouse house;
  private TestSite site;
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
    casework = new CaseworkHouse(folder);
    house = new ScreeningHouse(folder);
    List<Routes> routes = new ArrayList<>(List.of(casework.routes()));
    routes.addAll(List.of(house.routes()));
    routes.add(
        new SafetyRoutes(
            new SafetyBook(
                casework.database,
                Seal.ofSite("safety cards", CaseworkHouse.SECRET),
                casework.clock),
            call -> Optional.empty()));
    site = new TestSite(folder).start(routes.toArray(new Routes[0]));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
    casework.close();
  }

  private Page open(int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          // The talk's panel is another room's, and not in this house.
          String told = message.text() + " " + message.location();
          if (message.type().equals("error") && !told.contains("/panels/call-out")) {
            complaints.add(told);
          }
        });
    page.navigate(site.address() + "/login?to=/records");
    page.getByLabel("Login").fill("zarina");
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
    page.navigate(site.address() + "/records/" + CALL);
    assertThat(page.locator(".screening-place")).isVisible();
    assertThat(page.locator("[data-record]")).isFocused();
    // htmx has taken the panel into its hands a moment after it stands there.
    await()
        .atMost(SOON)
        .until(
            () ->
                (boolean)
                    page.evaluate(
                        """
                        !document.querySelector(".screening-place [hx-post]")
                          || Boolean(document.querySelector(".screening-place [hx-post]")
                              ["htmx-internal-data"])"""));
    return page;
  }

  /// The N of the keyboard acts while nobody types.
  private static void begin(Page page) {
    page.keyboard().press("n");
    assertThat(question(page, "safe-to-talk").locator("input:checked")).isFocused();
  }

  private static Locator question(Page page, String id) {
    return page.locator("[data-question='" + id + "']");
  }

  private Screening only() {
    return house.screenings.ofContact(CALL, ZARINA).getFirst();
  }

  private void waitFor(String question, Answer answer) {
    await().atMost(SOON).until(() -> only().sheet().answer(question) == answer);
  }

  @Test
  void keysAloneDoTheWholeScreening() {
    Page page = open(1280);
    assertThat(page.locator(".urged")).containsText("danger key");
    begin(page);
    assertThat(question(page, "isolation")).isHidden();

    page.keyboard().press("1");
    assertThat(question(page, "danger-now").locator("input:checked")).isFocused();
    page.keyboard().press("2");
    page.keyboard().press("2");
    page.keyboard().press("Enter"); // the first sign is not asked
    page.keyboard().press("1");
    page.keyboard().type("A bakery, and it was a farm.");
    page.keyboard().press("Enter");
    page.keyboard().press("1");
    page.keyboard().type("The gate is locked at night.");
    waitFor("restriction-of-movement", Answer.YES);
    assertThat(page.locator("[data-result-body] .badge").first()).hasText("High risk");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator(".screening .referral")).isVisible();
    assertThat(page.locator(".screening form")).hasCount(0);
    Screening kept = only();
    assertThat(kept.end()).isEqualTo(Screening.End.DONE);
    assertThat(kept.sheet().answer("abuse-of-vulnerability")).isEqualTo(Answer.NOT_ASKED);
    assertThat(kept.sheet().said("deception")).isEqualTo("A bakery, and it was a farm.");
    assertThat(house.alarms.red()).hasSize(1);
    assertThat(complaints).isEmpty();
    page.context().close();
  }

  @Test
  void aReloadAndABrokenNetworkLoseNothing() {
    Page page = open(1280);
    begin(page);
    page.keyboard().press("1");
    waitFor("safe-to-talk", Answer.YES);
    page.route("**/api/v1/screenings/**", route -> route.abort());
    question(page, "debt-bondage").locator("input[value=yes]").check();
    question(page, "debt-bondage").locator("textarea").fill("Two thousand to work off.");
    assertThat(page.locator(".screening [data-status]")).containsText("sent again");
    page.unroute("**/api/v1/screenings/**");

    page.reload();

    waitFor("debt-bondage", Answer.YES);
    assertThat(question(page, "debt-bondage").locator("textarea"))
        .hasValue("Two thousand to work off.");
    assertThat(only().sheet().said("debt-bondage")).isEqualTo("Two thousand to work off.");
    page.context().close();
  }

  @Test
  void twoPagesOfOneScreeningLoseNothingOfEither() {
    Page one = open(1280);
    begin(one);
    one.keyboard().press("1");
    waitFor("safe-to-talk", Answer.YES);
    Page other = open(1280);
    assertThat(question(other, "isolation")).isVisible();

    question(one, "isolation").locator("input[value=yes]").check();
    question(one, "isolation").locator("textarea").fill("No telephone.");
    await().atMost(SOON).until(() -> !only().sheet().said("isolation").isEmpty());
    question(other, "isolation").locator("input[value=yes]").check();
    question(other, "isolation").locator("textarea").fill("No visits.");
    question(other, "deception").locator("input[value=no]").check();
    waitFor("deception", Answer.NO);

    assertThat(only().sheet().answer("isolation")).isEqualTo(Answer.YES);
    assertThat(only().sheet().said("isolation")).contains("No telephone.", "No visits.");
    one.context().close();
    other.context().close();
  }

  @Test
  void whoCannotSpeakIsOfferedASafeHour() {
    Page page = open(360);
    begin(page);
    page.keyboard().press("2");

    assertThat(page.locator(".screening .result > .notice.warn"))
        .containsText("cannot speak freely");
    assertThat(page.locator(".screening #safety")).isVisible();
    shoot(page, "screening-unsafe-en-360");
    assertThat(widerThanScreen(page)).isZero();
    page.context().close();
  }

  @Test
  void everyPageFitsWideAndNarrowInTheThreeLanguages() {
    for (int width : new int[] {1280, 360}) {
      house.clock.pass(Duration.ofMinutes(1)); // the newest one is shown
      Page page = open(width);
      page.locator(".screening-place form button").last().click();
      question(page, "safe-to-talk").locator("input[value=yes]").check();
      question(page, "debt-bondage").locator("input[value=yes]").check();
      waitFor("debt-bondage", Answer.YES);
      for (String language : new String[] {"tg", "ru", "en"}) {
        language(page, language);
        assertThat(page.locator("[data-result-body] .badge").first()).isVisible();
        page.locator(".screening details").last().evaluate("one => one.open = true");
        shoot(page, "screening-" + language + "-" + width);
        assertThat(widerThanScreen(page)).isZero();
      }
      page.locator("[data-stop]").click();
      assertThat(page.locator(".screening form")).hasCount(0);
      page.navigate(site.address() + "/screenings/" + only().id());
      page.locator(".screening details").first().evaluate("one => one.open = true");
      shoot(page, "screening-page-en-" + width);
      assertThat(widerThanScreen(page)).isZero();
      page.context().close();
    }
    assertThat(complaints).isEmpty();
  }
}
