package org.hamroh.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hamroh.web.Routes;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same over HTTP: Zarina and Malika by the API and the panel, a partner by its link.
final class PartnerPagesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private TestSite site;
  private ReferralHouse house;
  private TestBrowser zarina;
  private TestBrowser malika;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    house = new ReferralHouse(site.database);
    site.start(house.room.routes(login -> "Ms " + login, house.talk).toArray(new Routes[0]));
    zarina = login("zarina");
    malika = login("malika");
  }

  private TestBrowser login(String who) {
    TestBrowser browser = site.browserOf(who);
    browser.get("/referrals");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  @AfterEach
  void stop() {
    house.close();
    site.close();
  }

  private JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private String link() {
    return ReferralHouse.link(house.letters().getLast());
  }

  private String sent() {
    String offer =
        """
        {"caseId": "4711123", "partner": "fitt", "service": "legal-aid",
         "words": {"name": "Parvina", "need": "unpaid wages", "employer": "Stroymontazh"}}
        """;
    String id = json(zarina.json("/api/v1/referrals", offer), 201).path("id").asString();
    String at = "/api/v1/referrals/" + id;
    String yes = "{\"how\": \"voice\", \"language\": \"tg\", \"fields\": [\"name\", \"need\"]}";
    json(zarina.json(at + "/consent", yes), 200);
    json(zarina.json(at + "/send", "{}"), 200);
    house.room.letters.sendDue();
    return at;
  }

  @Test
  void fromTheOfferToTheFinishOverHttp() {
    String at = sent();
    assertThat(json(zarina.get(at), 200).path("state").asString()).isEqualTo("sent");
    assertThat(json(zarina.get(at + "/preview"), 200).path("fields").toString())
        .isEqualTo("{\"name\":\"Parvina\",\"need\":\"unpaid wages\"}");

    TestBrowser partner = site.browser();
    HttpResponse<String> first = partner.get(link());
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(first.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-store");
    assertThat(first.body())
        .contains("noindex")
        .doesNotContain("Parvina")
        .doesNotContain("wages")
        .doesNotContain("4711123");
    HttpResponse<String> opened = partner.form(link(), Map.of("act", "confirm"));
    assertThat(opened.body()).contains("Parvina", "unpaid wages").doesNotContain("Stroymontazh");
    assertThat(partner.form(link(), Map.of("act", "decline", "reason", "")).statusCode())
        .isEqualTo(422);
    partner.form(link(), Map.of("act", "accept"));
    partner.form(link(), Map.of("act", "start"));
    String thanks = partner.form(link(), Map.of("act", "finish", "outcome", "helped")).body();

    assertThat(thanks).contains("Ташаккур");
    JsonNode finished = json(zarina.get(at), 200);
    assertThat(finished.path("state").asString()).isEqualTo("finished");
    assertThat(finished.path("outcome").asString()).isEqualTo("helped");
    assertThat(finished.path("firstHelpMinutes").asInt()).isEqualTo(71 * 60);
    assertThat(partner.get(link()).statusCode()).isEqualTo(404);
  }

  @Test
  void previewIsLetterForLetterWhatThePartnerGets() {
    String id = sent().replace("/api/v1/referrals/", "");

    String preview = zarina.get("/panels/referral/one/" + id + "/preview").body();
    TestBrowser partner = site.browser();
    partner.get(link());
    String page = partner.form(link(), Map.of("act", "confirm")).body();

    assertThat(preview.strip()).startsWith("<div class=\"shared\"").endsWith("</div>");
    assertThat(page).contains(preview.strip());
  }

  @Test
  void linkInAnotherBrowserAndWithoutItsTokenOpensNothing() {
    sent();
    TestBrowser partner = site.browser();
    partner.get(link());
    partner.form(link(), Map.of("act", "confirm"));

    TestBrowser thief = site.browser();
    assertThat(thief.get(link()).body()).doesNotContain("Parvina");
    assertThat(thief.form(link(), Map.of("act", "confirm", "csrf", partner.token)).statusCode())
        .isEqualTo(403);
    thief.get(link());
    assertThat(thief.form(link(), Map.of("act", "accept")).body()).doesNotContain("Parvina");
    TestBrowser elsewhere = site.browser();
    elsewhere.headers.put("Origin", "https://evil.example");
    elsewhere.get(link());
    assertThat(elsewhere.form(link(), Map.of("act", "confirm")).statusCode()).isEqualTo(403);
  }

  @Test
  void whoTriesLinksIsSlowedDown() {
    TestBrowser anybody = site.browser();
    for (int i = 0; i < 60; i++) {
      assertThat(anybody.get("/partner/" + "x".repeat(40) + i).statusCode()).isEqualTo(404);
    }
    assertThat(anybody.get("/partner/" + "x".repeat(43)).statusCode()).isEqualTo(429);

    house.clock.pass(Duration.ofMinutes(6));
    assertThat(anybody.get("/partner/" + "x".repeat(43)).statusCode()).isEqualTo(404);
  }

  @Test
  void panelAsksSendsAndSaysWhatIsRefusedInItsPlace() {
    String panel = zarina.get("/panels/referral/case/4711123").body();
    assertThat(panel).contains("id=\"referrals\"").contains("Legal aid");
    String found =
        zarina
            .get("/panels/referral/case/4711123/partners?service=legal-aid&place=dushanbe")
            .body();
    assertThat(found).contains("value=\"fitt\"").contains("words-need");

    String offered =
        zarina
            .form(
                "/panels/referral/case/4711123/offer",
                Map.of(
                    "partner",
                    "fitt",
                    "service",
                    "legal-aid",
                    "words-name",
                    "Parvina",
                    "words-need",
                    "wages"))
            .body();
    assertThat(offered).contains("4711123-1").contains("field-need").doesNotContain("Parvina");
    String one = "/panels/referral/one/4711123-1";
    assertThat(zarina.get(one + "/sentence?language=ru&field-name=yes").body())
        .contains("имя, которым вас зовут")
        .contains("Вы согласны?");
    assertThat(zarina.form(one + "/send", Map.of()).body()).contains("not said yes yet");
    assertThat(zarina.form(one + "/consent", Map.of("language", "ru", "field-name", "y")).body())
        .contains("Consent: by voice")
        .contains("Ms zarina");
    assertThat(zarina.form(one + "/send", Map.of("way", "")).body()).contains("being sent");
    assertThat(zarina.get("/referrals").body()).contains("/cases/4711123");
  }

  @Test
  void personSaysYesByKeyAndAnotherNoAndWhoIsOnNoCallAsksNobody() {
    house.offered("fitt");
    house.offered("human-rights-centre");
    String yes = "/panels/referral/one/4711123-1";
    String no = "/panels/referral/one/4711123-2";
    Map<String, String> asked = Map.of("language", "tg", "field-name", "yes");

    assertThat(malika.form(yes + "/ask-key", asked).body()).contains("not on this call");
    assertThat(zarina.form(yes + "/ask-key", asked).body()).contains("1 for yes");
    assertThat(house.find(new ReferralId(house.caseId, 1)).state())
        .isEqualTo(ReferralState.OFFERED);
    house.talk.press(true);
    zarina.form(no + "/ask-key", asked);
    house.talk.press(false);

    JsonNode first = json(zarina.get("/api/v1/referrals/4711123-1"), 200);
    JsonNode second = json(zarina.get("/api/v1/referrals/4711123-2"), 200);
    assertThat(first.path("state").asString()).isEqualTo("consented");
    assertThat(first.path("consent").path("how").asString()).isEqualTo("key");
    assertThat(first.path("consent").path("call").asString()).isEqualTo("1763800000.7");
    assertThat(second.path("state").asString()).isEqualTo("offered");
    assertThat(second.path("steps").toString()).contains("refused").contains("key");
    assertThat(zarina.json("/api/v1/referrals/4711123-2/send", "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void riskIsConfirmedByASupervisorOnly() {
    house.offered("fitt");
    String at = "/api/v1/referrals/4711123-1/risk";
    json(zarina.json(at, "{\"fields\": [\"name\"], \"reason\": \"locked in\"}"), 200);

    assertThat(zarina.json(at + "/confirm", "{}").statusCode()).isEqualTo(403);
    JsonNode confirmed = json(malika.json(at + "/confirm", "{}"), 200);

    assertThat(confirmed.path("consent").path("how").asString()).isEqualTo("risk");
    assertThat(confirmed.path("consent").path("secondBy").asString()).isEqualTo("malika");
  }

  @Test
  void whoMayNotSeeTheCaseGetsTheSameAnswerAsForNone() {
    house.offered("fitt");
    CaseBook.open(site.database, "4711124", "odina", "");

    HttpResponse<String> closed = zarina.get("/api/v1/referrals?case=4711124");
    HttpResponse<String> none = zarina.get("/api/v1/referrals?case=4711125");

    assertThat(closed.statusCode()).isEqualTo(404);
    assertThat(closed.body()).isEqualTo(none.body());
    assertThat(zarina.get("/panels/referral/case/4711124").statusCode()).isEqualTo(404);
    assertThat(zarina.get("/panels/referral/case/4711124/partners").statusCode()).isEqualTo(404);
    assertThat(zarina.get("/api/v1/referrals/4711123-9").statusCode()).isEqualTo(404);
    assertThat(zarina.get("/api/v1/referrals/nothing").statusCode()).isEqualTo(404);
    assertThat(site.browserOf("rustam").get("/api/v1/referrals").statusCode()).isEqualTo(403);
  }
}
