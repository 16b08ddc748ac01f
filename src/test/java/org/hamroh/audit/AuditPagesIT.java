package org.hamroh.audit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.operator.Screen.shoot;
import static org.hamroh.operator.Screen.widerThanScreen;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.operator.Chromium;
import org.hamroh.retention.Retention;
import org.hamroh.retention.RetentionRoutes;
import org.hamroh.retention.Rule;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of looks and of retention as an auditor sees them, in a real Chromium.
final class AuditPagesIT {

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();

  @Test
  void pageFitsWideAndNarrowAndFindsByPerson() {
    try (TestSite site = new TestSite(folder);
        Chromium chromium = new Chromium()) {
      looks(site);
      for (String language : List.of("tg", "ru", "en")) {
        site.add(new Person(new Principal("gulnora", Set.of(Role.AUDITOR)), "Gulnora", language));
        if (language.equals("tg")) {
          site.start(
              retention(site),
              new AuditRoutes(site.database, Set::of, login -> login, Clock.systemDefaultZone()));
        }
        for (int width : new int[] {1280, 360}) {
          Page page = open(chromium, site, width);

          assertThat(page.locator("tbody tr")).hasCount(6);
          assertThat(widerThanScreen(page)).isZero();
          shoot(page, "audit-" + language + "-" + width);
          page.navigate(site.address() + "/retention");
          assertThat(page.locator("tbody tr")).hasCount(2);
          assertThat(page.getByRole(AriaRole.ALERT).first()).isAttached();
          assertThat(widerThanScreen(page)).isZero();
          shoot(page, "retention-" + language + "-" + width);
          page.navigate(site.address() + "/audit");
          page.locator("#find-who").fill("malika");
          page.locator("form[role=search] button").click();
          assertThat(page.locator("tbody tr")).hasCount(2);
        }
      }
    }
    assertThat(complaints).isEmpty();
  }

  /// A clock that has just jumped.
  private static Routes retention(TestSite site) {
    Clock now = Clock.systemUTC();
    List<Rule> rules =
        List.of(
            new Rule("voice-messages", Period.ofDays(3), before -> 12),
            new Rule("looks", Period.ofMonths(24), before -> 0));
    new Retention(site.database, rules, new Nobody(), Clock.offset(now, Duration.ofDays(-40)))
        .round();
    Retention retention = new Retention(site.database, rules, new Nobody(), now);
    retention.round();
    return new RetentionRoutes(retention);
  }

  private record Nobody() implements Retention.Doubts {
    @Override
    public void began(Instant since) {
      // nobody is told here
    }

    @Override
    public void over() {
      // nobody is told here
    }
  }

  private static void looks(TestSite site) {
    AuditTrail trail = new AuditTrail(Clock.systemUTC());
    String caller = "0123456789abcdef0123456789abcdef";
    List<Look> looks =
        List.of(
            new Look("zarina", Act.OPEN, "record", "hamroh-1795314088.7", "", "192.0.2.7"),
            new Look("malika", Act.UNMASK, "caller", caller, "call-back", "192.0.2.8"),
            new Look("zarina", Act.LISTEN, "voice-message", "m-1795314088-1", "", "2001:db8::17"),
            new Look("malika", Act.REFUSED, "record", "hamroh-1", "open", "192.0.2.8"),
            Look.atTerminal(Act.RIGHTS, "user", "rustam", "admin"),
            new Look("rustam", Act.SEARCH, "contact", "", "", "192.0.2.9"));
    site.database.write(
        handle -> {
          looks.forEach(look -> trail.add(handle, look));
          return true;
        });
  }

  private Page open(Chromium chromium, TestSite site, int width) {
    Page page = chromium.page(width, 780, ColorScheme.LIGHT);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address() + "/login?to=/audit");
    page.locator("input[name=login]").fill("gulnora");
    page.locator("input[name=password]").fill(TestSite.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/audit");
    return page;
  }
}
