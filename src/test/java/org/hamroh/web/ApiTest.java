package org.hamroh.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiTest {

  record Thing(String name, int size, @Nullable String note, @Nullable List<Part> parts) {}

  record Part(String name) {}

  @TempDir private Path folder;
  private final AtomicInteger made = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch inside = new CountDownLatch(1);
  private TestSite site;
  private TestBrowser program;

  @BeforeEach
  void start() {
    site = new TestSite(folder);
    site.limits = Limits.STANDARD.withHandlers(1, Duration.ofSeconds(1));
    Set<Role> admins = Set.of(Role.ADMIN);
    Routes routes =
        mount -> {
          mount.get(
              "/api/v1/things/{id}",
              admins,
              request ->
                  Reply.json(Map.of("id", request.path("id"), "at", Instant.ofEpochSecond(0))));
          mount.get("/api/v1/things/all", admins, request -> Reply.json("all"));
          mount.get("/api/v1/operators-only", Set.of(Role.OPERATOR), request -> Reply.json("yes"));
          mount.get(
              "/api/v1/bug",
              admins,
              request -> {
                throw new IllegalStateException("secret detail");
              });
          mount.get(
              "/api/v1/slow",
              admins,
              request -> {
                inside.countDown();
                return Reply.json(gate.await(10, TimeUnit.SECONDS));
              });
          mount.post(
              "/api/v1/things",
              admins,
              request -> {
                Thing thing = request.json(Thing.class);
                return Reply.created(Map.of("number", made.incrementAndGet(), "name", thing.name));
              });
          mount.post(
              "/api/v1/import",
              admins,
              3 * 1024 * 1024,
              request -> Reply.json(request.file("list").map(f -> f.length).orElse(-1)));
        };
    site.start(routes);
    program = site.browser();
    program.headers.put("Authorization", "Bearer secret-of-admin");
  }

  @AfterEach
  void stop() {
    gate.countDown();
    site.close();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"about:blank\"", "\"title\":", "\"status\":" + status, "\"instance\":")
        .contains(detail);
  }

  @Test
  void tokenOpensTheApi() {
    HttpResponse<String> answer = program.get("/api/v1/things/7");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"id\":\"7\"", "\"at\":\"1970-01-01T00:00:00Z\"");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void fixedPathIsNotTakenForAnId() {
    assertThat(program.get("/api/v1/things/all").body()).isEqualTo("\"all\"");
  }

  @Test
  void refusalsAreProblemDetails() {
    assertProblem(site.browser().get("/api/v1/things/7"), 401, "bearer token");
    assertProblem(program.get("/api/v1/operators-only"), 403, "OPERATOR");
    assertProblem(program.get("/api/v1/nothing"), 404, "no such page");
    assertProblem(program.json("/api/v1/things/7", "{}"), 405, "method");
  }

  @Test
  void aBugOfOursTellsOnlyANumber() {
    HttpResponse<String> answer = program.get("/api/v1/bug");

    assertProblem(answer, 500, "written down as");
    assertThat(answer.body()).doesNotContain("secret detail", "IllegalState");
  }

  @Test
  void jsonMistakesAreToldWithTheirPlace() {
    assertProblem(program.json("/api/v1/things", "{\"name\":"), 400, "line 1");
    assertProblem(program.json("/api/v1/things", "{\"name\":\"a\",\"size\":\"x\"}"), 400, "size");
    assertProblem(program.json("/api/v1/things", "{\"nam\":\"a\"}"), 400, "nam");
    assertProblem(program.json("/api/v1/things", "{\"size\":1}"), 400, "lacks name");
    assertProblem(
        program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1,\"parts\":[{}]}"),
        400,
        "parts[0].name");
    assertProblem(
        program.json("/api/v1/things", "{\"name\":\"a\",\"name\":\"b\",\"size\":1}"), 400, "name");
    assertThat(made.get()).isZero();
  }

  @Test
  void repeatedRequestGetsTheFirstAnswer() {
    program.headers.put("Idempotency-Key", "k-1");

    HttpResponse<String> first = program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1}");
    HttpResponse<String> again = program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1}");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
    assertThat(made.get()).isEqualTo(1);
  }

  @Test
  void aKeyIsForOneBodyOfOneProgram() {
    program.headers.put("Idempotency-Key", "k-1");
    program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1}");

    HttpResponse<String> otherBody = program.json("/api/v1/things", "{\"name\":\"b\",\"size\":1}");
    program.headers.put("Authorization", "Bearer secret-of-other");
    HttpResponse<String> otherProgram =
        program.json("/api/v1/things", "{\"name\":\"b\",\"size\":1}");

    assertProblem(otherBody, 422, "another body");
    assertThat(otherProgram.statusCode()).isEqualTo(201);
    assertThat(made.get()).isEqualTo(2);
  }

  @Test
  void aKeyWhoseWorkWasCutOffIsNotDoneTwice() {
    program.headers.put("Idempotency-Key", "k-1");
    KeptAnswers kept = new KeptAnswers(site.database, site.clock);
    String body = "{\"name\":\"a\",\"size\":1}";
    kept.claim(new KeptAnswers.Use("token:admin", "/api/v1/things", "k-1", Sessions.hash(body)));

    HttpResponse<String> answer = program.json("/api/v1/things", body);

    assertProblem(answer, 409, "has not been answered");
    assertThat(made.get()).isZero();
  }

  @Test
  void keptAnswersAreForgottenAfterADay() {
    program.headers.put("Idempotency-Key", "k-1");
    program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1}");

    site.clock.pass(Duration.ofHours(25));
    new KeptAnswers(site.database, site.clock).purge();
    program.json("/api/v1/things", "{\"name\":\"a\",\"size\":1}");

    assertThat(made.get()).isEqualTo(2);
  }

  @Test
  void tooLargeBodyIsRefused() {
    String large = "{\"name\":\"" + "a".repeat(1024 * 1024) + "\"}";

    assertProblem(program.json("/api/v1/things", large), 413, "1024 KB");
    assertThat(program.get("/api/v1/things/all").statusCode()).isEqualTo(200);
  }

  @Test
  void aFileOfAFormComesWhole() {
    String content = "x".repeat(2 * 1024 * 1024);
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"list\"; filename=\"list.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + content
            + "\r\n--b--\r\n";

    HttpResponse<String> answer =
        program.send(
            program
                .request("/api/v1/import")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));

    assertThat(answer.body()).isEqualTo(String.valueOf(content.length()));
  }

  @Test
  void overloadIsPolite() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        CompletableFuture.supplyAsync(() -> program.get("/api/v1/slow"));
    assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();

    HttpResponse<String> second = site.browser().get("/api/v1/things/7");

    assertProblem(second, 503, "busy");
    assertThat(second.headers().firstValue("retry-after")).contains("1");
    assertProblem(slow.get(5, TimeUnit.SECONDS), 503, "No answer within 1 s");
  }
}
