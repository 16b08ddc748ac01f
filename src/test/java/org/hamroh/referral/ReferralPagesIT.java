package org.hamroh.referral;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.language;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.hamroh.operator.Chromium;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The panel, the board and a partner's page in a real Chromium, wide and on a telephone.
final class ReferralPagesIT {

  private static Chromium chromium;

  @TempDir private Path folder;
  private TestSite site;
  private ReferralHouse house;

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
    site = new TestSite(folder);
    house = new ReferralHouse(site.database);
    site.start(house.room.routes(login -> "Ms " + login, house.talk).toArray(new Routes[0]));
  }

  @AfterEach
  void stop() {
    house.close();
    site.close();
  }

  private Page login(int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login?to=/referrals");
    page.getByLabel("Login").fill("zarina");
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#rows")).isVisible();
    return page;
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", "referral-" + name + ".png")));
    assertThat(
            (int)
                page.evaluate(
                    "Math.max(0, document.documentElement.scrollWidth"
                        + " - document.documentElement.clientWidth)"))
        .isZero();
  }

  @Test
  void operatorSendsSomebodyOnAndThePartnerAnswersOnATelephone() {
    Page desk = login(1280);
    desk.navigate(site.address() + "/referrals/case/4711123");
    desk.locator(".referral-new > summary").click();
    desk.locator("select[name=service]").selectOption("legal-aid");
    desk.locator("select[name=place]").selectOption("dushanbe");
    desk.locator("button", new Page.LocatorOptions().setHasText("Search")).first().click();
    desk.locator("input[value=fitt]").check();
    desk.locator("input[name=words-name]").fill("Parvina");
    desk.locator("textarea[name=words-need]").fill("a lawyer for unpaid wages");
    desk.locator("input[name=words-employer]").fill("Stroymontazh");
    shoot(desk, "offer");
    desk.locator("#referral-found button.primary").click();
    desk.locator("input[name=field-employer]").first().uncheck();
    desk.locator("button", new Page.LocatorOptions().setHasText("Show the sentence")).click();
    assertThat(desk.locator("blockquote")).containsText("Розӣ ҳастед?");
    shoot(desk, "consent");
    desk.locator("button", new Page.LocatorOptions().setHasText("The person said yes")).click();
    assertThat(desk.locator(".referral h3")).containsText("consented");
    desk.locator("button", new Page.LocatorOptions().setHasText("What the partner sees")).click();
    assertThat(desk.locator(".shared")).containsText("Parvina");
    assertThat(desk.locator(".shared")).not().containsText("Stroymontazh");
    desk.locator("form.beside button.primary").click();
    assertThat(desk.locator(".referral h3")).containsText("being sent");
    house.room.letters.sendDue();

    String link = ReferralHouse.link(house.letters().getLast());
    Page partner = chromium.page(360, 740, ColorScheme.LIGHT);
    partner.navigate(site.address() + link);
    shoot(partner, "partner-ask");
    partner.locator("button.primary").click();
    assertThat(partner.locator(".shared")).containsText("Parvina");
    assertThat(partner.locator(".shared")).not().containsText("Stroymontazh");
    partner.locator("summary").click();
    shoot(partner, "partner-open");
    partner.locator("button[value=accept]").click();
    assertThat(partner.locator("[role=status]")).containsText("Шумо қабул кардед");
    partner.locator("button[value=start]").click();
    partner.locator("summary").click();
    partner.locator("select[name=outcome]").selectOption("helped");
    shoot(partner, "partner-started");
    partner.locator("button[value=finish]").click();
    assertThat(partner.locator("[role=status]")).containsText("Ташаккур");
    shoot(partner, "partner-thanks");

    desk.reload();
    assertThat(desk.locator(".referral h3")).containsText("finished");
    desk.locator("main summary")
        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Story"))
        .click();
    shoot(desk, "finished");
    partner.context().close();
    desk.context().close();
  }

  @Test
  void everyPageFitsWideAndNarrowInTheThreeLanguages() {
    house.sent("human-rights-centre");
    house.room.referrals.note(
        ReferralHouse.ZARINA,
        new ReferralId(house.caseId, 1),
        Step.DECLINED,
        "no-capacity",
        "not before March");
    house.sent("fitt");
    house.clock.pass(DueTimes.ANSWER);
    house.room.watch.look();
    house.offered("msc-tajikistan");
    String link = ReferralHouse.link(house.letters().getLast()).replaceAll("\\?.*", "");
    for (int width : new int[] {1280, 360}) {
      Page page = login(width);
      for (String language : new String[] {"tg", "ru", "en"}) {
        page.navigate(site.address() + "/referrals");
        language(page, language);
        assertThat(page.locator(".badge.bad").first()).isVisible();
        shoot(page, "board-" + language + "-" + width);
        page.navigate(site.address() + "/referrals/case/4711123");
        assertThat(page.locator(".referral")).hasCount(3);
        page.locator("main summary").all().forEach(one -> one.click());
        shoot(page, "panel-" + language + "-" + width);
        Page partner = chromium.page(width, 740, ColorScheme.DARK);
        partner.navigate(site.address() + link + "?language=" + language);
        assertThat(partner.locator("html")).hasAttribute("lang", language);
        shoot(partner, "partner-" + language + "-" + width);
        partner.context().close();
      }
      page.context().close();
    }
  }
}
