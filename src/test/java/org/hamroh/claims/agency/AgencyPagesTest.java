package org.hamroh.claims.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgencyPagesTest {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), SITE);

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser zarina;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    site.start(
        new AgencyPages(
            new Agencies(site.database, CLOCK),
            Texts.load(SITE, List.of("console", "claims")),
            CLOCK));
    zarina = site.browserOf("zarina");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> take(String asOf, String csv) {
    TestBrowser program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
    return program.send(
        program
            .request("/api/v1/agencies?source=Ministry&asOf=" + asOf)
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(csv)));
  }

  @Test
  void nothingIsSaidOfAnAgencyWhileThereIsNoList() {
    assertThat(zarina.get("/agencies?q=Navruz").body())
        .contains("No list has been brought in yet")
        .doesNotContain("is not in the list");
  }

  @Test
  void agencyIsFoundHoweverItIsTypedAndTheDayOfTheListIsSaid() {
    assertThat(
            take(
                    "2026-11-01",
                    """
                    name;licence;valid_until;note
                    ҶДММ «Наврӯз-Сафар»;№ 12;31.12.2027;
                    ООО Мехнат;№ 7;2025-01-31;
                    """)
                .body())
        .isEqualTo("{\"agencies\":2}");

    assertThat(zarina.get("/agencies?q=navruz%20safar").body())
        .contains("ҶДММ «Наврӯз-Сафар»", "licence № 12", "valid until 31.12.2027", "01.11.2026");
    assertThat(zarina.get("/agencies?q=%D0%9C%D0%B5%D2%B3%D0%BD%D0%B0%D1%82").body())
        .contains("ran out on 31.01.2025");
    assertThat(zarina.get("/agencies?q=navruz").body())
        .contains("is not in the list of 01.11.2026", "Names like it", "ҶДММ «Наврӯз-Сафар»");
  }

  @Test
  void listWithAMistakeIsNotTakenAndTheOldOneStays() {
    take("2026-10-01", "name,licence\nМеҳр,1\n");

    HttpResponse<String> refused =
        take("2026-11-01", "name,licence,valid_until\nСафар,2,soon\n«»,3,\n");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("agencies.csv:2", "is no day: soon", "agencies.csv:3");
    assertThat(take("2027-11-01", "name,licence\nСафар,2\n").statusCode()).isEqualTo(422);
    assertThat(take("2026-11-01", "name\nСафар\n").body()).contains("has no column licence");
    assertThat(zarina.get("/agencies?q=mehr").body()).contains("01.10.2026", "licence 1");
  }

  @Test
  void anOperatorAsksAndBringsNothingIn() {
    zarina.get("/agencies");

    assertThat(zarina.form("/agencies", java.util.Map.of()).statusCode()).isEqualTo(403);
    assertThat(zarina.get("/agencies").body()).doesNotContain("Bring in a new list");
  }
}
