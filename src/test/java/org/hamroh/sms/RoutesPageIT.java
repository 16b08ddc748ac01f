package org.hamroh.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hamroh.operator.Chromium;
import org.hamroh.operator.Screen;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.simulator.SimulatedSmsc;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestSite;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes as a manager sees them in Chromium: one that works with its charts, one that is down,
/// and a text of which nobody knows.
final class RoutesPageIT {

  private static final int CHARTS = 4;
  private static final int MINUTES = 120;

  @TempDir private Path folder;
  private Chromium chromium;
  private SimulatedSmsc smsc;
  private SmsHouse house;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    chromium = new Chromium();
    smsc = Smsc.start(SmscBehaviour.polite().cuttingOff(1).withFate(to -> ""));
    house =
        SmsHouse.open(
            Files.createDirectory(folder.resolve("sms")),
            smsc,
            new SmsConfig(
                "HAMROH",
                List.of(
                    new SmsConfig.Route(
                        "main", List.of("+992"), Smsc.account(smsc.port(), 20, 100)),
                    new SmsConfig.Route("russia", List.of("+7"), Smsc.account(1, 10, 20)))));
    house.database.write(
        handle -> {
          pastHours(handle, Instant.now());
          return true;
        });
    house.gateway.start();
    long id = house.gateway.send(new PhoneNumber("+992900000001"), "tg", "Салом");
    SmsHouse.await().until(() -> house.state(id) == SmsState.UNKNOWN);
    SmsHouse.await()
        .until(
            () ->
                house.gateway.routes().getFirst().link().up()
                    && house.gateway.routes().getLast().troubledSince().isPresent());
    site = new TestSite(Files.createDirectory(folder.resolve("web")));
  }

  @AfterEach
  void stop() {
    chromium.close();
    site.close();
    house.close();
    smsc.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1280, en, Linked to",
    "1280, tg, пайваст аст",
    "1280, ru, Есть связь с",
    "360, en, takes no connection",
    "360, tg, пайвастро қабул намекунад",
    "360, ru, не принимает соединений"
  })
  void aManagerSeesLinksChartsAndRefusals(int width, String language, String words) {
    site.add(new Person(new Principal("manija", Set.of(Role.MANAGER)), "Manija", language));
    site.start(new SendingRoutes(house.gateway, house.database, Clock.systemUTC()));
    Page page = chromium.page(width, 800, ColorScheme.LIGHT);
    page.navigate(site.address() + "/login");
    page.locator("input[name=login]").fill("manija");
    page.locator("input[name=password]").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(address -> !address.contains("/login"));

    page.navigate(site.address() + "/routes");

    assertThat(page.locator("#routes").textContent()).contains(words);
    assertThat(page.locator(".chart svg").count()).isEqualTo(2 * CHARTS);
    assertThat(page.locator("section").first().locator("polyline").count()).isGreaterThan(CHARTS);
    assertThat(page.locator("section").first().locator(".list li").count()).isEqualTo(2);
    assertThat(page.locator("form[action*='/routes/unknown/']").count()).isEqualTo(2);
    assertThat(page.content()).doesNotContain("900000001", "routes.refusal", "routes.link");
    Screen.shoot(page, "routes-" + language + "-" + width);
    assertThat(Screen.widerThanScreen(page)).isZero();
  }

  /// Two busy hours with a pause, so that every line has a shape.
  private static void pastHours(Handle handle, Instant now) {
    long minute = now.getEpochSecond() / 60;
    for (int i = 1; i <= MINUTES; i++) {
      if (i > 60 && i < 75) {
        continue;
      }
      handle.execute(
          """
          insert into route_minute (route, minute, accepted, refused, unknown, receipts, unmatched,
            answer_p50, answer_p95, receipt_p50, receipt_p95)
          values ('main', ?, ?, ?, 0, 40, 0, 20, ?, 900, ?)
          """,
          minute - i,
          40 + 30 * (i % 7),
          i % 11 == 0 ? 9 : 0,
          30 + 15 * (i % 5),
          1_500 + 400 * (i % 9));
    }
    for (String name : List.of("throttled", "no-such-number")) {
      handle.execute(
          "insert into route_refusal (route, day, name, times, last_at, detail)"
              + " values ('main', ?, ?, 17, ?, '0x58')",
          LocalDate.now(ZoneOffset.UTC).toEpochDay(),
          name,
          now.toEpochMilli());
    }
  }
}
