package org.hamroh.erasure;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hamroh.operator.Chromium;
import org.hamroh.phone.NumberReader;
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

/// Erasing as two people do it on the page.
final class ErasurePagesIT {

  private static final int NARROW = 360;
  private static final int WIDE = 1280;

  private static Chromium chromium;
  @TempDir private Path folder;
  private ErasureHouse house;
  private TestSite site;

  @BeforeAll
  static void startChromium() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() throws IOException {
    house = new ErasureHouse(Files.createDirectories(folder.resolve("data")));
    site = new TestSite(Files.createDirectories(folder.resolve("site")));
    for (String language : List.of("tg", "ru")) {
      site.add(
          new Person(
              new Principal("malika-" + language, Set.of(Role.SUPERVISOR)), "Malika", language));
    }
    site.start(new ErasureRoutes(house.erasures, house.finder, new NumberReader(), "TJ"));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(String login, int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login?to=/erasures");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isVisible();
    page.navigate(site.address() + "/erasures");
    return page;
  }

  private static boolean scrollsSideways(Page page) {
    return (boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  @Test
  void oneAsksASecondConfirmsAndTheReceiptNamesNobody() {
    Page malika = open("malika", WIDE);
    malika.getByLabel("Telephone number").fill("+99290000" + "1141");
    malika.getByLabel("Why", new Page.GetByLabelOptions().setExact(true)).selectOption("written");
    malika.getByText("Count what would go").click();
    assertThat(malika.locator("h1")).hasText("An erasure");
    assertThat(malika.getByText("Papers and pictures")).isVisible();
    assertThat(malika.getByText("another person must confirm")).isVisible();
    assertThat(malika.locator("form[action$=confirm]")).hasCount(0);

    Page rustam = open("rustam", NARROW);
    rustam.locator("tbody a").first().click();
    assertThat(rustam.getByText("Papers and pictures")).isVisible();
    assertThat(scrollsSideways(rustam)).isFalse();
    rustam.getByRole(AriaRole.CHECKBOX).check();
    rustam.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Erase")).click();
    assertThat(rustam.getByText("What we cannot erase")).isVisible();
    for (int i = 0; i < 100 && !rustam.locator("h1").innerText().equals("Receipt"); i++) {
      rustam.reload();
    }

    assertThat(rustam.locator("h1")).hasText("Receipt");
    assertThat(rustam.content()).doesNotContain("1141", house.person.key.hex(), house.person.name);
    assertThat(scrollsSideways(rustam)).isFalse();
  }

  @Test
  void heldCaseIsNamedAndNothingGoes() {
    Page malika = open("malika", WIDE);
    malika.locator("#hold-case").fill(house.person.caseId);
    malika.locator("#hold-why").fill("for the court");
    malika.getByText("Hold the case").click();
    assertThat(malika.getByText("for the court")).isVisible();
    malika.locator("#erasure-case").fill(house.person.caseId);
    malika.locator("#erasure-reason").selectOption("spoken");
    malika.getByText("Count what would go").click();
    assertThat(malika.locator(".card .notice.warn")).containsText(house.person.caseId);

    Page rustam = open("rustam", WIDE);
    assertThat(rustam.getByText("for the court")).hasCount(0);
    rustam.locator("tbody a").first().click();
    rustam.getByRole(AriaRole.CHECKBOX).check();
    rustam.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Erase")).click();

    assertThat(rustam.getByRole(AriaRole.ALERT)).containsText("legal hold");
    assertThat(house.rows().get("case_file")).isEqualTo(4);
  }

  @Test
  void pageFitsATelephoneInEveryLanguage() {
    for (String language : List.of("tg", "ru")) {
      house.erasures.ask(house.finder.byNumber(house.other.number), "order", ErasureHouse.ZARINA);
      Page page = open("malika-" + language, NARROW);

      assertThat(scrollsSideways(page)).as(language).isFalse();
    }
  }
}
