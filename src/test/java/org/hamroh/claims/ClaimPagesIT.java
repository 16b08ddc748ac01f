package org.hamroh.claims;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hamroh.audit.AuditTrail;
import org.hamroh.cases.CaseId;
import org.hamroh.claims.agency.Agencies;
import org.hamroh.claims.agency.AgencyPages;
import org.hamroh.claims.party.Parties;
import org.hamroh.operator.Chromium;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Licences of agencies, on their page and on a claim, in a real Chromium.
final class ClaimPagesIT {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final Clock CLOCK = Clock.system(SITE);
  private static final String SECRET = "a secret of this site, long enough";

  @TempDir private Path folder;

  private static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", name + ".png")));
    assertThat(
            (int)
                page.evaluate(
                    "Math.max(0, document.documentElement.scrollWidth"
                        + " - document.documentElement.clientWidth)"))
        .isZero();
  }

  @Test
  void whatTheListSaysIsReadWideAndNarrowInThreeLanguagesAndEveryFieldHasItsLabel() {
    TestSite site = new TestSite(folder);
    Parties parties = new Parties(SECRET, SECRET, CLOCK);
    Claims claims =
        new Claims(
            site.database,
            new OpenCases(Map.of("1000001", "zarina")),
            parties,
            new AuditTrail(CLOCK),
            SECRET,
            () -> {},
            CLOCK);
    Agencies agencies = new Agencies(site.database, CLOCK);
    agencies.take(
        "list.csv",
        "name,licence,valid_until,note\nСафар,12-A,2026-06-30,withdrawn by the court\n"
            .getBytes(StandardCharsets.UTF_8),
        LocalDate.of(2026, 11, 1),
        "Ministry of Labour",
        "malika");
    Claims.Asker zarina = new Claims.Asker("zarina", "127.0.0.1");
    for (String agent : List.of("Сафар", "Номаълум")) {
      claims.add(new CaseId("1000001"), new ClaimDraft.Head("", "", agent, "", "", null), zarina);
    }
    Texts texts = Texts.load(SITE, List.of("console", "claims"));
    site.start(
        new ClaimPages(claims, texts, party -> false, agencies::find, login -> login, CLOCK),
        new AgencyPages(agencies, texts, CLOCK));
    try (Chromium chromium = new Chromium();
        site) {
      for (int width : new int[] {1280, 360}) {
        Page page = chromium.page(width, 780, ColorScheme.LIGHT);
        page.navigate(site.address() + "/login?to=/agencies");
        page.getByLabel("Login").fill("zarina");
        page.getByLabel("Password").fill(TestSite.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=search]")).isVisible();
        for (String language : List.of("tg", "ru", "en")) {
          page.navigate(site.address() + "/agencies?q=Сафар");
          if (page.locator(".menu").isVisible()) {
            page.locator(".menu").click();
          }
          page.locator(".languages button[value=" + language + "]").click();
          assertThat(page.locator("html")).hasAttribute("lang", language);
          assertThat(page.locator(".own-form .beside span").boundingBox().width)
              .as("the field's label")
              .isGreaterThan(40);
          look(page, "agencies-" + language + "-" + width);
          page.navigate(site.address() + "/panels/claims/case/1000001");
          assertThat(page.locator(".claim .notice")).hasCount(2);
        }
        page.context().close();
      }
    }
  }
}
