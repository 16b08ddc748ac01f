package org.hamroh.day;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamroh.operator.Chromium;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day as two people work through it, in a real Chromium.
final class DayPagesIT {

  private static Chromium chromium;
  @TempDir private Path folder;
  private DayHouse house;
  private TestSite site;

  @BeforeAll
  static void startChromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a machine that builds beside it
    chromium = new Chromium(List.of());
  }

  @AfterAll
  static void stopChromium() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    house = new DayHouse(folder);
    site =
        new TestSite(folder)
            .start(
                new DayRoutes(house.board, login -> "Zarina", DayRoutesTest.texts(), house.clock));
    house.waits(1);
    house.speaks(1, "m-1");
    house.owed(2);
    house.givesUp(3);
    house.followUps.add(
        new FollowUps.FollowUp(
            "7",
            "ask for the contract",
            house.clock.instant(),
            house.clock.instant(),
            Optional.empty(),
            "/records/7"));
    house.clock.pass(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(int width, String who) {
    Page page = chromium.page(width, 900, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login?to=/day");
    page.getByLabel("Login").fill(who);
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/day");
    return page;
  }

  private static Locator button(Page page, String list, String name) {
    return page.locator("#" + list)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void whatOneTakesTheOtherSeesTakenAndALostCallerIsRecalledOnce() {
    Page zarina = open(1280, "zarina");
    Page malika = open(360, "malika");
    button(zarina, "messages", "I take it").click();
    assertThat(zarina.locator("#messages .badge.good")).hasText("mine");
    malika.reload();
    assertThat(malika.locator("#messages .badge.busy")).hasText("Zarina");
    assertThat(button(malika, "messages", "I take it")).hasCount(0);

    button(malika, "lost", "Call back").click();
    assertThat(malika.locator("#lost .empty")).isVisible();
    button(zarina, "lost", "Call back").click(); // the page is older than the recall

    assertThat(zarina.getByRole(AriaRole.ALERT)).containsText("Somebody else has it");
    assertThat(house.dueForTheDialer()).hasSize(2);
    zarina.close();
    malika.close();
  }

  @Test
  void nothingSticksOutOnATelephone() {
    house.board.claim(DayList.CALLBACKS, house.ids(DayList.CALLBACKS).getFirst(), "zarina");
    for (int width : new int[] {1280, 360}) {
      Page page = open(width, "zarina");
      assertThat(page.locator("section.card")).hasCount(5);
      Object over =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) over).intValue()).isZero();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/pages/day-" + width + ".png"))
              .setFullPage(true));
      page.close();
    }
  }
}
