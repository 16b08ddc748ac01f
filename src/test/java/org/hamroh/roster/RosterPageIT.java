package org.hamroh.roster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of people and shifts, and the operator's own panel, in a real Chromium, wide and on a
/// telephone.
final class RosterPageIT {

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();
  private Chromium chromium;
  private RosterHouse house;

  @BeforeEach
  void start() {
    chromium = new Chromium();
    house = new RosterHouse(folder);
  }

  @AfterEach
  void stop() {
    chromium.close();
    house.close();
  }

  private Page page(String login, int width) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(house.site.address() + "/roster");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill("four words of mine");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Log out")).isVisible();
    return page;
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void supervisorPlansAShiftAndSaysWhatSomebodyCan(int width) {
    Page page = page("malika", width);
    page.navigate(house.site.address() + "/roster");

    page.locator("#shift-operator").selectOption("op2");
    page.locator("#shift-until").fill("12:30");
    page.getByText("Plan", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(page.locator("#roster-plan")).containsText("08:00-12:30");
    page.locator("#shift-when").selectOption("date");
    page.getByText("Plan", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(page.locator("#roster-plan [role=alert]")).isVisible();

    Locator malika = page.locator("#roster-people li").nth(1);
    malika.locator("summary").click();
    malika.getByText("Russian").last().click();
    malika.locator("input[name=woman]").check();
    malika.locator("input[name=mobile]").fill("90 000 0033");
    look(page, "people", width);
    malika.getByText("Save").click();
    assertThat(page.locator("#roster-people li").nth(1)).containsText("woman");
    look(page, "saved", width);

    assertThat(house.roster.skills("op2").languages()).containsExactly("tg");
    assertThat(house.roster.skills("op2").woman()).isTrue();
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void operatorRestsAndComesBack(int width) {
    Page page = page("zarina", width);
    page.navigate(house.site.address() + "/roster/own");

    page.locator("select[name=reason]").selectOption("prayer");
    page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#roster-own [role=status]").first()).containsText("prayer");
    look(page, "own", width);
    page.getByText("Ready", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator("#roster-own .badge").first()).hasText("ready");
    assertThat(complaints).isEmpty();
  }

  /// Nothing is wider than the screen; the picture is for whoever wants to look.
  private static void look(Page page, String name, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", "roster-" + name + "-" + width + ".png")));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as(name + " at " + width).isLessThanOrEqualTo(0);
  }
}
