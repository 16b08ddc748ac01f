package org.hamroh.callback.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.CallbackStore;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list of calls that we owe, over HTTP.
final class CallbackRoutesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private CallbackHouse house;
  private TestBrowser operator;

  @BeforeEach
  void start() {
    house = new CallbackHouse(folder);
    operator = of("zarina");
  }

  private TestBrowser of(String login) {
    TestBrowser browser = house.site.browserOf(login);
    browser.get("/callbacks");
    browser.headers.put("X-CSRF-Token", browser.token);
    return browser;
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private static JsonNode body(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private CallbackState state(long id) {
    return house
        .site
        .database
        .read(handle -> CallbackStore.find(handle, id))
        .map(Callback::state)
        .orElseThrow();
  }

  @Test
  void operatorBooksACallOnceHoweverOftenItIsSent() {
    operator.headers.put("Idempotency-Key", "one-wish");
    String wish = "{\"number\": \"90 000 0001\", \"when\": \"evening\", \"language\": \"tg\"}";

    JsonNode booked = body(operator.json("/api/v1/callbacks", wish), 201);
    JsonNode again = body(operator.json("/api/v1/callbacks", wish), 201);

    assertThat(again).isEqualTo(booked);
    assertThat(booked.path("receipt").asString()).matches("[0-9]{6}");
    assertThat(booked.path("kind").asString()).isEqualTo("booked");
    assertThat(booked.path("safe").asBoolean()).isTrue();
    assertThat(booked.path("number").asString()).isEqualTo("+992•••••••01");
    assertThat(house.hurried).hasValue(1);
  }

  @Test
  void wishThatCannotBeKeptIsRefusedWithAReason() {
    assertThat(
            body(operator.json("/api/v1/callbacks", "{\"number\": \"7\", \"when\": \"day\"}"), 422)
                .path("detail")
                .asString())
        .contains("too few");
    assertThat(
            body(
                    operator.json(
                        "/api/v1/callbacks", "{\"number\": \"+33612345678\", \"when\": \"day\"}"),
                    422)
                .path("detail")
                .asString())
        .contains("not to be called");
    assertThat(
            body(
                    operator.json(
                        "/api/v1/callbacks", "{\"number\": \"900000001\", \"when\": \"soon\"}"),
                    422)
                .path("detail")
                .asString())
        .contains("soonest, morning");
  }

  @Test
  void listIsFilteredAndGoesOnWhereThePageEnded() {
    for (int i = 1; i <= 5; i++) {
      house.add(CallbackKind.QUEUE, "+99290000000" + i, "queue-general", Instant.now());
    }
    body(operator.json("/api/v1/callbacks/2/cancel", ""), 200);

    JsonNode first = body(operator.get("/api/v1/callbacks?state=waiting&limit=3"), 200);
    JsonNode rest =
        body(
            operator.get(
                "/api/v1/callbacks?state=waiting&limit=3&cursor=" + first.path("next").asString()),
            200);

    assertThat(first.path("callbacks").valueStream().map(one -> one.path("id").asInt()))
        .containsExactly(5, 4, 3);
    assertThat(rest.path("callbacks").valueStream().map(one -> one.path("id").asInt()))
        .containsExactly(1);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(operator.get("/api/v1/callbacks?state=lost").statusCode()).isEqualTo(400);
    assertThat(operator.get("/api/v1/callbacks?cursor=x").statusCode()).isEqualTo(400);
  }

  @Test
  void nobodySeesWholeNumbersHere() {
    house.add(CallbackKind.DANGER, "+992900000001", "queue-danger", Instant.now());

    assertThat(operator.get("/api/v1/callbacks").body()).doesNotContain("992900000001");
    assertThat(of("malika").get("/api/v1/callbacks/1").body())
        .contains("receipt")
        .doesNotContain("992900000001");
    assertThat(of("rustam").get("/api/v1/callbacks/1").body()).doesNotContain("992900000001");
  }

  @Test
  void whoMayLookMayNotChange() {
    house.add(CallbackKind.QUEUE, "+992900000001", "queue-general", Instant.now());
    TestBrowser admin = of("rustam");

    assertThat(admin.json("/api/v1/callbacks/1/cancel", "").statusCode()).isEqualTo(403);
    assertThat(
            admin
                .json("/api/v1/callbacks", "{\"number\": \"900000002\", \"when\": \"day\"}")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void bookedCallIsMovedToNowAndTheDialerIsTold() {
    Instant tomorrow = Instant.now().plusSeconds(80_000);
    house.add(CallbackKind.BOOKED, "+992900000001", "queue-general", tomorrow);

    JsonNode moved = body(operator.json("/api/v1/callbacks/1/now", ""), 200);

    assertThat(Instant.parse(moved.path("nextTryAt").asString())).isBefore(tomorrow);
    assertThat(house.hurried).hasValue(1);
    List<Callback> due =
        house.site.database.read(
            handle -> CallbackStore.due(handle, Instant.now().plusSeconds(1), 10));
    assertThat(due).hasSize(1);
  }

  @Test
  void callThatRingsOrIsOverCannotBeCancelled() {
    house.add(CallbackKind.QUEUE, "+992900000001", "queue-general", Instant.now());
    house.site.database.write(handle -> CallbackStore.mark(handle, 1, Instant.now()));

    assertThat(operator.json("/api/v1/callbacks/1/cancel", "").statusCode()).isEqualTo(409);
    assertThat(operator.json("/api/v1/callbacks/1/now", "").statusCode()).isEqualTo(409);
    assertThat(operator.json("/api/v1/callbacks/9/cancel", "").statusCode()).isEqualTo(404);
    assertThat(state(1)).isEqualTo(CallbackState.DIALLING);
  }
}
