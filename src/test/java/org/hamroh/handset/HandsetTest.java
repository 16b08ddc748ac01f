package org.hamroh.handset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.voice.PromptText;
import org.hamroh.voice.Sentences;
import org.hamroh.web.TestBrowser;
import org.hamroh.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A telephone on a page, over HTTP, with the shipped scripts at the other end.
final class HandsetTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration SOUND = Duration.ofSeconds(4);

  private static final ScriptReading READING =
      ScriptReading.ofFolder(
          Path.of("ivr-scripts"), SiteRules.of(List.of("tg", "ru"), Map.of("700", "hotline")));

  @TempDir private Path folder;
  private TestSite site;
  private Handsets handsets;
  private TestBrowser page;
  private String id = "";
  private final List<JsonNode> signs = new ArrayList<>();

  /// The shipped scripts, each sound four seconds long; one prompt has no sound.
  private record Shipped() implements Stage {
    @Override
    public ScriptBook book() {
      return READING.orThrow();
    }

    @Override
    public Optional<String> text(Sound sound) {
      return READING.prompts().text(sound.language(), sound.name()).map(PromptText::text);
    }

    @Override
    public Optional<Duration> length(Sound sound) {
      return sound.name().equals("main-menu") ? Optional.empty() : Optional.of(SOUND);
    }

    @Override
    public String address(Sound sound) {
      return "/sounds/" + sound.language() + "/" + sound.name();
    }

    @Override
    public Sentences sentences() {
      return Sentences.none();
    }
  }

  @BeforeEach
  void start() {
    start(Duration.ofSeconds(30));
  }

  private void start(Duration patience) {
    handsets =
        new Handsets(
            of -> new Shipped(),
            List.of("tg", "ru"),
            "tg",
            Listings.none(),
            Clock.system(ZoneId.of("Asia/Dushanbe")),
            patience);
    site = new TestSite(folder).start(new HandsetRoutes(handsets));
    page = site.browser();
    page.headers.put("Authorization", "Bearer secret-of-admin");
  }

  @AfterEach
  void stop() {
    handsets.close();
    site.close();
  }

  private void ring(String body) {
    HttpResponse<String> answer = page.json("/api/v1/handset", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    id = JSON.readTree(answer.body()).path("id").asString();
    signs.clear();
  }

  private HttpResponse<String> move(String body) {
    return page.json("/api/v1/handset/" + id + "/moves", body);
  }

  private void press(char key) {
    move("{\"does\":\"key\",\"key\":\"" + key + "\"}");
  }

  private void skip(JsonNode turn) {
    move("{\"does\":\"skip\",\"turn\":" + turn.path("turn").asInt() + "}");
  }

  /// Asks until a sign of this type has come that was not there before.
  private JsonNode next(String type) {
    return next(sign -> sign.path("type").asString().equals(type));
  }

  private JsonNode next(Predicate<JsonNode> wanted) {
    int from = signs.size();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              fetch();
              return signs.stream().skip(from).anyMatch(one -> wanted.test(one.path("sign")));
            });
    return signs.stream()
        .skip(from)
        .map(one -> one.path("sign"))
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private void fetch() {
    HttpResponse<String> answer =
        page.get("/api/v1/handset/" + id + "/signs?after=" + signs.size());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JSON.readTree(answer.body()).path("signs").forEach(signs::add);
  }

  private List<String> path() {
    return signs.stream()
        .map(one -> one.path("sign"))
        .filter(sign -> sign.path("type").asString().equals("Came"))
        .map(sign -> sign.path("script").asString() + "/" + sign.path("step").asString())
        .toList();
  }

  @Test
  void keysLeadThroughTheRealScriptToPeople() {
    ring("{\"start\":\"hotline/main\",\"language\":\"ru\"}");
    JsonNode playing = next("Playing");

    press('2');
    skip(next("Playing"));
    next("Over");

    assertThat(playing.path("stopKeys").asString()).contains("0").contains("2").contains("#");
    assertThat(path()).startsWith("hotline/main").endsWith("hotline/operator");
    JsonNode people =
        signs.stream()
            .map(one -> one.path("sign"))
            .filter(sign -> sign.path("type").asString().equals("ToPeople"))
            .findFirst()
            .orElseThrow();
    assertThat(people.path("queue").asString()).isEqualTo("queue-general");
  }

  @Test
  void aSoundThatIsNotMadeIsShownAsText() {
    ring("{\"start\":\"hotline/main\",\"language\":\"ru\"}");

    JsonNode part = next("Playing").path("parts").path(0);

    assertThat(part.path("name").asString()).isEqualTo("main-menu");
    assertThat(part.path("address").isNull()).isTrue();
    assertThat(part.path("text").asString()).contains("нажмите");
    assertThat(part.path("lengthMillis").asInt()).isGreaterThan(5_000);
  }

  @Test
  void timePassesForTheCallerThatThePersonSkips() {
    ring("{\"start\":\"danger\",\"language\":\"tg\"}");
    skip(next("Playing"));
    next("Over");

    long last = signs.getLast().path("atMillis").asLong();

    assertThat(last).isBetween(6_000L, 30_000L); // four seconds of words, two of waiting
  }

  @Test
  void aMessageIsPretendedAndKeptNowhere() {
    ring("{\"start\":\"message/record\",\"language\":\"ru\"}");
    JsonNode sign = next(one -> one.path("type").asString().matches("Playing|Recording"));
    while (sign.path("type").asString().equals("Playing")) {
      skip(sign);
      sign = next(one -> one.path("type").asString().matches("Playing|Recording"));
    }
    move("{\"does\":\"speak\",\"turn\":" + sign.path("turn").asInt() + "}");
    press('*');
    next("Playing");
    press('1');

    JsonNode left = next("LeftMessage");

    assertThat(left.path("lengthMillis").asLong()).isEqualTo(5_000);
  }

  @Test
  void whoHangsUpIsGone() {
    ring("{}");
    next("Playing");

    move("{\"does\":\"hangup\"}");

    assertThat(next("Over").path("how").asString()).isEqualTo("hangup");
    await().atMost(Duration.ofSeconds(5)).until(() -> handsets.inUse() == 0);
  }

  @Test
  void aPageThatIsGoneHangsUp() {
    stop();
    start(Duration.ofMillis(200));
    ring("{}");

    await().atMost(Duration.ofSeconds(10)).until(() -> handsets.inUse() == 0);
  }

  @Test
  void aThirdTelephoneTakesTheFirstOnesPlace() {
    ring("{}");
    final String first = id;
    ring("{}");
    ring("{}");

    HttpResponse<String> answer = page.get("/api/v1/handset/" + first + "/signs");

    assertThat(answer.statusCode()).isEqualTo(404);
    await().atMost(Duration.ofSeconds(5)).until(() -> handsets.inUse() == 2);
  }

  @Test
  void nobodyListensToTheTelephoneOfSomebodyElse() {
    ring("{}");
    TestBrowser other = site.browser();
    other.headers.put("Authorization", "Bearer secret-of-other");

    HttpResponse<String> answer = other.get("/api/v1/handset/" + id + "/signs");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(page.json("/api/v1/handset", "{\"start\":\"nowhere\"}").statusCode()).isEqualTo(422);
    assertThat(page.json("/api/v1/handset", "{\"language\":\"fr\"}").statusCode()).isEqualTo(422);
    assertThat(page.json("/api/v1/handset", "{\"country\":\"tj\"}").statusCode()).isEqualTo(422);
    assertThat(page.json("/api/v1/handset", "{\"time\":\"at night\"}").statusCode()).isEqualTo(422);
    ring("{}");
    assertThat(move("{\"does\":\"shout\"}").statusCode()).isEqualTo(422);
    assertThat(move("{\"does\":\"key\",\"key\":\"A\"}").statusCode()).isEqualTo(422);
  }
}
