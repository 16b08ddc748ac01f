package org.hamroh.cases.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.cases.CaseHouse;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cases over HTTP: pages and API. Zarina is an operator, Malika supervises, Rustam is an
/// administrator who sees none of it.
final class CaseRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern TOLD =
      Pattern.compile("data-case>([0-9]{7})<.*data-pin>([0-9]{4})<", Pattern.DOTALL);

  private static final String WISH =
      """
      {"once": "wish-0001", "topic": "passport-taken", "sealed": %s, "name": "Каримов",
        "place": "Ғарм"}
      """;

  @TempDir private Path folder;
  private CaseHouse house;
  private TestSite site;
  private TestBrowser zarina;
  private TestBrowser malika;

  @BeforeEach
  void start() {
    house = new CaseHouse(folder);
    site = new TestSite(folder).start(house.routes());
    zarina = person("zarina");
    malika = person("malika");
  }

  private TestBrowser person(String login) {
    TestBrowser browser = site.browserOf(login);
    browser.get("/cases");
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

  private String opened(boolean sealed) {
    HttpResponse<String> answer = zarina.json("/api/v1/cases", WISH.formatted(sealed));
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer).path("id").asString();
  }

  @Test
  void aCaseGoesFromItsOpeningToItsOutcomeOverTheApi() {
    String at = "/api/v1/cases/" + opened(false);

    assertThat(zarina.json(at + "/status", "{\"version\":1,\"status\":\"working\"}").statusCode())
        .isEqualTo(200);
    assertThat(zarina.json(at + "/status", "{\"version\":1,\"status\":\"working\"}").statusCode())
        .isEqualTo(409);
    assertThat(
            zarina
                .json(
                    at + "/sections",
                    "{\"kind\":\"incident\",\"on\":\"2026-11-20\",\"text\":\"Шиноснома\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(zarina.json(at + "/tasks", "{\"text\":\"call\",\"on\":\"2026-11-25\"}").statusCode())
        .isEqualTo(200);
    JsonNode seen = json(malika.get(at));
    String task = seen.path("tasks").path(0).path("id").asString();
    assertThat(zarina.json(at + "/tasks/" + task + "/done", "{}").statusCode()).isEqualTo(200);
    assertThat(zarina.json(at + "/status", "{\"version\":2,\"status\":\"closed\"}").statusCode())
        .isEqualTo(422);
    assertThat(
            zarina
                .json(
                    at + "/status", "{\"version\":2,\"status\":\"closed\",\"outcome\":\"solved\"}")
                .statusCode())
        .isEqualTo(200);

    assertThat(seen.path("sections").path(0).path("text").asString()).isEqualTo("Шиноснома");
    assertThat(seen.path("about").path("name").asString()).isEqualTo("Каримов");
    JsonNode closed = json(zarina.get(at));
    assertThat(closed.path("outcome").asString()).isEqualTo("solved");
    assertThat(closed.path("events")).hasSize(6);
  }

  @Test
  void whatOneMayNotSeeAnswersExactlyAsWhatIsNotThere() {
    String id = opened(true);
    String none = id.equals("1000001") ? "1000002" : "1000001";

    for (String path :
        List.of("/api/v1/cases/%s/attachments/0123456789abcdef", "/cases/%s/print")) {
      HttpResponse<String> hidden = malika.get(path.formatted(id));
      HttpResponse<String> missing = malika.get(path.formatted(none));

      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.body().replace(id, none).replaceAll("[0-9a-f]{8}", ""))
          .isEqualTo(missing.body().replaceAll("[0-9a-f]{8}", ""));
    }
    for (String act :
        List.of("status", "give", "assign", "sealing", "about", "sections", "tasks")) {
      assertThat(
              malika
                  .json(
                      "/api/v1/cases/" + id + "/" + act,
                      "{\"version\":1,\"kind\":\"note\",\"text\":\"x\",\"on\":\"2026-11-23\"}")
                  .statusCode())
          .as(act)
          .isEqualTo(404);
    }
    assertThat(malika.json("/api/v1/cases/" + id + "/pin", "{}").statusCode()).isEqualTo(404);
    assertThat(site.browserOf("rustam").get("/api/v1/cases/" + id).statusCode()).isEqualTo(403);
    assertThat(zarina.get("/cases/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void aCaseIsOpenedFromAContactRecordWithItsCallerAndTopic() {
    assertThat(zarina.get("/panels/cases/record/w-0000000000000001").body())
        .contains("/cases/new?record=w-0000000000000001");
    assertThat(zarina.get("/panels/cases/record/unknown").body()).doesNotContain("/cases/new");
    String form = zarina.get("/cases/new?record=w-0000000000000001").body();
    assertThat(form).contains("value=\"passport-taken\" selected");
    Map<String, String> sent =
        Map.of(
            "record", "w-0000000000000001",
            "once", "form-0000001",
            "topic", "passport-taken",
            "name", "Каримов");

    HttpResponse<String> told = zarina.form("/cases", sent);
    HttpResponse<String> again = zarina.form("/cases", sent);

    Matcher found = TOLD.matcher(told.body());
    assertThat(found.find()).isTrue();
    String id = found.group(1);
    assertThat(again.headers().firstValue("Location")).contains("/cases/" + id);
    assertThat(json(zarina.get("/api/v1/cases/" + id)).path("caller").asString())
        .isEqualTo(CaseHouse.CALLER.hex());
    assertThat(zarina.get("/panels/cases/record/w-0000000000000001").body())
        .contains("/cases/" + id);
  }

  @Test
  void aPageTellsWhatCouldNotBeDoneAndKeepsTheTypedText() {
    String at = "/cases/" + opened(false);
    zarina.get(at);

    assertThat(zarina.form(at + "/status", Map.of("version", "1", "status", "closed")).body())
        .contains("To close a case, choose an outcome.");
    assertThat(zarina.form(at + "/sections", Map.of("kind", "none", "text", "long story")).body())
        .contains("There is no such section.")
        .contains("long story</textarea>");
    assertThat(zarina.form(at + "/status", Map.of("version", "7", "status", "working")).body())
        .contains("Somebody has changed it meanwhile.");
    assertThat(zarina.form(at + "/tasks", Map.of("text", "call", "on", "soon")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void theOwnTimelineIsToldInTheReadersLanguage() {
    String at = "/cases/" + opened(false);
    zarina.get(at);
    zarina.form(at + "/status", Map.of("version", "1", "status", "working"));

    assertThat(zarina.get(at).body()).contains("Status: New → In work").contains("Ms zarina");
  }

  @Test
  void listsThatAreNoneAndOtherActsAreRefused() {
    assertThat(zarina.get("/cases?show=all").statusCode()).isEqualTo(400);
    assertThat(zarina.json("/api/v1/cases/" + opened(false) + "/burn", "{}").statusCode())
        .isEqualTo(404);
    assertThat(zarina.get("/cases/12").statusCode()).isEqualTo(404);
    assertThat(
            zarina
                .json("/api/v1/cases", "{\"once\":\"wish-0002\",\"topic\":\"none\"}")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void aPaperIsAddedByAFormAndFetchedAsADownloadThatNoBrowserRuns() throws Exception {
    String at = "/cases/" + opened(true);
    zarina.get(at);
    String pdf = "%PDF-1.4 a passport";
    String body =
        String.join(
            "\r\n",
            "--x",
            "Content-Disposition: form-data; name=\"csrf\"",
            "",
            zarina.token,
            "--x",
            "Content-Disposition: form-data; name=\"name\"",
            "",
            "Passport",
            "--x",
            "Content-Disposition: form-data; name=\"file\"; filename=\"evil.html\"",
            "Content-Type: text/html",
            "",
            pdf,
            "--x--",
            "");

    HttpResponse<String> added =
        zarina.send(
            zarina
                .request(at + "/attachments")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(added.statusCode()).isEqualTo(303);
    JsonNode paper = json(zarina.get("/api/v1" + at)).path("attachments").path(0);
    assertThat(paper.path("kind").asString()).isEqualTo("application/pdf");
    String file = at + "/attachments/" + paper.path("id").asString();
    HttpResponse<String> fetched = zarina.get(file);
    assertThat(fetched.body()).isEqualTo(pdf);
    assertThat(fetched.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(fetched.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(fetched.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"hamroh-[0-9a-f]{16}.pdf\"");
    assertThat(malika.get(file).statusCode()).isEqualTo(404);
    assertThat(malika.get(at + "/print?language=tg").statusCode()).isEqualTo(404);
    assertThat(zarina.get(at + "/print?language=tg").body()).contains("Парвандаи");
  }
}
