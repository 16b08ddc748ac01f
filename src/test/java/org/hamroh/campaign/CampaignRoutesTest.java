package org.hamroh.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.hamroh.phone.NumberReader;
import org.hamroh.smpp.simulator.SmscBehaviour;
import org.hamroh.sms.MessageRoutes;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contacts, campaigns and single texts as programs and browsers meet them.
final class CampaignRoutesTest {

  @TempDir Path folder;
  private TestSite site;
  private CampaignHouse house;
  private TestBrowser program;

  @BeforeEach
  void open() {
    site = new TestSite(folder);
    house = new CampaignHouse(site.database, SmscBehaviour.polite(), site.live).started();
    NumberReader numbers = new NumberReader();
    site.start(
        CampaignHouse.contacts(site.database, house.contacts, folder.resolve("imports")),
        new CampaignRoutes(house.campaigns, house.forecasts, house.tests, site.database),
        new CampaignPages(
            house.campaigns, house.forecasts, house.tests, site.database, login -> login),
        new EditorPages(
            house.campaigns,
            site.database,
            ReadyTexts.load(),
            CampaignHouse.LANGUAGES,
            CampaignHouse.SITE,
            CampaignHouse.PRICES,
            house.clock),
        new CalendarPages(site.database, ReadyTexts.load(), house.clock),
        new MessageRoutes(house.gateway, site.database, numbers, "tg"));
    program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
  }

  @AfterEach
  void close() {
    house.close();
    site.close();
  }

  @Test
  void aProgramImportsPreviewsStartsAndReadsReceipts() {
    HttpResponse<String> imported =
        post(
            "/api/v1/contacts/import?consentWay=paper",
            "text/csv",
            "number,language\n900000001,tg\n900000002,ru\n123,tg\n",
            "k-1");
    assertThat(imported.statusCode()).isEqualTo(200);
    assertThat(imported.body()).contains("\"added\":2", "\"refused\":1", "\"line\":4", "too few");
    assertThat(program.get("/api/v1/contacts").body())
        .contains("+992•••••••01")
        .doesNotContain("900000001");

    HttpResponse<String> created =
        post(
            "/api/v1/campaigns",
            "application/json",
            "{\"name\":\"Spring\",\"texts\":{\"tg\":\"Салом {TEL}\",\"ru\":\"Привет {TEL}\"}}",
            "k-2");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"state\":\"draft\"");
    assertThat(post("/api/v1/campaigns/1/preview", "application/json", "", "k-3").body())
        .contains("\"recipients\":2", "\"segments\":2", "UCS-2");
    assertThat(post("/api/v1/campaigns/1/start", "application/json", "", "k-4").statusCode())
        .isEqualTo(200);

    CampaignHouse.await()
        .until(() -> program.get("/api/v1/campaigns/1").body().contains("\"delivered\":2"));
    assertThat(program.get("/api/v1/campaigns/1/messages?state=delivered").body())
        .contains("DELIVRD", "+992•••••••02")
        .doesNotContain("900000002");
    HttpResponse<String> again = post("/api/v1/campaigns/1/start", "application/json", "", "k-5");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("cannot be started");
  }

  @Test
  void oneMessageIsSentOnceHoweverOftenItsRequestIsRepeated() {
    String order = "{\"number\":\"90 000 00 01\",\"text\":\"Салом\"}";

    for (int i = 0; i < 5; i++) {
      assertThat(post("/api/v1/messages", "application/json", order, "same").statusCode())
          .isEqualTo(201);
    }

    CampaignHouse.await()
        .until(() -> program.get("/api/v1/messages/1").body().contains("\"state\":\"delivered\""));
    assertThat(house.smsc.taken()).hasSize(1);
  }

  @Test
  void badRequestsGetASentence() {
    assertThat(
            post(
                    "/api/v1/messages",
                    "application/json",
                    "{\"number\":\"12\",\"text\":\"x\"}",
                    "b-1")
                .body())
        .contains("has 2 digits, too few");
    assertThat(
            post(
                    "/api/v1/messages",
                    "application/json",
                    "{\"number\":\"+442079460000\",\"text\":\"x\"}",
                    "b-2")
                .body())
        .contains("no route serves this country");
    assertThat(
            post(
                    "/api/v1/campaigns",
                    "application/json",
                    "{\"name\":\"\",\"texts\":{\"uz\":\"x\"}}",
                    "b-3")
                .body())
        .contains("in no language of this site");
    assertThat(post("/api/v1/contacts/import", "text/csv", "name\nx\n", "b-4").body())
        .contains("has no column number", "Nothing was taken");
    assertThat(program.get("/api/v1/campaigns/99").statusCode()).isEqualTo(404);
    assertThat(program.get("/api/v1/campaigns/1/messages?after=x").statusCode()).isIn(400, 404);
  }

  @Test
  void aManagerUploadsPeopleWritesATextAndWatchesItGo() {
    TestBrowser browser = site.browserOf("rustam");
    browser.get("/contacts");
    HttpResponse<String> uploaded =
        browser.send(
            browser
                .request("/contacts")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
            --cut\r
            Content-Disposition: form-data; name="csrf"\r
            \r
            %s\r
            --cut\r
            Content-Disposition: form-data; name="consentWay"\r
            \r
            paper\r
            --cut\r
            Content-Disposition: form-data; name="file"; filename="people.csv"\r
            Content-Type: text/csv\r
            \r
            number,name,language
            900000001,Раҳмон,tg
            9.92E+11,Excel,tg
            \r
            --cut--\r
            """
                            .formatted(browser.token))));
    assertThat(uploaded.statusCode()).isEqualTo(200);
    assertThat(uploaded.body()).contains("rounded by a spreadsheet", "+992•••••••01", "Раҳмон");

    assertThat(browser.get("/campaigns/new?text=sms-02").body())
        .contains("Пеш аз харидани чипта", "До покупки билета", "A lawyer has to check");
    HttpResponse<String> created =
        browser.form(
            "/campaigns", Map.of("name", "Spring", "text-tg", "Салом, {NAME}", "text-ru", ""));
    assertThat(created.statusCode()).isEqualTo(303);
    String page = browser.get("/campaigns/1").body();
    assertThat(page).contains("Салом, Абдураҳмон", "sse:campaign-1", "/campaigns/1/start");
    assertThat(browser.form("/campaigns/1/start", Map.of()).statusCode()).isEqualTo(303);

    CampaignHouse.await()
        .until(
            () -> browser.get("/campaigns/1/progress").body().contains("data-row=\"delivered\""));
    assertThat(browser.get("/campaigns").body()).contains("Spring");
    assertThat(browser.get("/campaigns/new").body())
        .contains("data-counter=\"count-tg\"", "data-counter=\"count-ru\"")
        .doesNotContain("\"sms.counter");
    assertThat(browser.get("/campaigns/audience?language=ru").body())
        .contains("data-audience-of=\"tg\" data-audience=\"{&#34;people&#34;:0,");
  }

  private HttpResponse<String> post(String path, String type, String body, String key) {
    return program.send(
        program
            .request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }
}
