package org.hamroh.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hamroh.audit.AuditTrail;
import org.hamroh.claims.agency.Agencies;
import org.hamroh.claims.party.ClusterPages;
import org.hamroh.claims.party.Clusters;
import org.hamroh.claims.party.Parties;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wage claims as programs and pages use them.
final class ClaimRoutesTest {

  private static final ZoneId SITE = ZoneId.of("Asia/Dushanbe");
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), SITE);
  private static final String SECRET = "a secret of this site, long enough";
  private static final String CASE = "/api/v1/cases/1000001/claims";
  private static final String OWES = "{\"firm\":\"Стройинвест\",\"site\":\"Мытищи 7\"}";

  @TempDir private Path folder;
  private TestSite site;
  private TestBrowser zarina;
  private OpenCases cases;
  private Agencies agencies;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    cases = new OpenCases(Map.of("1000001", "zarina", "1000002", "zarina", "1000003", "malika"));
    Parties parties = new Parties(SECRET, SECRET, CLOCK);
    AuditTrail audit = new AuditTrail(CLOCK);
    Clusters clusters = new Clusters(site.database, parties, audit, (party, at) -> {}, CLOCK);
    Claims claims = new Claims(site.database, cases, parties, audit, SECRET, clusters::look, CLOCK);
    agencies = new Agencies(site.database, CLOCK);
    Texts texts = Texts.load(SITE, List.of("console", "claims"));
    site.start(
        new ClaimRoutes(claims, texts, CLOCK),
        new ClaimPages(claims, texts, clusters::isMany, agencies::find, login -> login, CLOCK),
        new ClusterPages(clusters));
    zarina = site.browserOf("zarina");
    zarina.get("/claims"); // brings the token of her forms
    zarina.headers.put("x-csrf-token", zarina.token);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private String page() {
    return zarina.get("/panels/claims/case/1000001").body();
  }

  private void line(String kind, String amount, String currency) {
    HttpResponse<String> added =
        zarina.form(
            "/panels/claims/case/1000001/1/lines",
            Map.of("kind", kind, "amount", amount, "currency", currency, "on", "2026-11-20"));
    assertThat(added.body()).doesNotContain("role=\"alert\"");
  }

  private void claim() {
    assertThat(
            zarina
                .form(
                    "/panels/claims/case/1000001",
                    Map.of("firm", "Стройинвест", "from", "2026-03-01", "until", "2026-08-31"))
                .body())
        .contains("Стройинвест", "01.03.2026 – 31.08.2026");
  }

  @Test
  void whatCameBackIsAddedUpByCurrencyAndWhatIsStruckIsNot() {
    claim();
    line("claimed", "120 000", "RUB");
    line("agreed", "100000", "RUB");
    line("recovered", "40000,50", "RUB");
    line("recovered", "9999", "RUB");
    line("recovered", "300", "USD");

    zarina.form("/panels/claims/case/1000001/1/lines/4/strike", Map.of());

    assertThat(zarina.get("/panels/claims/case/1000001/print?language=ru").body())
        .as("on paper for the lawyer, without what was taken back")
        .contains("Стройинвест", "40\u00a0000,50\u00a0RUB", "120\u00a0000\u00a0RUB")
        .contains("Требования о зарплате")
        .doesNotContain("<form", "<button", "9\u00a0999");
    assertThat(page())
        .contains("40\u00a0000,50\u00a0RUB", "120\u00a0000\u00a0RUB", "300\u00a0USD", "taken back");
    assertThat(zarina.get("/api/v1/claims/totals").body())
        .contains(
            "{\"currency\":\"RUB\",\"claimed\":\"120000.00\",\"agreed\":\"100000.00\","
                + "\"recovered\":\"40000.50\"}",
            "\"recovered\":\"300.00\"");
    assertThat(zarina.get("/api/v1/claims/totals?from=2026-11-21&until=2026-11-22").body())
        .contains("\"sums\":[]");
    assertThat(zarina.get("/claims").body()).contains("40\u00a0000,50\u00a0RUB");
    assertThat(zarina.get("/claims?from=soon").statusCode()).isEqualTo(400);
    assertThat(cases.told).contains("1000001 claim-line {kind=recovered, sum=USD 300.00}");
  }

  @Test
  void whoMayNotSeeTheCaseFindsNothing() {
    claim();
    TestBrowser malika = site.browserOf("malika");
    malika.get("/claims");

    String missing = malika.get("/panels/claims/case/1999999").body();
    assertThat(malika.get("/panels/claims/case/1000001").statusCode()).isEqualTo(404);
    assertThat(malika.get("/panels/claims/case/1000001").body().replace("1000001", "1999999"))
        .isEqualTo(missing);
    assertThat(malika.get(CASE).statusCode()).isEqualTo(404);
    assertThat(malika.form("/panels/claims/case/1000001/1", Map.of("firm", "X1")).statusCode())
        .isEqualTo(404);
    assertThat(
            malika
                .form("/panels/claims/case/1000003/1/lines", Map.of("kind", "letter"))
                .statusCode())
        .as("a claim of another case")
        .isEqualTo(404);
    assertThat(page()).doesNotContain("Letter to the employer</span>");
  }

  @Test
  void mistakesAreToldAllAtOnceAndNothingIsKept() {
    assertThat(zarina.form("/panels/claims/case/1000001", Map.of("firm", " ")).body())
        .contains("say at least one");
    assertThat(
            zarina
                .form(
                    "/panels/claims/case/1000001",
                    Map.of("firm", "«»", "from", "2027-01-01", "until", "yesterday"))
                .body())
        .contains("a name has letters", "the day lies ahead", "write a day");
    claim();
    for (String amount : List.of("0", "-5", "1.234", "99999999999", "ten", "")) {
      assertThat(
              zarina
                  .form(
                      "/panels/claims/case/1000001/1/lines",
                      Map.of("kind", "claimed", "amount", amount, "currency", "TJS"))
                  .body())
          .as(amount)
          .contains("write a sum such as");
    }
    assertThat(
            zarina
                .form(
                    "/panels/claims/case/1000001/1/lines",
                    Map.of("kind", "worker", "case", "1000003"))
                .body())
        .as("a case that is not open to her")
        .contains("there is no other case of this number");
    assertThat(page()).doesNotContain("taken back", "<h4>");
  }

  @Test
  void secondOfTwoWhoChangeAtOnceIsShownWhatTheFirstDid() {
    claim();
    assertThat(
            zarina
                .form(
                    "/panels/claims/case/1000001/1", Map.of("firm", "Альфа строй", "version", "1"))
                .body())
        .contains("<h3 id=\"claim-1\">Альфа строй</h3>");

    assertThat(
            zarina
                .form("/panels/claims/case/1000001/1", Map.of("firm", "Бета", "version", "1"))
                .body())
        .contains("somebody else has changed it", "<h3 id=\"claim-1\">Альфа строй</h3>");
  }

  @Test
  void programDoesTheSame() {
    assertThat(zarina.json(CASE, OWES).body()).isEqualTo("{\"id\":1}");
    assertThat(
            zarina
                .json(
                    "/api/v1/claims/1/lines",
                    "{\"kind\":\"contract\",\"words\":\"photo of it\",\"on\":\"2026-11-01\"}")
                .statusCode())
        .isEqualTo(201);
    assertThat(zarina.json("/api/v1/claims/1", OWES).statusCode()).isEqualTo(422);
    assertThat(zarina.json("/api/v1/claims/1", "{\"agent\":\"Акбар\",\"version\":1}").statusCode())
        .isEqualTo(204);
    assertThat(zarina.json("/api/v1/claims/1", "{\"agent\":\"Акбар\",\"version\":1}").statusCode())
        .isEqualTo(409);
    assertThat(zarina.json("/api/v1/claims/1/lines/1/strike", "").statusCode()).isEqualTo(204);
    assertThat(zarina.json("/api/v1/claims/1/lines/1/strike", "").statusCode()).isEqualTo(404);

    assertThat(zarina.get(CASE).body())
        .contains("\"firm\":null", "\"agent\":\"Акбар\"", "photo of it", "\"struckBy\":\"zarina\"");
  }

  @Test
  void everyLookAndEveryChangeIsInTheAudit() {
    claim();
    page();

    List<String> acts =
        site.database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select who || ' ' || act || ' ' || id || ' ' || came_from
                        from audit order by seq
                        """)
                    .mapTo(String.class)
                    .list());

    assertThat(acts)
        .containsExactly(
            "zarina change 1000001 127.0.0.1",
            "zarina open 1000001 127.0.0.1",
            "zarina open 1000001 127.0.0.1");
  }

  @Test
  void wordsCannotBeReadInTheStore() {
    claim();
    zarina.form(
        "/panels/claims/case/1000001/1/lines",
        Map.of("kind", "letter", "words", "written to the director"));

    List<String> rows =
        site.database.read(
            handle ->
                handle
                    .createQuery("select words_sealed from claim_line")
                    .mapTo(String.class)
                    .list());

    assertThat(rows).singleElement().asString().doesNotContain("director");
    assertThat(page()).contains("written to the director");
  }

  @Test
  void thePanelSaysWhatTheListOfLicencesSaysOfTheAgent() {
    claim();
    zarina.form("/panels/claims/case/1000001", Map.of("agent", "Сафар", "from", "", "until", ""));
    assertThat(page()).doesNotContain("licence");

    agencies.take(
        "list.csv",
        "name,licence,valid_until,note\nСафар,12-A,2026-06-30,\nНур,7,2030-01-01,\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.time.LocalDate.of(2026, 11, 1),
        "Ministry",
        "malika");
    zarina.form("/panels/claims/case/1000001", Map.of("agent", "Номаълум"));

    assertThat(page())
        .contains("licence 12-A", "ran out on 30.06.2026", "Ministry")
        .contains("“Номаълум” is not in the list of 01.11.2026");
  }
}
