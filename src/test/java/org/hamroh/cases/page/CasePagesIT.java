package org.hamroh.cases.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.language;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.cases.CaseHouse;
import org.hamroh.cases.CaseMoves;
import org.hamroh.cases.CaseNotes;
import org.hamroh.operator.Chromium;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of cases as staff see them, in a real Chromium.
final class CasePagesIT {

  private static Chromium chromium;
  @TempDir private Path folder;
  private CaseHouse house;
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
    house = new CaseHouse(folder);
    site = new TestSite(folder).start(house.routes());
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private Page open(String login, int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          // Panels of other rooms, which are not in this house.
          String told = message.text() + " " + message.location();
          if (message.type().equals("error") && !told.contains("/panels/")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/login?to=/cases");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
    return page;
  }

  private static void keep(Page page, String name) {
    shoot(page, name);
    assertThat(widerThanScreen(page)).as(name).isZero();
  }

  private String someCase() {
    var opened = house.opens(CaseHouse.ZARINA, true, "Каримов Фирӯз");
    var id = opened.file().id();
    house.notes.add(
        id,
        new CaseNotes.Writing(
            "incident",
            LocalDate.of(2026, 10, 3),
            "Дар Қазон се моҳ дар сохтмон кор кард.\nМаош надоданд, шиноснома дар дасти сардор."),
        CaseHouse.ZARINA);
    String section = house.desk.look(id, CaseHouse.ZARINA).orElseThrow().sections().getFirst().id();
    house.notes.rewrite(
        id,
        section,
        7,
        new CaseNotes.Writing("incident", null, "Чор моҳ кор кард."),
        CaseHouse.ZARINA);
    house.notes.promise(
        id, "Занг ба сафорат", LocalDate.of(2026, 11, 21), "zarina", CaseHouse.ZARINA);
    house.opens(CaseHouse.ZARINA, false, "");
    house.clock.pass(Duration.ofDays(4));
    new CaseMoves(house.desk).moveDue();
    return id.value();
  }

  @Test
  void everyPageFitsWideAndNarrowInTheThreeLanguages() {
    String id = someCase();
    for (int width : new int[] {1280, 360}) {
      Page page = open("zarina", width);
      for (String language : new String[] {"tg", "ru", "en"}) {
        page.navigate(site.address() + "/cases?show=overdue");
        language(page, language);
        keep(page, "cases-" + language + "-" + width);
        page.navigate(site.address() + "/cases/new?record=w-0000000000000001");
        keep(page, "case-new-" + language + "-" + width);
        page.navigate(site.address() + "/cases/" + id);
        assertThat(page.locator(".piece")).hasCount(1);
        keep(page, "case-" + language + "-" + width);
      }
      page.context().close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void thePaperForTheLawyerHoldsTheCaseAloneInTheLawyersLanguage() throws Exception {
    String id = someCase();
    Page page = open("zarina", 1280);
    for (String language : new String[] {"tg", "ru"}) {
      page.navigate(site.address() + "/cases/" + id + "/print?language=" + language);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setMedia(Media.PRINT)
              .setColorScheme(ColorScheme.DARK)); // whoever works in the dark prints on white
      assertThat(page.locator(".paper")).hasAttribute("lang", language);
      assertThat(page.locator(".paper .kept").first()).containsText("Маош надоданд");
      assertThat(page.locator(".top")).isHidden();
      assertThat(page.locator(".screen-only")).isHidden();
      assertThat(page.locator(".paper")).hasCSS("color", "rgb(0, 0, 0)");
      Path paper = Path.of("target", "screens", "case-paper-" + language + ".pdf");
      byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPath(paper));
      assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("%PDF-");
      page.setViewportSize(794, 1123);
      keep(page, "case-paper-" + language);
    }
    page.context().close();
  }

  @Test
  void aCaseIsOpenedToldWrittenAndClosedByHand() {
    Page page = open("zarina", 1280);
    page.getByText("New case").click();
    page.getByLabel("Topic").selectOption("passport-taken");
    page.getByLabel("Name").fill("Каримов");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open the case")).click();
    assertThat(page.locator("[data-pin]")).hasText(java.util.regex.Pattern.compile("[0-9]{4}"));
    keep(page, "case-told");
    page.getByText("To the case").click();

    page.getByLabel("Text").fill("Паспорт у начальника");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).first().click();
    assertThat(page.locator(".piece .kept")).hasText("Паспорт у начальника");
    page.locator("[name=status]").selectOption("closed");
    page.locator("[name=outcome]").selectOption("solved");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change").setExact(true))
        .click();

    assertThat(page.locator("h1 .badge.good")).hasText("Closed");
    assertThat(complaints).isEmpty();
    page.context().close();
  }
}
