package org.hamroh.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.screening.ScreeningHouse.CALL;
import static org.hamroh.screening.ScreeningHouse.CASE;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.hamroh.alarm.Alarm;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A screening from the first question to the case, over HTTP.
final class ScreeningRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String API = "/api/v1/screenings";

  @TempDir private Path folder;
  private ScreeningHouse house;
  private TestSite site;
  private TestBrowser zarina;

  @BeforeEach
  void open() {
    house = new ScreeningHouse(folder);
    site = new TestSite(folder).start(house.routes());
    zarina = browser("zarina");
  }

  @AfterEach
  void close() {
    site.close();
    house.close();
  }

  private TestBrowser browser(String login) {
    TestBrowser browser = site.browserOf(login);
    browser.get("/account");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private JsonNode begin() {
    HttpResponse<String> answer = zarina.json(API, "{\"contact\":\"" + CALL + "\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer);
  }

  private static String path(JsonNode screening, String what) {
    return API + "/" + screening.path("id").asString() + "/" + what;
  }

  private HttpResponse<String> draft(JsonNode screening, long version, String answers) {
    return zarina.json(
        path(screening, "draft"), "{\"version\":" + version + ",\"answers\":" + answers + "}");
  }

  @Test
  void aScreeningBeginsInTheCallersLanguageAndGoesOnWhenItIsBegunAgain() {
    JsonNode first = begin();

    JsonNode again = begin();

    assertThat(first.path("language").asString()).isEqualTo("ru");
    assertThat(first.path("rulesVersion").asInt()).isEqualTo(1);
    assertThat(first.path("caller").asString()).isEqualTo(ScreeningHouse.CALLER.hex());
    assertThat(again.path("id")).isEqualTo(first.path("id"));
  }

  @Test
  void noConversationAndNoScreeningLookAlike() {
    assertThat(zarina.json(API, "{\"contact\":\"hamroh-1.1\"}").statusCode()).isEqualTo(404);
    assertThat(zarina.get(API + "/s-0000000000000000").statusCode()).isEqualTo(404);
    assertThat(zarina.json(API, "{\"contact\":\"a\",\"caseId\":\"1\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void whatTheCallerSaidIsKeptSealedAndAnswersAreWeighed() {
    JsonNode begun = begin();

    JsonNode kept =
        json(
            zarina.json(
                path(begun, "draft"),
                """
                {"version":1,"answers":{"safe-to-talk":"yes","deception":"yes",
                 "isolation":"unsure","excessive-overtime":"not-asked"},
                 "words":{"deception":"They promised a bakery in Kazan."}}"""));

    assertThat(kept.path("version").asInt()).isEqualTo(2);
    assertThat(kept.path("level").asString()).isEqualTo("medium");
    assertThat(kept.path("result").path("signs").get(0).asString()).isEqualTo("deception");
    assertThat(kept.path("answers").has("excessive-overtime")).isFalse();
    assertThat(json(zarina.get(API + "/" + begun.path("id").asString())).path("words").toString())
        .contains("bakery in Kazan");
    String stored =
        house.database.read(
            handle ->
                handle
                    .createQuery("select answers || words_sealed from screening")
                    .mapTo(String.class)
                    .one());
    assertThat(stored).contains("deception").doesNotContain("Kazan");
  }

  @Test
  void theSameDraftTwiceIsOnceAndAnOlderOneIsRefusedWithWhatThereIs() {
    JsonNode begun = begin();
    String answers = "{\"safe-to-talk\":\"yes\"}";
    draft(begun, 1, answers);

    HttpResponse<String> again = draft(begun, 1, answers);
    HttpResponse<String> older = draft(begun, 1, "{\"safe-to-talk\":\"yes\",\"isolation\":\"no\"}");

    assertThat(json(again).path("version").asInt()).isEqualTo(2);
    assertThat(older.statusCode()).isEqualTo(409);
    assertThat(json(older).path("screening").path("version").asInt()).isEqualTo(2);
  }

  @Test
  void answersThatTheRulesDoNotHaveAreRefused() {
    JsonNode begun = begin();

    assertThat(draft(begun, 1, "{\"shoe-size\":\"yes\"}").body()).contains("no question shoe-size");
    assertThat(draft(begun, 1, "{\"isolation\":\"maybe\"}").statusCode()).isEqualTo(422);
  }

  @Test
  void whoCannotSpeakFreelyIsAskedNoMore() {
    JsonNode begun = begin();

    JsonNode kept = json(draft(begun, 1, "{\"safe-to-talk\":\"no\"}"));

    assertThat(kept.path("ended").asString()).isEqualTo("unsafe");
    assertThat(draft(begun, 2, "{\"safe-to-talk\":\"yes\"}").statusCode()).isEqualTo(409);
    assertThat(zarina.get("/screenings/" + begun.path("id").asString()).body())
        .contains("cannot speak freely", "/callers/" + ScreeningHouse.CALLER.hex() + "/safety");
  }

  @Test
  void highRiskAlarmsASupervisorOnceWithoutAWordAboutTheCaller() {
    JsonNode begun = begin();

    draft(begun, 1, "{\"safe-to-talk\":\"yes\",\"debt-bondage\":\"yes\"}");
    draft(begun, 2, "{\"safe-to-talk\":\"yes\",\"debt-bondage\":\"yes\",\"isolation\":\"yes\"}");

    assertThat(house.alarms.red())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(AlarmKind.HIGH_RISK);
              assertThat(alarm.about()).isEqualTo(begun.path("id").asString());
              assertThat(alarm.page()).contains("/screenings/" + alarm.about());
            });
    assertThat(house.topics).containsExactly("alarms");
    long told =
        house.database.read(
            handle ->
                handle.createQuery("select count(*) from alarm_telling").mapTo(Long.class).one());
    assertThat(told).isEqualTo(2); // a letter and a text
  }

  @Test
  void mediumRiskAlarmsNobody() {
    draft(begin(), 1, "{\"safe-to-talk\":\"yes\",\"deception\":\"yes\"}");

    assertThat(house.alarms.red()).extracting(Alarm::about).isEmpty();
  }

  @Test
  void theOperatorMayRaiseALevelWithAReasonAndOnlyASupervisorLowersIt() {
    JsonNode begun = begin();
    TestBrowser malika = browser("malika");
    String level = path(begun, "level");

    int withoutReason = zarina.json(level, "{\"level\":\"high\",\"why\":\" \"}").statusCode();
    JsonNode raised = json(zarina.json(level, "{\"level\":\"high\",\"why\":\"She whispers.\"}"));
    int lowered = zarina.json(level, "{\"level\":\"low\",\"why\":\"Or not.\"}").statusCode();
    JsonNode bySupervisor =
        json(malika.json(level, "{\"level\":\"low\",\"why\":\"Spoke with her.\"}"));

    assertThat(withoutReason).isEqualTo(422);
    assertThat(raised.path("level").asString()).isEqualTo("high");
    assertThat(raised.path("ruleLevel").asString()).isEqualTo("low");
    assertThat(raised.path("why").asString()).isEqualTo("She whispers.");
    assertThat(house.alarms.red()).hasSize(1);
    assertThat(lowered).isEqualTo(422);
    assertThat(bySupervisor.path("level").asString()).isEqualTo("low");
  }

  @Test
  void highRiskLeadsToACaseWhichIsToldOfTheScreening() {
    JsonNode begun = begin();
    zarina.json(
        path(begun, "end"),
        """
        {"version":1,"stopped":false,
         "answers":{"safe-to-talk":"yes","debt-bondage":"yes"}}""");

    String page = zarina.get("/screenings/" + begun.path("id").asString()).body();
    HttpResponse<String> led =
        zarina.form("/screenings/" + begun.path("id").asString() + "/case", Map.of());

    assertThat(page).contains("Offer help from others", "Open a case and refer");
    assertThat(led.headers().firstValue("location"))
        .contains("/cases/" + CASE.value() + "#referral");
    assertThat(house.told)
        .singleElement()
        .satisfies(one -> assertThat(one.facts()).containsEntry("level", "high"));
    assertThat(json(zarina.get(API + "?case=" + CASE.value())).path("screenings")).hasSize(1);
  }

  @Test
  void aCaseOpenedOutOfTheConversationGetsItsScreeningsAndTheNextOneToo() {
    JsonNode first = begin();
    zarina.json(
        path(first, "end"),
        """
        {"version":1,"stopped":false,"answers":{"safe-to-talk":"yes","isolation":"yes"}}""");
    JsonNode running = begin();
    house.caseOpenTo.add("zarina");

    house.database.write(
        handle -> {
          ScreenedCases.attach(handle, house.door, CALL, CASE);
          return true;
        });
    draft(running, 1, "{\"safe-to-talk\":\"yes\",\"debt-bondage\":\"yes\"}");
    zarina.json(
        path(running, "end"),
        """
        {"version":2,"stopped":false,"answers":{"safe-to-talk":"yes","debt-bondage":"yes"}}""");
    JsonNode later = begin();

    assertThat(json(zarina.get(API + "?case=" + CASE.value())).path("screenings")).hasSize(3);
    assertThat(later.path("caseId").asString()).isEqualTo(CASE.value());
    assertThat(house.told)
        .extracting(one -> one.facts().get("level"))
        .containsExactly("medium", "high");
  }

  @Test
  void ofACaseOnlyThoseSeeItWhoSeeTheCaseAndTheRefusalIsOnTheTrail() {
    JsonNode begun = begin();
    zarina.json(path(begun, "case"), "{}");
    TestBrowser malika = browser("malika");
    String id = begun.path("id").asString();

    assertThat(malika.get(API + "/" + id).statusCode()).isEqualTo(404);
    assertThat(malika.get("/screenings/" + id).statusCode()).isEqualTo(404);
    assertThat(malika.get("/panels/screening/case/" + CASE.value()).statusCode()).isEqualTo(404);
    assertThat(malika.get(API + "?case=" + CASE.value()).statusCode()).isEqualTo(404);
    assertThat(json(malika.get(API + "?contact=" + CALL)).path("screenings")).isEmpty();
    assertThat(malika.json(path(begun, "draft"), "{\"version\":1}").statusCode()).isEqualTo(404);
    assertThat(malika.json(API, "{\"contact\":\"" + CALL + "\"}").statusCode()).isEqualTo(404);
    assertThat(house.trail()).contains("malika refused screening");
    assertThat(zarina.get("/screenings/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutACaseItIsForWhoMadeItWhoTalkedAndSupervisors() {
    site.close();
    site = new TestSite(folder);
    site.start(house.routes());
    zarina = browser("zarina");
    JsonNode begun = begin();
    String id = API + "/" + begun.path("id").asString();

    Screenings.Asker other = new Screenings.Asker("farida", false, "");
    assertThat(house.screenings.read(begun.path("id").asString(), other)).isEmpty();
    house.answeredBy.add("farida");

    assertThat(house.screenings.read(begun.path("id").asString(), other)).isPresent();
    assertThat(browser("malika").get(id).statusCode()).isEqualTo(200);
    assertThat(browser("rustam").get(id).statusCode()).isEqualTo(403);
    assertThat(house.trail())
        .containsExactly(
            "zarina change screening",
            "farida refused screening",
            "farida open screening",
            "malika open screening");
  }

  @Test
  void draftsOfOneWriterAreOneChangeOnTheTrail() {
    JsonNode begun = begin();
    draft(begun, 1, "{\"safe-to-talk\":\"yes\"}");
    draft(begun, 2, "{\"safe-to-talk\":\"yes\",\"isolation\":\"no\"}");
    zarina.get("/panels/screening/" + begun.path("id").asString() + "/result");
    zarina.json(path(begun, "end"), "{\"version\":3,\"stopped\":true,\"answers\":{}}");

    assertThat(house.trail()).containsExactly("zarina change screening", "zarina change screening");
  }

  @Test
  void thePanelOffersTheScreeningWhenTheDangerKeyWasPressed() {
    String inDanger = zarina.get("/panels/screening/call/" + CALL).body();
    String other = zarina.get("/panels/screening/record/" + ScreeningHouse.WALK_IN).body();

    assertThat(inDanger).contains("pressed the danger key", "Begin the screening");
    assertThat(other).doesNotContain("pressed the danger key").contains("Begin the screening");
    assertThat(zarina.get("/panels/screening/call/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void theRuleIsPrintedInPlainWordsWithTheReasons() {
    JsonNode begun = begin();
    zarina.json(
        path(begun, "end"),
        """
        {"version":1,"stopped":true,
         "answers":{"safe-to-talk":"yes","deception":"yes","withholding-of-wages":"yes"}}""");

    String page = zarina.get("/screenings/" + begun.path("id").asString()).body();

    assertThat(page)
        .contains(
            "An aid, not a label",
            "Medium risk",
            "Deception: 2 points",
            "Withholding of wages: 2 points",
            "incomplete: 9 signs are open",
            "or 5 points or more in all",
            "rules, version 1")
        .doesNotContain("Open a case and refer");
  }

  @Test
  void whatACallerSaidIsForgottenAndTheAnswersStay() {
    JsonNode begun = begin();
    zarina.json(
        path(begun, "draft"),
        """
        {"version":1,"answers":{"isolation":"yes"},"words":{"isolation":"They took my phone."}}""");

    int forgotten =
        house.database.write(handle -> Screenings.forget(handle, ScreeningHouse.CALLER));

    assertThat(forgotten).isEqualTo(1);
    JsonNode left = json(zarina.get(API + "/" + begun.path("id").asString()));
    assertThat(left.path("words")).isEmpty();
    assertThat(left.path("answers").path("isolation").asString()).isEqualTo("yes");
  }
}
