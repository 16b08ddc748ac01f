package org.hamroh.reach;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Screen;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The report as a manager sees it, in a real Chromium, while texts leave by real SMPP.
final class ReachPagesIT {

  private static final int PEOPLE = 60;
  private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");

  /// WCAG 2.2, levels A and AA.
  private static final String RUN_AXE =
      """
      () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
        .then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))
      """;

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();
  private TestSite site;
  private ReachHouse house;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(folder);
    site.add(new Person(new Principal("manija", Set.of(Role.MANAGER)), "Manija", "en"));
    house =
        new ReachHouse(
            Files.createDirectory(folder.resolve("sms")),
            SmscBehaviour.polite().withFate(number -> number.endsWith("1") ? "UNDELIV" : "DELIVRD"),
            site.live);
    site.start(
        new ReachRoutes(house.reports),
        new ExportRoutes(house.sms.database, house.reports, house.trail));
    for (int i = 0; i < PEOPLE; i++) {
      house.lives(ReachHouse.number(i), i < 40 ? "khatlon" : i < 58 ? "sughd" : "gbao", "f");
    }
    house.campaign(1, PEOPLE, "Ҳамроҳ: 700");
    house.sms.gateway.start();
  }

  @AfterEach
  void stop() {
    house.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void theReportFillsWhileTextsLeaveAndAlwaysAddsUp(int width) throws Exception {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.page(width, 800, ColorScheme.LIGHT);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.navigate(site.address() + "/campaigns/1/report");
      page.getByLabel("Login").fill("manija");
      page.getByLabel("Password").fill(TestSite.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Report");
      assertThat(page.locator("[data-fate=on-the-way] strong")).hasText("60");

      house.sms.run(1);
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(20))
          .until(() -> house.reports.of(1).orElseThrow().of(Fate.ON_THE_WAY) == 0);
      site.live.changed("campaign-1");

      assertThat(page.locator("[data-fate=delivered] strong")).hasText("54");
      assertThat(page.locator("[data-fate=failed] strong")).hasText("6");
      assertThat(page.locator("[data-fate=asked] strong")).hasText("60");
      assertThat(page.locator("tr[data-row=sum]")).containsText("60");
      assertThat(page.locator("tr[data-row=khatlon]")).containsText("40");
      assertThat(page.locator("tr[data-row=other]")).containsText("20"); // two alone would tell
      assertThat(page.locator(".reach-chart rect").first()).isVisible();
      for (String language : List.of("tg", "ru", "en")) {
        Screen.language(page, language);
        assertThat(page.locator("[data-fate=asked] strong")).hasText("60");
        Screen.shoot(page, "report-" + language + "-" + width);
        assertThat(Screen.widerThanScreen(page)).isZero();
      }
      page.evaluate(Files.readString(AXE));
      assertThat((List<?>) page.evaluate(RUN_AXE)).isEmpty();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aFileHasNoNumbersUnlessAManagerGivesAReasonAndIsWrittenDown() throws Exception {
    TestBrowser manager = site.browserOf("manija");

    HttpResponse<String> plain = export(manager, Map.of("format", "csv"));
    HttpResponse<String> without = export(manager, Map.of("format", "csv", "numbers", "whole"));
    HttpResponse<String> whole =
        export(manager, Map.of("format", "csv", "numbers", "whole", "reason", "carrier"));
    HttpResponse<String> masked =
        export(manager, Map.of("format", "csv", "numbers", "masked", "reason", "partner"));
    HttpResponse<String> admin =
        export(
            site.browserOf("rustam"),
            Map.of("format", "csv", "numbers", "whole", "reason", "carrier"));

    assertThat(plain.body().lines()).hasSize(PEOPLE + 1);
    assertThat(plain.body()).startsWith("\ufeffstate,reason").doesNotContain("99290");
    assertThat(without.statusCode()).isEqualTo(422);
    assertThat(whole.body()).contains("'" + ReachHouse.number(7).e164());
    assertThat(masked.body()).contains("'+992").doesNotContain(ReachHouse.number(7).e164());
    assertThat(admin.statusCode()).isEqualTo(403);
    List<String> trail =
        house.sms.database.read(
            handle ->
                handle
                    .createQuery("select who || ' ' || act || ' ' || why from audit order by seq")
                    .mapTo(String.class)
                    .list());
    assertThat(trail)
        .containsExactly(
            "manija export none", "manija export whole carrier", "manija export masked partner");
  }

  @Test
  void aSpreadsheetHasTheFiguresAndEveryRow() throws Exception {
    TestBrowser manager = site.browserOf("manija");
    manager.get("/campaigns/1/report");
    byte[] file =
        java.net.http.HttpClient.newHttpClient()
            .send(
                manager
                    .request("/api/v1/campaigns/1/report/export")
                    .header("Content-Type", "application/json")
                    .header("X-CSRF-Token", manager.token)
                    .POST(
                        java.net.http.HttpRequest.BodyPublishers.ofString("{\"format\":\"xlsx\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();

    List<String> names = new ArrayList<>();
    long rows;
    Path kept = Files.write(folder.resolve("report.xlsx"), file);
    try (ZipFile zip = new ZipFile(kept.toFile())) {
      zip.stream().forEach(entry -> names.add(entry.getName()));
      byte[] sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet2.xml")).readAllBytes();
      rows = new String(sheet, StandardCharsets.UTF_8).split("<row ", -1).length - 1;
    }
    assertThat(names).contains("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
    assertThat(rows).isEqualTo(PEOPLE + 1);
  }

  private static HttpResponse<String> export(TestBrowser browser, Map<String, String> fields) {
    browser.get("/campaigns/1/report");
    return browser.form("/campaigns/1/report/export", fields);
  }
}
