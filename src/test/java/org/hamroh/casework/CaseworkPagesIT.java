package org.hamroh.casework;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.casework.CaseworkHouse.CALL;
import static org.hamroh.operator.Screen.language;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.casework.contact.Content;
import org.hamroh.gate.SafetyBook;
import org.hamroh.gate.SafetyRoutes;
import org.hamroh.operator.Chromium;
import org.hamroh.seal.Seal;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The panels and pages of contact records as staff see them, in a real Chromium.
final class CaseworkPagesIT {

  private static final String FOUND = "[data-found] [role=option]";

  /// Panels of other rooms, which are not in this house.
  private static final List<String> ELSEWHERE =
      List.of("/panels/call-out", "/panels/cases/", "/panels/screening/");

  private static Chromium chromium;
  @TempDir private Path folder;
  private CaseworkHouse house;
  private TestSite site;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void startChromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a machine that builds beside it
    chromium = new Chromium();
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    house = new CaseworkHouse(folder);
    List<Routes> routes = new ArrayList<>(List.of(house.routes()));
    routes.add(
        new SafetyRoutes(
            new SafetyBook(
                house.database, Seal.ofSite("safety cards", CaseworkHouse.SECRET), house.clock),
            call -> Optional.empty()));
    site = new TestSite(folder).start(routes.toArray(new Routes[0]));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(String login, int width, String path) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          String told = message.text() + " " + message.location();
          if (message.type().equals("error") && ELSEWHERE.stream().noneMatch(told::contains)) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/login?to=/records");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
    page.navigate(site.address() + path);
    return page;
  }

  private void someHistory() {
    house.numbers.keep(house.caller, CaseworkHouse.NUMBER);
    house.records.save(
        CaseworkHouse.wish(CALL.value(), 0, "a", CaseworkHouse.whole("Worked in Kazan.")));
    house.records.save(
        CaseworkHouse.wish(
            CALL.value(), 1, "a", new Content("nuisance-call", List.of(), Map.of(), "", "", "")));
    house.clock.pass(Duration.ofMinutes(40));
    house.rings(CaseworkHouse.OTHER_CALL);
  }

  @Test
  void everyPageFitsWideAndNarrowInTheThreeLanguages() {
    someHistory();
    house.wrapUpEnds = Optional.of(house.clock.instant().plusSeconds(83));
    String record = "/records/" + CaseworkHouse.OTHER_CALL.value();
    for (int width : new int[] {1280, 360}) {
      Page page = open("malika", width, record);
      for (String language : new String[] {"tg", "ru", "en"}) {
        page.navigate(site.address() + record);
        language(page, language);
        assertThat(page.locator("[data-left]")).isVisible();
        assertThat(page.locator(".caller .facts")).isVisible();
        page.locator("[data-type][data-key='1']").click();
        page.locator("[data-reason]").fill("паспорт");
        assertThat(page.locator(FOUND).first()).isVisible();
        shoot(page, "record-" + language + "-" + width);
        assertThat(widerThanScreen(page)).isZero();
        page.navigate(site.address() + "/callers/" + house.caller.hex());
        assertThat(page.locator("#safety")).isVisible();
        shoot(page, "caller-" + language + "-" + width);
        assertThat(widerThanScreen(page)).isZero();
        page.navigate(site.address() + "/records");
        shoot(page, "records-" + language + "-" + width);
        assertThat(widerThanScreen(page)).isZero();
      }
      page.context().close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsMissingIsMarkedAndTheFirstOfItHasTheFocus() {
    Page page = open("zarina", 1280, "/records/" + CALL.value());
    assertThat(page.locator("[data-record]")).isFocused();
    page.keyboard().press("1");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator(".missing")).hasCount(3); // the language is known from the call
    assertThat(page.locator("[data-reason]")).isFocused();
    assertThat(page.locator("[data-badge]")).hasText("draft");
    page.context().close();
  }

  @Test
  void aSupervisorSeesTheNumberAfterSayingWhyAndAnOperatorIsNotAsked() {
    someHistory();
    Page page = open("malika", 1280, "/callers/" + house.caller.hex());
    assertThat(page.locator(".facts").first()).containsText("+992•••••••70");
    page.getByLabel("Why").selectOption("life-in-danger");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the number")).click();

    assertThat(page.locator(".whole")).hasText("+992900000070");
    Page operator = open("zarina", 360, "/callers/" + house.caller.hex());
    assertThat(operator.getByLabel("Why")).hasCount(0);
    assertThat(operator.locator(".flags .badge")).hasText("Abusive");
    operator
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take away Abusive"))
        .click();
    assertThat(operator.locator(".flags .badge")).hasCount(0);
    assertThat(house.flags.of(house.caller)).isEmpty();
    assertThat(complaints).isEmpty();
    page.context().close();
    operator.context().close();
  }

  @Test
  void theReasonIsFoundInAnyLanguageAndWithoutTajikLetters() {
    Page page = open("zarina", 1280, "/records/" + CALL.value());
    assertThat(page.locator("[data-record]")).isFocused();
    for (String typed : new String[] {"шиносномаро гириф", "забрали паспорт", "Passport taken"}) {
      page.locator("[data-reason]").fill(typed);
      assertThat(page.locator(FOUND)).hasCount(1);
      page.keyboard().press("Enter");
      assertThat(page.locator("[data-chips] li")).hasCount(1); // the same one each time
    }
    page.locator("[data-reason]").fill("мехохад");
    assertThat(page.locator(FOUND).first()).isVisible();
    page.keyboard().press("Escape");
    page.locator("[data-reason]").fill("");
    page.keyboard().press("Backspace");
    assertThat(page.locator("[data-chips] li")).hasCount(0);
    page.context().close();
  }
}
