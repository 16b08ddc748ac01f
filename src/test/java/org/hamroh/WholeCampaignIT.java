package org.hamroh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Passwords;
import org.hamroh.operator.Screen;
import org.hamroh.operator.Users;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.store.Database;
import org.hamroh.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One campaign's whole way, in the browsers of two people and through the shipped product: from
/// the list of somebody's desk to the report, which says what the carrier's own ledger says.
@Timeout(180)
final class WholeCampaignIT {

  private static final String PASSWORD = "four words of mine";
  private static final int PEOPLE = 12;

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    login: {totp: off}
                    gate: {hours: {from: "00:00", until: "00:00"}}
                    campaigns: {approvalAbove: 5}
                    """);
    try (Database database = Database.open(folder.resolve("hamroh.db"));
        Passwords passwords = new Passwords()) {
      Users users = new Users(database, passwords, Clock.systemUTC());
      users.add("zarina", "Zarina", Set.of(Role.MANAGER), "en", Optional.empty(), PASSWORD);
      users.add("rustam", "Rustam", Set.of(Role.MANAGER), "en", Optional.empty(), PASSWORD);
    }
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  private static Page login(String login, String to) {
    Page page = chromium.page(1280, 1000, ColorScheme.LIGHT);
    page.navigate(hotline.address() + "/login?to=" + to);
    page.locator("input[name=login]").fill(login);
    page.locator("input[name=password]").fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isVisible();
    return page;
  }

  /// Twelve people; one of them agreed to nothing, one cannot be rung.
  private static Path list() throws Exception {
    StringBuilder list = new StringBuilder("Рақам;Ном;Забон;Гурӯҳҳо;Тарзи розигӣ\n");
    for (int i = 1; i <= PEOPLE; i++) {
      list.append("+99290000%04d;Мадина;%s;spring;paper\n".formatted(i, i % 3 == 0 ? "ru" : "tg"));
    }
    list.append("+992900000777;Фирӯз;tg;spring;\n");
    list.append("9.929E+11;Гулнора;tg;spring;paper\n");
    return Files.write(
        folder.resolve("spring.csv"), list.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fromTheListToTheReportWithTwoPeople() throws Exception {
    Page author = login("zarina", "/contacts");
    author.locator("input[type=file]").setInputFiles(list());
    author.locator("form[action='/contacts/imports'] button").click();
    assertThat(author.locator("#forecast")).containsText("Of 14 rows: 13 new, 0 known");
    author.locator("button[formaction$=start]").click();
    assertThat(author.locator("#import-progress[data-state=finished]")).isVisible();

    author.navigate(hotline.address() + "/campaigns/new");
    author.locator("#name").fill("Before you leave");
    author.locator("#text-tg").fill("Ҳамроҳ: пеш аз сафар ҳуҷҷатҳоро санҷед. Занг занед: {TEL}");
    author.locator("#text-ru").fill("Хамрох: до поездки проверьте документы. Звоните: {TEL}");
    author.locator("#audience input[name='tag-spring']").check();
    assertThat(author.locator("#audience-count [data-reachable='12']")).isVisible();
    author.locator("form[action='/campaigns'] button.primary").click();
    assertThat(author.locator("[data-state=draft]")).isVisible();
    String campaign = author.url();
    Screen.shoot(author, "whole-campaign-draft");

    author.locator("form[action$='/start'] button").click();
    assertThat(author.locator("main [role=alert]").first()).isVisible();
    assertThat(hotline.texts()).as("nothing leaves before the checks").isEmpty();
    author.navigate(campaign);
    author.locator("form[action$='/submit'] button").click();
    assertThat(author.locator("[data-state=submitted]")).isVisible();
    assertThat(author.locator("[data-check=approved] form")).hasCount(0);

    Page second = login("rustam", campaign.substring(hotline.address().length()));
    for (String check : List.of("language", "approved")) {
      Locator form = second.locator("[data-check=" + check + "] form");
      form.locator("input[name=note]").fill("read aloud");
      form.locator("button").click();
      assertThat(second.locator("[data-check=" + check + "] .badge.good")).isVisible();
    }
    Screen.shoot(second, "whole-campaign-approved");

    author.navigate(campaign);
    author.locator("form[action$='/start'] button").click();
    assertThat(author.locator("[data-state=finished]")).isVisible();
    assertThat(author.locator("[data-row=delivered] td").nth(1)).hasText("" + PEOPLE);
    author.navigate(campaign + "/report");
    assertThat(author.locator("#report [data-row=delivered] td").nth(1)).hasText("" + PEOPLE);
    Screen.shoot(author, "whole-campaign-report");

    List<TakenSubmit> ledger = hotline.texts();
    assertThat(ledger.stream().map(TakenSubmit::destination).collect(Collectors.toSet()))
        .hasSize(PEOPLE)
        .doesNotContain("992900000777");
    JsonNode told = hotline.api("/campaigns/" + campaign.substring(campaign.lastIndexOf('/') + 1));
    assertThat(told.path("segments").path("delivered").asLong()).isEqualTo(ledger.size());
  }
}
