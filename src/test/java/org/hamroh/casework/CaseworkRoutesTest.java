package org.hamroh.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.casework.CaseworkHouse.CALL;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records, callers and the form over HTTP. Zarina is an operator, Malika supervises, Rustam is an
/// administrator who sees none of it.
final class CaseworkRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String WHOLE =
      """
      {"version": %d, "page": "%s", "content": {"callType": "help",
        "reasons": ["wages-not-paid-abroad"],
        "values": {"language": "tajik", "note": "%s"},
        "disposition": "advice-given", "nextAction": "call-back", "nextOn": "2026-11-23"}}
      """;

  @TempDir private Path folder;
  private CaseworkHouse house;
  private TestSite site;
  private TestBrowser zarina;
  private TestBrowser malika;

  @BeforeEach
  void start() {
    house = new CaseworkHouse(folder);
    site = new TestSite(folder).start(house.routes());
    zarina = person("zarina");
    malika = person("malika");
  }

  private TestBrowser person(String login) {
    TestBrowser browser = site.browserOf(login);
    browser.get("/records");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String record(String rest) {
    return "/api/v1/records/" + CALL.value() + rest;
  }

  private List<String> told(String sql) {
    return house.database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static String caller(CaseworkHouse house, String rest) {
    return "/api/v1/callers/" + house.caller.hex() + rest;
  }

  @Test
  void aRecordIsDraftedSavedAndEndsTheWrapUp() {
    HttpResponse<String> draft = zarina.json(record("/draft"), WHOLE.formatted(0, "a", "hm"));
    HttpResponse<String> saved = zarina.json(record("/save"), WHOLE.formatted(1, "a", "wages"));

    assertThat(draft.statusCode()).isEqualTo(200);
    assertThat(json(draft).path("savedAt").isNull()).isTrue();
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(json(saved).path("savedBy").asString()).isEqualTo("zarina");
    assertThat(house.ended).containsExactly("zarina " + CALL);
  }

  @Test
  void whatIsMissingIsNamedAndTheDraftOfAnOlderPageIsKeptBeside() {
    String empty = "{\"version\": 0, \"page\": \"a\", \"content\": {\"callType\": \"help\"}}";

    JsonNode missing = json(zarina.json(record("/save"), empty));
    zarina.json(record("/draft"), WHOLE.formatted(0, "a", "one"));
    HttpResponse<String> late = zarina.json(record("/draft"), WHOLE.formatted(0, "b", "two"));

    assertThat(missing.path("missing").valueStream().map(JsonNode::asString))
        .containsExactly("reasons", "language", "disposition", "nextAction");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(json(late).path("record").path("content").path("values").path("note").asString())
        .isEqualTo("one");
    assertThat(zarina.get("/records/" + CALL.value()).body()).contains("data-aside=\"b\"");
    assertThat(zarina.json(record("/asides/b/drop"), "{}").statusCode()).isEqualTo(204);
  }

  @Test
  void operatorsListTheirOwnAndSupervisorsEverybodysByReasonAndDay() {
    zarina.json(record("/save"), WHOLE.formatted(0, "a", "wages"));

    assertThat(json(malika.get("/api/v1/records?reason=wages-and-work")).path("records"))
        .hasSize(1);
    assertThat(json(malika.get("/api/v1/records?reason=wages-not-paid-abroad")).path("records"))
        .hasSize(1);
    assertThat(json(malika.get("/api/v1/records?reason=registration")).path("records")).isEmpty();
    assertThat(json(malika.get("/api/v1/records?from=2026-11-23")).path("records")).isEmpty();
    assertThat(json(zarina.get("/api/v1/records?by=malika")).path("records")).hasSize(1);
    assertThat(malika.get("/api/v1/records").body()).doesNotContain("\"note\"");
    assertThat(json(zarina.get("/api/v1/records/due?until=2026-11-23")).path("records")).hasSize(1);
    assertThat(site.browserOf("rustam").get("/api/v1/records").statusCode()).isEqualTo(403);
  }

  @Test
  void readingAColleaguesRecordIsWrittenDown() {
    zarina.json(record("/save"), WHOLE.formatted(0, "a", "wages"));

    zarina.get(record(""));
    malika.get(record(""));
    malika.get(record(""));

    assertThat(told("select reader from contact_look")).containsExactly("malika");
  }

  @Test
  void aWholeNumberIsShownToASupervisorWithAReasonAndTheLookIsWrittenDownFirst() {
    house.numbers.keep(house.caller, CaseworkHouse.NUMBER);

    assertThat(json(zarina.get(caller(house, ""))).path("number").asString())
        .isEqualTo("+992•••••••70");
    assertThat(zarina.json(caller(house, "/number"), "{\"reason\":\"referral\"}").statusCode())
        .isEqualTo(403);
    assertThat(malika.json(caller(house, "/number"), "{}").statusCode()).isEqualTo(422);
    assertThat(malika.json(caller(house, "/number"), "{\"reason\":\"referral\"}").body())
        .contains("+992900000070");
    assertThat(told("select looked_by || ' ' || reason from caller_unmasking"))
        .containsExactly("malika referral");

    house.clock.pass(Duration.ofDays(4));

    assertThat(malika.json(caller(house, "/number"), "{\"reason\":\"referral\"}").statusCode())
        .isIn(401, 404);
    assertThat(house.numbers.number(house.caller)).isEmpty();
  }

  @Test
  void flagsAreSetForATimeAndTakenAway() {
    JsonNode flag = json(zarina.json(caller(house, "/flags"), "{\"flag\":\"abusive\"}"));

    assertThat(flag.path("slower").asBoolean()).isTrue();
    assertThat(
            zarina.json(caller(house, "/flags"), "{\"flag\":\"abusive\",\"days\":15}").statusCode())
        .isEqualTo(422);
    assertThat(json(zarina.get(caller(house, ""))).path("flags")).hasSize(1);
    assertThat(
            zarina
                .json(caller(house, "/flags/" + flag.path("id").asString() + "/lift"), "{}")
                .statusCode())
        .isEqualTo(204);
    assertThat(json(zarina.get(caller(house, ""))).path("flags")).isEmpty();
  }

  @Test
  void aNewVersionOfTheFormIsOfferedAndOlderRecordsKeepTheirs() throws Exception {
    zarina.json(record("/save"), WHOLE.formatted(0, "a", "wages"));
    String next =
        zarina
            .get("/api/v1/forms/contact")
            .body()
            .replace("\"version\":1", "\"version\":2")
            .replace("\"en\":\"Wages not paid abroad\"", "\"en\":\"Unpaid abroad\"");
    String gone = next.replaceFirst("\\{\"id\":\"survey-done\".*?}},", "");

    assertThat(zarina.json("/api/v1/forms/contact", next).statusCode()).isEqualTo(403);
    assertThat(malika.json("/api/v1/forms/contact", gone).body())
        .contains("dispositions/survey-done", "retired");
    assertThat(malika.json("/api/v1/forms/contact", next).statusCode()).isEqualTo(201);
    assertThat(malika.json("/api/v1/forms/contact", next).statusCode()).isEqualTo(422);
    assertThat(zarina.get("/casework/reasons/2").body()).contains("Unpaid abroad");
    assertThat(zarina.get("/records/" + CALL.value()).body()).contains("data-form=\"1\"");
    assertThat(zarina.get("/api/v1/forms/contact/9").statusCode()).isEqualTo(404);
  }

  @Test
  void panelsAndPagesAreThereInEveryLanguage() {
    house.numbers.keep(house.caller, CaseworkHouse.NUMBER);
    zarina.json(record("/save"), WHOLE.formatted(0, "a", "wages"));
    String call = "?call=" + CALL.value();

    for (String path :
        new String[] {
          "/panels/casework/record" + call,
          "/panels/casework/caller" + call,
          "/panels/casework/wrapup",
          "/records",
          "/records/" + CALL.value(),
          "/callers/" + house.caller.hex()
        }) {
      assertThat(zarina.get(path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(zarina.get("/records/new").statusCode()).isEqualTo(303);
    assertThat(zarina.get("/panels/casework/record?call=none").statusCode()).isEqualTo(404);
    assertThat(zarina.get("/callers/" + house.caller.hex()).body())
        .contains("+992•••••••70")
        .doesNotContain("+992900000070");
  }
}
