package org.hamroh.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Screen;
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

/// A list on its way from somebody's desk into the contacts, in a browser.
final class ImportPagesIT {

  private static final int NARROW = 360;
  private static final int WIDE = 1280;

  private static Chromium chromium;
  @TempDir private Path folder;
  private TestSite site;
  private Imports imports;

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
    site = new TestSite(Files.createDirectories(folder.resolve("site")));
    for (String language : List.of("tg", "ru", "en")) {
      site.add(
          new Person(
              new Principal("zarina-" + language, Set.of(Role.MANAGER)), "Zarina", language));
    }
    imports = ImportProcess.over(site.database, folder).start();
    ContactImport whole =
        new ContactImport(
            site.database,
            new NumberReader(),
            List.of("tg", "ru"),
            "tg",
            ZoneOffset.UTC,
            Clock.systemUTC());
    site.start(
        new ContactRoutes(
            site.database,
            whole,
            new FilterForm(site.database, List.of("tg", "ru"), ZoneOffset.UTC),
            new AudienceCounts(site.database, Clock.systemUTC()),
            imports),
        new ImportRoutes(imports, imports.folder()));
  }

  @AfterEach
  void stop() {
    imports.close();
    site.close();
  }

  private Page open(String login, int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login?to=/contacts");
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("input[type=file]")).isVisible();
    return page;
  }

  private void upload(Page page, Path file) {
    page.locator("input[type=file]").setInputFiles(file);
    page.locator("form[action='/contacts/imports'] button").click();
    assertThat(page.locator("#forecast")).isVisible();
  }

  @Test
  void aWorkbookIsMappedTakenMendedAndCounted() throws IOException {
    Path book =
        Files.write(
            folder.resolve("Рӯйхат.xlsx"),
            TestWorkbook.of(
                List.of(
                    List.of("Рақам", "Ном", "Гурӯҳ", "Ҷамоат"),
                    List.of("=992900000001", "Мадина", "wages", "Навобод"),
                    List.of("900000002", "Фирӯз", "women", "Рашт"),
                    List.of("=9.929E+11", "Гулнора", "wages", ""))));
    Page page = open("zarina-en", WIDE);
    upload(page, book);
    assertThat(page.locator("h1")).containsText("Рӯйхат.xlsx");
    assertThat(page.locator("#forecast")).containsText("Of 3 rows: 2 new, 0 known, 0 repeated, 1");
    assertThat(page.locator("#forecast")).containsText("4: number was rounded");
    assertThat(page.locator("#column-2")).hasValue("");

    page.locator("#column-2").selectOption("tags");
    page.locator("#consentWay").fill("paper");
    page.locator("#consentProof").fill("sheet 12");
    Screen.shoot(page, "contact-import");
    page.locator("button[formaction$=start]").click();
    assertThat(page.locator("#import-progress[data-state=finished]")).isVisible();
    Screen.shoot(page, "contact-import-ended");
    Download bad = page.waitForDownload(() -> page.locator("a[download]").click());
    Path mended = folder.resolve("mended.csv");
    Files.writeString(
        mended, Files.readString(bad.path()).replace("9.929E+11", "992 90 000 00 03"));
    page.navigate(site.address() + "/contacts");
    upload(page, mended);
    assertThat(page.locator("#forecast")).containsText("Of 1 rows: 1 new, 0 known, 0 repeated, 0");
    page.locator("#column-2").selectOption("tags");
    page.locator("button[formaction$=start]").click();
    assertThat(page.locator("#import-progress[data-state=finished]")).isVisible();

    page.navigate(site.address() + "/contacts");
    assertThat(page.locator("[data-reachable='2']")).isVisible(); // the mended one did not say how
    page.locator("#audience input[name='tag-wages']").check();
    assertThat(page.locator("[data-reachable='1']")).isVisible();
    assertThat(page.locator("#audience-count")).containsText("2 fit; 1 without consent");
    Screen.shoot(page, "contact-audience");
    page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#people")).containsText("2");
    assertThat(page.locator("#audience input[name='tag-wages']")).isChecked();
  }

  @Test
  void theListOfAnotherIsCountedButNotShown() throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), "number,name\n900000001,Ҳикмат\n");
    upload(open("zarina-ru", WIDE), list);

    Page other = open("zarina-tg", NARROW);
    other.locator("a[href='/contacts/imports/1']").click();

    assertThat(other.locator("h1")).containsText("list.csv");
    assertThat(other.content()).doesNotContain("Ҳикмат", "900000001");
    assertThat(other.locator("form[action$=plan]")).hasCount(0);
  }

  @Test
  void nothingIsWiderThanATelephone() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list.csv"),
            "number;name;place;sex;birth_year;tags;consent_date;consent_way\n"
                + "900000001;Мадина;Навобод, Рашт;f;1990;wages;2026-01-01;paper\n");
    Page page = open("zarina-tg", NARROW);
    assertThat(Screen.widerThanScreen(page)).isZero();
    Screen.shoot(page, "contact-narrow");

    upload(page, list);

    Screen.shoot(page, "contact-import-narrow");
    assertThat(Screen.widerThanScreen(page)).isZero();
  }
}
