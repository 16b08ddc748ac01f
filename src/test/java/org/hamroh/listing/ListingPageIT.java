package org.hamroh.listing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.directory.SourceDirectory;
import org.hamroh.operator.Chromium;
import org.hamroh.voice.Sentences;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of the lists as staff use it, in a real Chromium, wide and on a telephone.
final class ListingPageIT {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final LocalDate LAST_DAY = LocalDate.now(SITE).plusDays(30);

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();
  private Chromium chromium;
  private TestSite site;

  @BeforeEach
  void start() {
    chromium = new Chromium();
    site = new TestSite(folder);
    DirectoryStore directory = new DirectoryStore(site.database);
    directory.addMissing(SourceDirectory.places(), SourceDirectory.organisations());
    Lists lists =
        new Lists(
            site.database,
            List.of("tg", "ru"),
            Sentences.none(),
            list -> Set.of(),
            Clock.system(SITE));
    lists.start();
    Texts texts = Texts.load(SITE, List.of("console", "listing"));
    site.start(new ListingRoutes(lists, texts), new ListingPages(lists, directory, texts));
  }

  @AfterEach
  void stop() {
    chromium.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void aVacancyIsAddedMendedAndRemoved(int width) {
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/listings");
    page.getByLabel("Login").fill("rustam");
    page.getByLabel("Password").fill("four words of mine");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Log out")).isVisible();
    page.navigate(site.address() + "/listings");
    assertThat(page.locator("main")).containsText("Nothing here");

    page.getByText("Add a vacancy").click();
    page.getByLabel("Profession · in Tajik").fill("ошпаз");
    page.getByLabel("Profession · in Russian").fill("повар 2 разряда");
    page.getByLabel("Place · in Tajik").fill("Бохтар");
    page.getByLabel("Place · in Russian").fill("Бохтар");
    page.getByLabel("Region").selectOption("khatlon");
    page.getByLabel("Salary a month").fill("2500");
    page.getByLabel("Contact").fill("Ошхона, +992 90 000 0104");
    page.getByLabel("Valid until").fill(LAST_DAY.toString());
    look(page, "form", width);
    page.getByText("Keep").click();
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT).first())
        .containsText("the voice cannot say “2”");

    page.getByLabel("Profession · in Russian").fill("повар");
    page.getByText("Keep").click();
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator("tbody")).containsText("повар");
    look(page, "list", width);

    page.navigate(site.address() + "/listings?list=offices");
    page.getByText("Take from the directory").click();
    assertThat(page.locator("tbody tr")).hasCount(6);
    look(page, "offices", width);

    page.navigate(site.address() + "/listings");
    page.getByText("ошпаз").click();
    page.getByText("Remove").click();
    assertThat(page.locator("main")).containsText("Nothing here");
    assertThat(complaints).isEmpty();
  }

  /// Nothing is wider than the screen; the picture is for whoever wants to look.
  private static void look(Page page, String name, int width) {
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as(name + " at " + width).isLessThanOrEqualTo(0);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", "listing-" + name + "-" + width + ".png")));
  }
}
