package org.hamroh.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.hamroh.web.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The day's lists over HTTP. Zarina is an operator, Malika a supervisor, Rustam an administrator.
final class DayRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private DayHouse house;
  private TestSite site;
  private TestBrowser zarina;
  private TestBrowser malika;

  static Texts texts() {
    return Texts.load(DayHouse.SITE, List.of("console", "day"));
  }

  @BeforeEach
  void start() {
    house = new DayHouse(folder);
    site =
        new TestSite(folder)
            .start(new DayRoutes(house.board, login -> "Ms " + login, texts(), house.clock));
    zarina = login("zarina");
    malika = login("malika");
  }

  private TestBrowser login(String who) {
    TestBrowser browser = site.browserOf(who);
    browser.get("/day");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  @AfterEach
  void stop() {
    site.close();
    house.close();
  }

  private JsonNode list(TestBrowser who, String name) {
    HttpResponse<String> answer = who.get("/api/v1/day");
    assertThat(answer.statusCode()).isEqualTo(200);
    for (JsonNode list : JSON.readTree(answer.body()).path("lists")) {
      if (list.path("list").asString().equals(name)) {
        return list;
      }
    }
    throw new AssertionError("no list " + name);
  }

  @Test
  void listsShowWhoHasWhatAndTheSecondToReachForItIsToldSo() {
    house.speaks(1, "m-1");

    assertThat(zarina.json("/api/v1/day/messages/m-1/claim", "{}").statusCode()).isEqualTo(200);
    assertThat(malika.json("/api/v1/day/messages/m-1/claim", "{}").statusCode()).isEqualTo(409);

    JsonNode mine = list(zarina, "messages").path("items").get(0);
    JsonNode hers = list(malika, "messages").path("items").get(0);
    assertThat(mine.path("mine").asBoolean()).isTrue();
    assertThat(hers.path("mine").asBoolean()).isFalse();
    assertThat(hers.path("claimedBy").asString()).isEqualTo("Ms zarina");
    assertThat(malika.json("/api/v1/day/messages/m-1/release", "{}").statusCode()).isEqualTo(409);
    assertThat(zarina.json("/api/v1/day/messages/m-1/release", "{}").statusCode()).isEqualTo(200);
    assertThat(malika.json("/api/v1/day/messages/m-1/claim", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void lostCallerIsRecalledAndHasNoNumberInAnyAnswer() {
    house.givesUp(1);
    String id = list(zarina, "lost").path("items").get(0).path("id").asString();

    assertThat(zarina.json("/api/v1/day/lost/" + id + "/recall", "{}").statusCode()).isEqualTo(200);

    assertThat(list(zarina, "lost").path("count").asInt()).isZero();
    assertThat(list(zarina, "callbacks").path("count").asInt()).isEqualTo(1);
    assertThat(zarina.get("/api/v1/day").body()).doesNotContain("90000001");
    assertThat(zarina.get("/day").body()).doesNotContain("90000001");
  }

  @Test
  void onlyThingsThatCanBeTakenAreTakenAndOnlyByThoseWhoWorkHere() {
    house.waits(1);

    assertThat(zarina.json("/api/v1/day/waiting/x/claim", "{}").statusCode()).isEqualTo(404);
    assertThat(zarina.json("/api/v1/day/nothing/x/claim", "{}").statusCode()).isEqualTo(404);
    assertThat(zarina.json("/api/v1/day/lost/x/claim", "{}").statusCode()).isEqualTo(409);
    assertThat(site.browserOf("rustam").get("/api/v1/day").statusCode()).isEqualTo(403);
    assertThat(site.browserOf("rustam").get("/panels/day").statusCode()).isEqualTo(403);
  }

  @Test
  void panelCountsAndLinks() {
    house.waits(1);
    house.waits(2);
    house.givesUp(1);

    String panel = zarina.get("/panels/day").body();

    assertThat(panel).contains("href=\"/day#waiting\"").contains("Waiting 2");
    assertThat(panel).contains("href=\"/day#lost\"").contains("Lost callers 1");
    assertThat(panel).doesNotContain("<html");
  }
}
