package org.hamroh.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.hamroh.queue.QueueName;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Skills, shifts and the operator's own panel, over HTTP.
final class RosterRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private RosterHouse house;
  private TestBrowser operator;
  private TestBrowser supervisor;

  @BeforeEach
  void start() {
    house = new RosterHouse(folder);
    operator = of("zarina");
    supervisor = of("malika");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private TestBrowser of(String login) {
    TestBrowser browser = house.site.browserOf(login);
    browser.get("/roster");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  private static JsonNode body(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private static int plan(TestBrowser browser, String shift) {
    return browser.json("/api/v1/roster/shifts", shift).statusCode();
  }

  @Test
  void supervisorSaysWhatSomebodyCanAndTheQueuesKnowIt() {
    String skills = "{\"languages\": [\"ru\"], \"woman\": true, \"mobile\": \"90 000 0033\"}";

    JsonNode kept = body(supervisor.json("/api/v1/roster/people/op2", skills), 200);

    assertThat(kept.path("mobile").asString()).isEqualTo("+992900000033");
    assertThat(house.roster.distance(QueueName.of("queue-wages-woman-ru"), "op2")).isZero();
    assertThat(house.roster.distance(QueueName.of("queue-wages"), "op2")).isEqualTo(20);
    JsonNode seen = body(operator.get("/api/v1/roster"), 200).path("people").get(1);
    assertThat(seen.path("mobile").asString()).startsWith("+992").endsWith("33").contains("•");
  }

  @Test
  void operatorPlansNothing() {
    assertThat(operator.json("/api/v1/roster/people/op1", "{\"woman\": true}").statusCode())
        .isEqualTo(403);
    assertThat(
            plan(
                operator,
                "{\"operator\":\"op1\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"08:00-12:00\"}"))
        .isEqualTo(403);
  }

  @Test
  void shiftIsPlannedHoldsAndIsTakenOut() {
    JsonNode shift =
        body(
            supervisor.json(
                "/api/v1/roster/shifts",
                "{\"operator\":\"op2\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"08:00-12:30\"}"),
            201);

    assertThat(body(operator.get("/api/v1/roster"), 200).path("deskNow").get(0).asString())
        .isEqualTo("op2");
    String page = supervisor.get("/roster").body();
    assertThat(page).contains("planned, not there");
    assertThat(page.substring(page.indexOf("roster-plan"), page.indexOf("shift-operator")))
        .as("people are told by their names")
        .contains("08:00-12:30", RosterHouse.NAMES.get("op2"))
        .doesNotContain("op2");
    body(
        supervisor.json("/api/v1/roster/shifts/" + shift.path("id").asLong() + "/drop", "{}"), 200);
    assertThat(body(operator.get("/api/v1/roster"), 200).path("deskNow")).isEmpty();
    assertThat(supervisor.json("/api/v1/roster/shifts/99/drop", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyWhoHasAMobileIsOnCall() {
    String night =
        "{\"operator\":\"op2\",\"duty\":\"on-call\",\"date\":\"2026-11-23\",\"hours\":\"09:00-24:00\"}";
    assertThat(plan(supervisor, night)).isEqualTo(201);
    assertThat(house.roster.onCall()).isEmpty();

    body(supervisor.json("/api/v1/roster/people/op2", "{\"mobile\": \"+992900000033\"}"), 200);

    assertThat(house.roster.onCall()).containsExactly("op2");
  }

  @Test
  void nonsenseIsRefusedWithAReason() {
    assertThat(supervisor.json("/api/v1/roster/people/op9", "{}").statusCode()).isEqualTo(404);
    assertThat(
            supervisor.json("/api/v1/roster/people/op1", "{\"languages\":[\"xx\"]}").statusCode())
        .isEqualTo(400);
    assertThat(supervisor.json("/api/v1/roster/people/op1", "{\"mobile\":\"12\"}").statusCode())
        .isEqualTo(400);
    for (String wrong :
        new String[] {
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"8-12\"}",
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"08:00-08:00\"}",
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"off\"}",
          "{\"operator\":\"op1\",\"duty\":\"sleep\",\"day\":\"monday\",\"hours\":\"08:00-09:00\"}",
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"hours\":\"08:00-09:00\"}",
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"date\":\"2026-02-30\",\"hours\":\"08:00-09:00\"}",
          "{\"operator\":\"op1\",\"duty\":\"desk\",\"date\":\"2020-02-03\",\"hours\":\"08:00-09:00\"}"
        }) {
      assertThat(plan(supervisor, wrong)).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void planOutlivesTheServer() {
    assertThat(
            plan(
                supervisor,
                "{\"operator\":\"op1\",\"duty\":\"desk\",\"day\":\"monday\",\"hours\":\"22:00-06:00\"}"))
        .isEqualTo(201);
    body(supervisor.json("/api/v1/roster/people/op1", "{\"topics\": [\"queue-wages\"]}"), 200);

    Roster again =
        new Roster(
            house.site.database,
            RosterHouse.SITE,
            "tg",
            day -> false,
            topic -> {},
            java.time.Clock.fixed(RosterHouse.MONDAY_AT_TEN, RosterHouse.SITE));

    assertThat(again.plan().shifts()).isEqualTo(house.roster.plan().shifts());
    assertThat(again.skills("op1").topics()).containsExactly("queue-wages");
  }

  @Test
  void ownPanelPausesWithAReasonAndSaysWhatThePbxKnows() {
    assertThat(operator.get("/panels/roster/own").body()).contains("ready");

    String paused =
        operator.form("/panels/roster/own", Map.of("state", "paused", "reason", "prayer")).body();

    assertThat(paused).contains("pause").contains("prayer");
    assertThat(
            operator
                .form("/panels/roster/own", Map.of("state", "paused", "reason", "x"))
                .statusCode())
        .isEqualTo(422);
    assertThat(operator.form("/panels/roster/own", Map.of("state", "ready")).body())
        .doesNotContain("prayer</span>");
    assertThat(supervisor.get("/panels/roster/own").body()).contains("no telephone here");
  }
}
