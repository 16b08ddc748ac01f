package org.hamroh.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes over HTTP, with a real sox behind it.
final class RecordingRoutesIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private RecordingSite site;
  private TestBrowser program;

  @BeforeEach
  void start() {
    site = new RecordingSite(folder);
    program = site.program();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = program.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode post(String path, String body, int status) {
    return answered(program.json(path, body), status);
  }

  private JsonNode upload(byte[] file, int status) {
    return answered(
        program.send(
            program
                .request("/api/v1/prompts/tg/101/takes?how=upload")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))),
        status);
  }

  private static JsonNode answered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  @Test
  void aTakeIsUploadedListedKeptAndDroppedAgain() {
    JsonNode coverage = get("/api/v1/prompts/tg");
    assertThat(coverage.at("/items/0/number").asInt()).isEqualTo(101);
    assertThat(coverage.at("/items/0/sound").asString()).isEqualTo("welcome");
    assertThat(coverage.at("/items/0/others/ru").asString()).startsWith("Здравствуйте");
    assertThat(coverage.at("/items/0/state").asString()).isEqualTo("missing");
    assertThat(coverage.at("/counts/missing").asInt()).isEqualTo(1);

    JsonNode added = upload(Speech.of(4).wav(), 201);
    long id = added.at("/take/id").asLong();

    assertThat(added.path("findings")).isEmpty();
    assertThat(added.at("/take/madeBy").asString()).isEqualTo("admin");
    assertThat(added.at("/take/speechMillis").asLong()).isBetween(3_800L, 4_100L);
    assertThat(get("/api/v1/prompts/tg").at("/items/0/heard").isNull()).isTrue();

    JsonNode kept = post("/api/v1/takes/" + id + "/keep", "{}", 200);

    assertThat(kept.path("trouble").asString()).isEmpty();
    assertThat(kept.at("/line/heard").asLong()).isEqualTo(id);
    assertThat(get("/api/v1/prompts/tg/101/takes").at("/items/0/chosen").asBoolean()).isTrue();
    HttpResponse<String> sound = program.get("/api/v1/takes/" + id + "/sound");
    assertThat(sound.headers().firstValue("content-type")).contains("audio/wav");
    assertThat(sound.body()).startsWith("RIFF");

    JsonNode dropped = post("/api/v1/prompts/tg/101/stand-in", "{}", 200);

    assertThat(dropped.at("/line/heard").isNull()).isTrue();
    assertThat(get("/api/v1/prompts/tg/101/takes").path("items")).hasSize(1);
  }

  @Test
  void aRefusedTakeSaysEachFindingWithItsRemedyInTheReadersLanguage() {
    JsonNode refusal = upload(Speech.of(0).wav(), 422);

    assertThat(refusal.at("/findings/0/code").asString()).isEqualTo("silent");
    assertThat(refusal.at("/findings/0/refuses").asBoolean()).isTrue();
    assertThat(refusal.path("detail").asString())
        .isEqualTo(refusal.at("/findings/0/sentence").asString())
        .isNotBlank();

    assertThat(
            upload("....ftypM4A".getBytes(java.nio.charset.StandardCharsets.UTF_8), 422)
                .path("detail")
                .asString())
        .contains("m4a");
  }

  @Test
  void aWarnedTakeIsTakenWithItsWarnings() {
    JsonNode added = upload(Speech.of(4).inNoise(-39).wav(), 201);

    assertThat(added.at("/findings/0/code").asString()).isEqualTo("noisy");
    assertThat(added.at("/findings/0/refuses").asBoolean()).isFalse();
  }

  @Test
  void aFileOfMoreThanTwentyMegabytesIsTurnedAwayUnread() {
    HttpResponse<String> answer =
        program.send(
            program
                .request("/api/v1/prompts/tg/101/takes")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[21 * 1024 * 1024])));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void whoMayNotRecordIsTurnedAway() {
    TestBrowser operator = site.site.browserOf("zarina");

    assertThat(operator.get("/api/v1/prompts/tg").statusCode()).isEqualTo(403);
    assertThat(operator.get("/recording").statusCode()).isEqualTo(403);
    assertThat(program.get("/api/v1/prompts/de").statusCode()).isEqualTo(404);
    assertThat(program.get("/api/v1/prompts/tg/999/takes").statusCode()).isEqualTo(404);
    assertThat(program.json("/api/v1/takes/77/keep", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void anAdministratorGivesPinsAndSeesEachOnlyOnce() {
    JsonNode made = post("/api/v1/recording/pins", "{\"login\":\"gulnora\"}", 201);

    String pin = made.path("pin").asString();
    assertThat(pin).matches("[0-9]{6}");
    assertThat(site.house.pins.enter(made.path("number").asInt(), pin)).isPresent();
    JsonNode list = get("/api/v1/recording/pins");
    assertThat(list.toString()).doesNotContain(pin);
    assertThat(list.path("items")).hasSize(2);

    JsonNode refusal =
        post("/api/v1/recording/pins", "{\"login\":\"gulnora\",\"pin\":\"123456\"}", 422);

    assertThat(refusal.path("detail").asString()).contains("easily guessed");
    assertThat(
            program.json("/api/v1/recording/pins/remove", "{\"login\":\"gulnora\"}").statusCode())
        .isEqualTo(204);
    assertThat(get("/api/v1/recording/pins").at("/items/0/hasPin").asBoolean()).isFalse();
  }
}
