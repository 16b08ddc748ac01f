package org.hamroh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hamroh.web.Person;
import org.hamroh.web.Principal;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may see whose looks.
final class AuditRoutesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T07:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneId.of("Asia/Dushanbe"));

  @TempDir private Path folder;
  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    site.add(new Person(new Principal("gulnora", Set.of(Role.AUDITOR)), "Gulnora", "en"));
    site.start(
        new AuditRoutes(
            site.database, () -> Set.of("zarina", "malika"), login -> "Ms " + login, CLOCK));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private void look(String who, Act act, String id) {
    site.database.write(
        handle -> {
          new AuditTrail(CLOCK).add(handle, new Look(who, act, "record", id, "", "192.0.2.7"));
          return true;
        });
  }

  private void some() {
    look("zarina", Act.OPEN, "r-1");
    look("malika", Act.UNMASK, "r-2");
    look("rustam", Act.RIGHTS, "r-3");
    look("gulnora", Act.SEARCH, "r-4");
  }

  @Test
  void eachSeesTheRowsThatAreTheirs() {
    some();

    assertThat(site.browserOf("zarina").get("/api/v1/audit").body())
        .contains("r-1")
        .doesNotContain("r-2", "r-3", "r-4");
    assertThat(site.browserOf("malika").get("/api/v1/audit").body())
        .contains("r-1", "r-2")
        .doesNotContain("r-3", "r-4");
    assertThat(site.browserOf("rustam").get("/api/v1/audit").body())
        .contains("r-3")
        .doesNotContain("r-1", "r-2", "r-4");
    assertThat(site.browserOf("gulnora").get("/api/v1/audit").body())
        .contains("r-1", "r-2", "r-3", "r-4");
  }

  @Test
  void askingForAnotherPersonShowsNoMore() {
    some();
    TestBrowser zarina = site.browserOf("zarina");

    assertThat(zarina.get("/api/v1/audit?who=malika").body()).doesNotContain("r-2");
    assertThat(zarina.get("/audit?who=malika").body()).doesNotContain("r-2");
  }

  @Test
  void rowsAreFoundByWhoWhatAndWhen() {
    some();
    TestBrowser gulnora = site.browserOf("gulnora");

    assertThat(gulnora.get("/api/v1/audit?who=malika").body())
        .contains("r-2")
        .doesNotContain("r-1", "r-3", "r-4");
    assertThat(gulnora.get("/api/v1/audit?act=open").body()).contains("r-1").doesNotContain("r-2");
    assertThat(gulnora.get("/api/v1/audit?id=r-3").body()).contains("r-3").doesNotContain("r-4");
    assertThat(gulnora.get("/api/v1/audit?from=2026-11-23").body()).contains("\"rows\":[]");
    assertThat(gulnora.get("/api/v1/audit?from=2026-11-22&to=2026-11-22").body()).contains("r-1");
    assertThat(gulnora.get("/api/v1/audit?act=sing").statusCode()).isEqualTo(400);
    assertThat(gulnora.get("/api/v1/audit?from=tomorrow").statusCode()).isEqualTo(400);
  }

  @Test
  void pageIsShownInEveryLanguage() {
    some();

    for (String language : List.of("en", "ru", "tg")) {
      site.add(new Person(new Principal("gulnora", Set.of(Role.AUDITOR)), "G", language));
      String page = site.browserOf("gulnora").get("/audit").body();

      assertThat(page).contains("Ms malika", "r-2").doesNotContain("audit.");
    }
  }

  @Test
  void listGoesOnWhereItEnded() {
    for (int i = 0; i < 5; i++) {
      look("zarina", Act.OPEN, "r-" + i);
    }
    TestBrowser gulnora = site.browserOf("gulnora");

    String first = gulnora.get("/api/v1/audit?limit=2").body();
    String cursor = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
    String second = gulnora.get("/api/v1/audit?limit=2&cursor=" + cursor).body();

    assertThat(first).contains("r-4", "r-3").doesNotContain("r-2");
    assertThat(second).contains("r-2", "r-1").doesNotContain("r-3", "r-0");
  }

  /// The promise is 300 ms for each question among 100,000 rows; the median of each is held
  /// against it, so that one pause of a busy machine does not count.
  @Test
  void hundredThousandRowsAnswerInTime() {
    site.database.write(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "insert into audit (seq, at, who, act, kind, id, why, came_from, hash)"
                      + " values (?, ?, ?, ?, ?, ?, '', '192.0.2.7', 'x')");
          for (int i = 1; i <= 100_000; i++) {
            batch.add(
                i,
                NOON.minus(Duration.ofMinutes(100_000 - i)).toEpochMilli(),
                i % 10_000 == 0 ? "rustam" : "op" + i % 40,
                i % 5_000 == 0 ? "unmask" : "open",
                "record",
                "r-" + i % 3_000);
          }
          batch.execute();
          return true;
        });
    TestBrowser gulnora = site.browserOf("gulnora");
    TestBrowser malika = site.browserOf("malika");

    assertThat(median(gulnora, "/api/v1/audit")).isLessThan(Duration.ofMillis(300));
    assertThat(median(gulnora, "/audit?who=rustam")).isLessThan(Duration.ofMillis(300));
    assertThat(median(gulnora, "/api/v1/audit?act=unmask")).isLessThan(Duration.ofMillis(300));
    assertThat(median(gulnora, "/api/v1/audit?id=r-17")).isLessThan(Duration.ofMillis(300));
    assertThat(median(gulnora, "/api/v1/audit?kind=case")).isLessThan(Duration.ofMillis(300));
    assertThat(median(gulnora, "/audit?from=2026-10-01&to=2026-10-02"))
        .isLessThan(Duration.ofMillis(300));
    assertThat(median(malika, "/audit")).isLessThan(Duration.ofMillis(300));
  }

  private static Duration median(TestBrowser browser, String address) {
    List<Duration> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(browser.get(address).statusCode()).isEqualTo(200);
      all.add(Duration.ofNanos(System.nanoTime() - start));
    }
    Collections.sort(all);
    return all.get(2);
  }
}
