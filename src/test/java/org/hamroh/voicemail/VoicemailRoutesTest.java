package org.hamroh.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Voice messages over HTTP. Zarina is an operator, Rustam an administrator who hears nothing.
final class VoicemailRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private VoicemailHouse house;
  private TestSite site;
  private TestBrowser zarina;

  @BeforeEach
  void start() {
    house = new VoicemailHouse(folder);
    Texts texts = Texts.load(ZoneId.of("Asia/Dushanbe"), List.of("console", "voicemail"));
    site =
        new TestSite(folder)
            .start(
                new VoicemailRoutes(house.messages),
                new VoicemailPages(house.messages, login -> "Ms " + login, texts, house.clock));
    zarina = site.browserOf("zarina");
    zarina.get("/voicemail");
    zarina.headers.put("X-CSRF-Token", zarina.token);
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  @Test
  void messagesAreListedByDueTimeAPageAtATime() {
    house.leaves("m-1", "message");
    house.leaves("m-2", "no-key");
    house.leaves("m-3", "message");

    JsonNode first = json(zarina.get("/api/v1/recordings?limit=2"));
    JsonNode second =
        json(zarina.get("/api/v1/recordings?limit=2&cursor=" + first.path("next").asString()));

    assertThat(first.path("recordings").findValuesAsString("id")).containsExactly("m-2", "m-1");
    assertThat(second.path("recordings").findValuesAsString("id")).containsExactly("m-3");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(json(zarina.get("/api/v1/recordings?kind=no-key")).path("recordings")).hasSize(1);
    assertThat(zarina.get("/api/v1/recordings?state=strange").statusCode()).isEqualTo(400);
    assertThat(zarina.get("/api/v1/recordings?cursor=!").statusCode()).isEqualTo(400);
  }

  @Test
  void theSoundComesWholeOrInPartsIsNotStoredAndTheListenerIsNamed() {
    house.leaves("m-1", "message");
    house.round();

    HttpResponse<String> whole = zarina.get("/api/v1/recordings/m-1/audio");
    HttpResponse<String> part =
        zarina.send(
            zarina.request("/api/v1/recordings/m-1/audio").header("Range", "bytes=44-59").GET());

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(whole.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(whole.headers().firstValue("Content-Length"))
        .contains(String.valueOf(VoicemailHouse.sound().length));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 44-59/" + VoicemailHouse.sound().length);
    JsonNode one = json(zarina.get("/api/v1/recordings/m-1"));
    assertThat(one.path("listenings").findValuesAsString("listener")).containsExactly("zarina");
    assertThat(one.path("recording").path("plays").asInt()).isEqualTo(1);
  }

  @Test
  void whoAnswersNoCallersHearsNothing() {
    house.leaves("m-1", "message");
    TestBrowser rustam = site.browserOf("rustam");

    for (String path :
        List.of(
            "/api/v1/recordings",
            "/api/v1/recordings/m-1",
            "/api/v1/recordings/m-1/audio",
            "/voicemail",
            "/voicemail/m-1")) {
      assertThat(rustam.get(path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(site.browser().get("/api/v1/recordings/m-1/audio").statusCode()).isEqualTo(401);
    assertThat(house.messages.listenings("m-1")).isEmpty();
  }

  @Test
  void aMessageIsTakenAnsweredAndCalledBack() {
    String receipt = house.leaves("m-1", "message");

    JsonNode taken = json(zarina.json("/api/v1/recordings/m-1/state", "{\"state\":\"taken\"}"));
    HttpResponse<String> booked = zarina.json("/api/v1/recordings/m-1/callback", "{}");
    JsonNode done =
        json(
            zarina.json(
                "/api/v1/recordings/m-1/state", "{\"state\":\"answered\",\"note\":\"rang\"}"));

    assertThat(taken.path("takenBy").asString()).isEqualTo("zarina");
    assertThat(taken.path("receipt").asString()).isEqualTo(receipt);
    assertThat(booked.statusCode()).isEqualTo(201);
    assertThat(json(booked).path("receipt").asString()).isEqualTo("731942");
    assertThat(house.booked).containsExactly("+992900000070 for zarina");
    assertThat(done.path("state").asString()).isEqualTo("answered");
    assertThat(done.path("note").asString()).isEqualTo("rang");
    assertThat(zarina.json("/api/v1/recordings/m-1/state", "{\"state\":\"taken\"}").statusCode())
        .isEqualTo(409);
    assertThat(zarina.json("/api/v1/recordings/m-1/state", "{\"state\":\"new\"}").statusCode())
        .isEqualTo(422);
    assertThat(zarina.get("/api/v1/recordings/none").statusCode()).isEqualTo(404);
  }

  @Test
  void aDamagedFileIsSaidSo() throws java.io.IOException {
    house.leaves("m-1", "message");
    house.round();
    java.nio.file.Files.write(house.sealed("m-1"), new byte[100]);

    assertThat(zarina.get("/api/v1/recordings/m-1/audio").statusCode()).isEqualTo(409);
  }

  @Test
  void noPageAndNoAnswerHoldsTheNumber() {
    house.leaves("m-1", "message");

    for (String path :
        List.of("/api/v1/recordings", "/api/v1/recordings/m-1", "/voicemail", "/voicemail/m-1")) {
      assertThat(zarina.get(path).body()).as(path).doesNotContain("90000007");
    }
  }

  @Test
  void onThePageAMessageIsTakenAndClosedByForms() {
    house.leaves("m-1", "message");
    zarina.headers.clear();
    zarina.get("/voicemail/m-1");

    HttpResponse<String> taken = zarina.form("/voicemail/m-1/state", Map.of("state", "taken"));
    HttpResponse<String> page = zarina.get("/voicemail/m-1");
    HttpResponse<String> booked = zarina.form("/voicemail/m-1/callback", Map.of());
    HttpResponse<String> closed =
        zarina.form("/voicemail/m-1/state", Map.of("state", "closed", "note", "a child"));
    HttpResponse<String> late = zarina.form("/voicemail/m-1/state", Map.of("state", "taken"));

    assertThat(taken.headers().firstValue("Location")).contains("/voicemail/m-1");
    assertThat(page.body()).contains("Ms zarina");
    assertThat(booked.body()).contains("number 731942");
    assertThat(closed.headers().firstValue("Location")).contains("/voicemail");
    assertThat(late.body()).contains("A colleague was first");
    assertThat(zarina.get("/voicemail").body()).contains("Every message is answered", "closed");
  }
}
