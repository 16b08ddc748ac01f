package org.hamroh.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Scripts over HTTP, as the page and programs use them.
final class ScriptRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private ScriptHouse house;
  private TestSite site;
  private TestBrowser editor;

  @BeforeEach
  void start() {
    house = new ScriptHouse(folder);
    Publisher publisher = house.start();
    site =
        new TestSite(folder)
            .start(
                new ScriptRoutes(
                    house.versions,
                    house.readings(),
                    house.publishing,
                    house.notices,
                    new Traffic(house.database, Clock.systemUTC()),
                    "tg"),
                new CheckRoutes(house.versions, house.readings(), house.voices, Clock.systemUTC()),
                new DraftRoutes(house.versions, publisher, house.publishing, house.notices));
    editor = site.browser();
    editor.headers.put("Authorization", "Bearer secret-of-admin");
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  @Test
  void aDraftIsSavedCheckedComparedAndPublished() {
    assertThat(get("/api/v1/scripts").at("/published/number").asInt()).isEqualTo(1);
    String text = get("/api/v1/scripts/file?path=prompts/ru.yaml&of=draft").path("text").asString();
    String other = text.replace("Чтобы услышать советы, нажмите три", "Чтобы узнать, нажмите три");

    JsonNode draft = post("/api/v1/scripts/draft", save(0, "prompts/ru.yaml", other), 200);
    JsonNode check = get("/api/v1/scripts/check?of=draft");
    JsonNode diff = get("/api/v1/scripts/versions/draft/diff");

    assertThat(draft.at("/changes/0/path").asString()).isEqualTo("prompts/ru.yaml");
    assertThat(check.path("errors").asInt()).isZero();
    assertThat(check.at("/paths/0/millis/tg").asLong()).isPositive();
    assertThat(diff.at("/prompts/0/name").asString()).isEqualTo("main-menu");
    assertThat(diff.at("/prompts/0/languages/ru/now").asString()).contains("Чтобы узнать");
    assertThat(diff.at("/prompts/0/languages/ru/old").asString()).contains("Чтобы услышать советы");
    assertThat(diff.at("/files/0/unified").toString()).contains("@@");

    JsonNode outcome =
        post(
            "/api/v1/scripts/publish",
            JSON.writeValueAsString(Map.of("revision", 1, "note", "shorter")),
            201);

    assertThat(outcome.at("/published/number").asInt()).isEqualTo(2);
    assertThat(outcome.at("/published/note").asString()).isEqualTo("shorter");
    assertThat(get("/api/v1/scripts/versions").path("versions")).hasSize(2);
    assertThat(get("/api/v1/scripts/versions/2/diff").at("/prompts/0/name").asString())
        .isEqualTo("main-menu");
  }

  @Test
  void whoSavesFromAnOldPageIsToldWhoWasQuicker() {
    post("/api/v1/scripts/draft", save(0, "extra.yaml", "a: 1"), 200);

    JsonNode refusal = post("/api/v1/scripts/draft", save(0, "extra.yaml", "a: 2"), 409);

    assertThat(refusal.path("detail").asString())
        .isEqualTo(
            "admin changed the draft meanwhile (it is at revision 1, you saw 0). Load it again and"
                + " put your change on top.");
  }

  @Test
  void aMistakeIsShownAtItsStepAndStopsPublishing() {
    String text = get("/api/v1/scripts/file?path=work.yaml").path("text").asString();
    post(
        "/api/v1/scripts/draft",
        save(0, "work.yaml", text.replace("to: queue-wages", "to: queue-wage")),
        200);

    JsonNode problem = get("/api/v1/scripts/check").at("/problems/0");
    JsonNode refusal = post("/api/v1/scripts/publish", "{\"revision\":1}", 422);

    assertThat(problem.path("severity").asString()).isEqualTo("error");
    assertThat(problem.path("file").asString()).isEqualTo("work.yaml");
    assertThat(problem.path("line").asInt()).isPositive();
    assertThat(problem.path("script").asString()).isEqualTo("work");
    assertThat(problem.path("step").asString()).isEqualTo("wages-operator");
    assertThat(problem.path("remedy").asString()).startsWith("name one of");
    assertThat(refusal.path("detail").asString()).contains("which is no queue");
    assertThat(node("/api/v1/scripts/graph", "work/wages-operator").path("problems")).hasSize(1);
  }

  @Test
  void theGraphHoldsEveryStepWithItsTextsAndWays() {
    JsonNode graph = get("/api/v1/scripts/graph?of=published");
    JsonNode main = node("/api/v1/scripts/graph?of=published", "hotline/main");

    assertThat(graph.path("scripts")).hasSize(13);
    assertThat(main.path("kind").asString()).isEqualTo("menu");
    assertThat(main.at("/prompts/0/name").asString()).isEqualTo("main-menu");
    assertThat(main.at("/prompts/0/texts/tg/text").asString()).startsWith("Агар ҳозир");
    assertThat(main.at("/prompts/0/texts/ru/text").asString()).startsWith("Если вам");
    assertThat(main.at("/prompts/0/texts/tg/sound").asString())
        .isEqualTo("/api/v1/sounds/tg?prompt=main-menu&of=published");
    assertThat(graph.path("edges"))
        .anySatisfy(
            edge -> {
              assertThat(edge.path("from").asString()).isEqualTo("hotline/main");
              assertThat(edge.path("to").asString()).isEqualTo("danger/danger");
              assertThat(edge.path("key").asString()).isEqualTo("1");
            });
    assertThat(graph.at("/numbers/700").asString()).isEqualTo("hotline");
  }

  @Test
  void trafficCountsWhoCameHowLongTheyListenedAndWhoLeft() {
    try (CallLog log = new CallLog(house.database)) {
      for (int i = 0; i < 3; i++) {
        CallId call = new CallId("call-" + i);
        java.time.Instant at = java.time.Instant.now();
        log.tell(call, at, new CallEvent.ScriptStarted("hotline", "0123456789ab"));
        log.tell(call, at.plusMillis(1), new CallEvent.StepEntered("hotline", "main"));
        log.tell(
            call,
            at.plusMillis(2),
            new CallEvent.PromptHeard(
                List.of("main-menu"), "tg", java.time.Duration.ofSeconds(4), true));
        if (i > 0) {
          log.tell(call, at.plusMillis(3), new CallEvent.StepEntered("work", "work"));
          log.tell(call, at.plusMillis(4), new CallEvent.StepEntered("hotline", "main"));
        }
        log.tell(call, at.plusMillis(5), new CallEvent.ScriptEnded(i == 0 ? "hangup" : "queue"));
      }
    }

    JsonNode main = get("/api/v1/scripts/traffic?days=1").at("/nodes/hotline~1main");

    assertThat(main.path("callers").asInt()).isEqualTo(3);
    assertThat(main.path("visits").asInt()).isEqualTo(5);
    assertThat(main.path("heardMillis").asLong()).isEqualTo(12_000);
    assertThat(main.path("leftHere").asInt()).isEqualTo(1);
    assertThat(main.path("toPeople").asInt()).isEqualTo(2);
  }

  @Test
  void anOperatorMayLookButNotChange() {
    TestBrowser operator = site.browserOf("zarina");

    assertThat(operator.get("/api/v1/scripts/graph").statusCode()).isEqualTo(200);
    operator.headers.put("X-CSRF-Token", operator.token);
    assertThat(operator.json("/api/v1/scripts/draft", save(0, "a.yaml", "a: 1")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPathThatLeadsOutOfTheFolderIsRefused() {
    post("/api/v1/scripts/draft", save(0, "../etc/passwd.yaml", "a: 1"), 422);
    post("/api/v1/scripts/draft", save(0, "work.txt", "a: 1"), 422);
  }

  private JsonNode node(String graph, String id) {
    for (JsonNode node : get(graph).path("nodes")) {
      if (node.path("id").asString().equals(id)) {
        return node;
      }
    }
    throw new AssertionError("no node " + id);
  }

  private static String save(long revision, String path, String text) {
    return JSON.writeValueAsString(
        Map.of("revision", revision, "files", List.of(Map.of("path", path, "text", text))));
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = editor.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode post(String path, String body, int status) {
    HttpResponse<String> answer = editor.json(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
