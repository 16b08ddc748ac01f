package org.hamroh.cases.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.language;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hamroh.cases.CaseHouse;
import org.hamroh.operator.Chromium;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sealed cases and whole numbers as staff see them, in a real Chromium.
final class SealedCasePagesIT {

  private static Chromium chromium;
  @TempDir private Path folder;
  private CaseHouse house;
  private TestSite site;
  private String sealed;

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
    house = new CaseHouse(folder);
    site = new TestSite(folder);
    site.add(new Person(new Principal("parvin", Set.of(Role.CASE_WORKER)), "Parvin", "en"));
    site.start(house.routes());
    sealed = house.opens(CaseHouse.ZARINA, true, "Каримов Фирӯз").file().id().value();
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(String login, int width, String path) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login?to=" + path);
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isVisible();
    return page;
  }

  private static void keep(Page page, String name) {
    shoot(page, name);
    assertThat(widerThanScreen(page)).as(name).isZero();
  }

  @Test
  void supervisorBreaksTheGlassWithAReason() {
    Page page = open("malika", 1280, "/cases");
    page.navigate(site.address() + "/cases?show=open");
    page.locator("a.clock[href='/cases/" + sealed + "']").click();
    assertThat(page.locator("h2#glass")).isVisible();
    assertThat(page.locator("main")).not().containsText("Каримов");

    page.locator("select[name=reason]").selectOption("life-in-danger");
    page.locator("form[action$='/glass'] button").click();

    assertThat(page.locator("main")).containsText("Каримов Фирӯз");
    assertThat(page.locator("main")).containsText("in an emergency, until");
    assertThat(house.alarms).containsExactly(sealed + "-malika");
  }

  @Test
  void titleIsReadableInThreeLanguagesWideAndNarrow() {
    for (int width : List.of(1280, 360)) {
      Page page = open("malika", width, "/cases/" + sealed);
      for (String language : List.of("tg", "ru", "en")) {
        language(page, language);
        page.navigate(site.address() + "/cases/" + sealed);
        keep(page, "case-title-" + language + "-" + width);
      }
    }
  }

  @Test
  void caseWorkerSeesTheNumberOnAClickWithAReason() {
    house.desk.change(
        new org.hamroh.cases.CaseId(sealed),
        1,
        new org.hamroh.cases.CaseChange.Assign("parvin"),
        CaseHouse.ZARINA);
    for (int width : List.of(1280, 360)) {
      Page page = open("parvin", width, "/cases/" + sealed);
      assertThat(page.locator("main")).not().containsText(CaseHouse.NUMBER.e164());

      page.locator("form[hx-post$='/number'] select").selectOption("person-asks");
      page.locator("form[hx-post$='/number'] button").click();

      assertThat(page.locator("#number-shown")).hasText(CaseHouse.NUMBER.e164());
      for (String language : List.of("tg", "ru", "en")) {
        language(page, language);
        page.navigate(site.address() + "/cases/" + sealed);
        page.locator("form[hx-post$='/number'] select").selectOption("person-asks");
        page.locator("form[hx-post$='/number'] button").click();
        assertThat(page.locator("#number-shown")).hasText(CaseHouse.NUMBER.e164());
        keep(page, "case-number-" + language + "-" + width);
      }
    }
  }
}
