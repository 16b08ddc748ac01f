package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hamroh.operator.Chromium;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pause on the console, the load, and the pages of practice, in the shipped product and a real
/// Chromium, wide and on a telephone.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PeoplePagesIT {

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(folder, settings -> settings + StaffMember.NO_CODE);
    StaffMember.join(hotline, "zarina", Role.OPERATOR, "op1");
    StaffMember.join(hotline, "malika", Role.SUPERVISOR, "op2");
    try (Database database = Database.open(folder.resolve("hamroh.db"))) {
      database.write(
          handle -> {
            long now = Instant.now().toEpochMilli();
            handle.execute(
                """
                insert into hard_call values
                  ('w-hard', 'zarina', ?, 420000, 'danger screening', ?, '', null, 0)
                """,
                now,
                now);
            return handle.execute(
                """
                insert into practice_run (id, leg, login, operator, script, language, began_at,
                  answered_at, ended_at, ended, path)
                values ('p-1', 'hamroh-practice-1763769600.1', 'zarina', 'op1', 'passport-taken',
                  'tg', ?, ?, ?, 'done',
                  '[{"scene":"hello","key":"1"},{"scene":"safe-now","key":""},
                    {"scene":"agreed","key":""}]')
                """,
                now,
                now,
                now);
          });
    }
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    chromium.close();
    hotline.close();
  }

  private static Page open(String login, String path, int width) {
    Page page = chromium.page(width, 900, ColorScheme.LIGHT);
    page.navigate(hotline.address() + "/login?to=" + path);
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(StaffMember.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("main h1").first()).isAttached();
    return page;
  }

  /// Nothing is wider than the screen; the picture is for whoever wants to look.
  private static void look(Page page, String name, int width) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", "people-" + name + "-" + width + ".png")));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as(name + " at " + width).isLessThanOrEqualTo(0);
  }

  @Test
  @Order(1)
  void operatorTakesThePauseAndAsksForATalkOnTheConsole() {
    for (int width : List.of(1280, 360)) {
      Page page = open("zarina", "/", width);
      assertThat(page.locator("#wellbeing-own")).containsText("That was a hard call");
      look(page, "offer", width);
      page.context().close();
    }
    Page page = open("zarina", "/", 1280);

    page.locator("#wellbeing-own button[value='5']").click();
    assertThat(page.locator("#wellbeing-own")).containsText("Your break lasts until");
    assertThat(page.locator("#roster-own")).containsText("break");
    page.getByText("Please call me").click();
    assertThat(page.locator("#wellbeing-own")).containsText("A supervisor knows");
    look(page, "rest", 1280);
    page.context().close();
    Page supervisor = open("malika", "/day", 1280);
    assertThat(supervisor.locator("main")).containsText("Zarina would like to talk");
    supervisor.navigate(hotline.address() + "/wellbeing");
    look(supervisor, "wish", 1280);
    supervisor.getByText("We have talked").click();
    assertThat(supervisor.locator("main")).containsText("Nobody is waiting for a talk");
    supervisor.context().close();
  }

  @Test
  @Order(2)
  void learnerWritesItDownAndBothScoreIt() {
    Page learner = open("zarina", "/training/runs/p-1", 1280);
    learner.locator("#practice-reason").selectOption("passport-taken");
    learner.locator("#practice-note").fill("Шиносномаи моро гирифтаанд");
    learner.getByText("Practice screening").click();
    learner.locator("input[name='q-retention-of-documents'][value=yes]").check();
    learner.getByText("Keep it").click();
    assertThat(learner.locator("main")).containsText("Your answers come to:");
    score(learner, "Score yourself", "1");
    learner.context().close();

    Page supervisor = open("malika", "/training/runs/p-1", 1280);
    score(supervisor, "Score this call", "1");
    assertThat(supervisor.getByRole(AriaRole.TABLE)).containsText("50 %");
    look(supervisor, "scored", 1280);
    supervisor.context().close();
  }

  private static void score(Page page, String what, String points) {
    page.getByText(what).click();
    page.locator("select[name^='p-']").all().forEach(select -> select.selectOption(points));
    page.getByText("Keep the score").click();
    assertThat(page.getByRole(AriaRole.TABLE)).containsText("All together");
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "zarina, tg, /training", "malika, tg, /training",
    "malika, ru, /training/runs/p-1", "malika, tg, /wellbeing",
    "zarina, ru, /wellbeing", "zarina, ru, /"
  })
  void pagesFitAScreenAndATelephone(String login, String language, String path) {
    for (int width : List.of(1280, 360)) {
      Page page = open(login, path, width);
      page.locator("form.languages button[value=" + language + "]").dispatchEvent("click");
      assertThat(page.locator("html")).hasAttribute("lang", language);
      look(page, (login + "-" + language + path.replace('/', '-')), width);
      page.context().close();
    }
  }
}
