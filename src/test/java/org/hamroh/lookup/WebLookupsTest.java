package org.hamroh.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.yaml.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A web service that answers, dawdles, hangs, floods and lies.
final class WebLookupsTest {

  /// Two seconds, and what a busy machine adds.
  private static final Duration AT_MOST = Duration.ofMillis(2_700);

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private WebLookups lookups;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    if (lookups != null) {
      lookups.close();
    }
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static LookupConfig get(String url) {
    return new LookupConfig(url, null, null, null);
  }

  private Optional<Map<String, String>> ask(LookupConfig config, Map<String, String> values) {
    lookups = new WebLookups(Map.of("price", config));
    return lookups.ask("price", values);
  }

  private void answers(String path, int status, String body) {
    server.createContext(path, exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private @Nullable Optional<Map<String, String>> inTime(LookupConfig config) {
    long began = System.nanoTime();
    Optional<Map<String, String>> answer = ask(config, Map.of());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_MOST);
    return answer;
  }

  @Test
  void thePlainFieldsOfAnAnswerAreTaken() {
    answers(
        "/price",
        200,
        "{\"price\": 12500.75, \"until\": \"2026-12-31\", \"open\": true, \"no\": null, \"deep\": {}}");

    Optional<Map<String, String>> answer = ask(get(url("/price")), Map.of());

    assertThat(answer).contains(Map.of("price", "12500.75", "until", "2026-12-31", "open", "true"));
  }

  @Test
  void fieldsAreTakenFromWhereTheSettingsPoint() {
    answers("/price", 200, "{\"list\": [{\"sum\": 7}], \"other\": 1}");

    Optional<Map<String, String>> answer =
        ask(
            new LookupConfig(
                url("/price"), null, null, Map.of("price", "/list/0/sum", "none", "/nowhere")),
            Map.of());

    assertThat(answer).contains(Map.of("price", "7"));
  }

  @Test
  void valuesAreAskedInTheAddressSoThatTheyCannotChangeIt() {
    AtomicReference<String> asked = new AtomicReference<>();
    server.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().toString());
          answer(exchange, 200, "{}");
        });

    ask(get(url("/of/{region}?card={card}")), Map.of("region", "../x y", "card", "1&a=2"));

    assertThat(asked.get()).isEqualTo("/of/..%2Fx%20y?card=1%26a%3D2");
  }

  @Test
  void aPostSendsTheValuesAsJsonAndTheSecretOfItsHeader() {
    List<String> asked = new ArrayList<>();
    server.createContext(
        "/case",
        exchange -> {
          asked.add(exchange.getRequestMethod());
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, 200, "{\"state\": \"open\"}");
        });

    Optional<Map<String, String>> answer =
        ask(
            new LookupConfig(
                url("/case"), "POST", Map.of("Authorization", new Secret("Bearer x1")), null),
            Map.of("number", "2047"));

    assertThat(answer).contains(Map.of("state", "open"));
    assertThat(asked).containsExactly("POST", "Bearer x1", "{\"number\":\"2047\"}");
  }

  @Test
  void aValueThatTheStepDoesNotGiveAsksNobody() {
    AtomicInteger asked = new AtomicInteger();
    server.createContext("/", exchange -> asked.incrementAndGet());

    assertThat(ask(get(url("/{region}")), Map.of())).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void anAnswerThatIsNotGoodIsNone() {
    answers("/500", 500, "{\"price\": 1}");
    answers("/404", 404, "{}");
    answers("/text", 200, "<html>price</html>");
    answers("/list", 200, "[1, 2]");
    answers("/half", 200, "{\"price\": 1");

    for (String path : List.of("/500", "/404", "/text", "/list", "/half")) {
      assertThat(ask(get(url(path)), Map.of())).as(path).isEmpty();
    }
  }

  @Test
  void noRedirectIsFollowed() {
    AtomicInteger met = new AtomicInteger();
    server.createContext("/there", exchange -> met.incrementAndGet());
    server.createContext(
        "/here",
        exchange -> {
          exchange.getResponseHeaders().set("Location", url("/there"));
          answer(exchange, 302, "{}");
        });

    assertThat(ask(get(url("/here")), Map.of())).isEmpty();
    assertThat(met).hasValue(0);
  }

  @Test
  void aServiceThatNeverAnswersCostsTwoSeconds() {
    server.createContext("/hangs", exchange -> awaitEnd());

    assertThat(inTime(get(url("/hangs")))).isEmpty();
  }

  @Test
  void aServiceThatDripsItsAnswerCostsTwoSecondsToo() {
    server.createContext(
        "/drips",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"price\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          awaitEnd();
        });

    assertThat(inTime(get(url("/drips")))).isEmpty();
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFloodIsCutOff() {
    AtomicInteger sent = new AtomicInteger();
    server.createContext(
        "/flood",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = "{\"a\":\"aaaaaaaa".repeat(1_000).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(some);
            sent.addAndGet(some.length);
          }
        });

    assertThat(inTime(get(url("/flood")))).isEmpty();
    assertThat(sent.get()).isLessThan(100_000_000);
  }

  @Test
  void aHostThatTakesTheCallAndSaysNothingCostsTwoSeconds() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(inTime(get("http://127.0.0.1:" + mute.getLocalPort() + "/"))).isEmpty();
    }
  }

  @Test
  void nobodyThereIsNoAnswerAtOnce() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    assertThat(inTime(get("http://127.0.0.1:" + nobody + "/"))).isEmpty();
  }

  @Test
  void aLookupThatTheSettingsDoNotKnowIsNoAnswer() {
    lookups = new WebLookups(Map.of());

    assertThat(lookups.ask("price", Map.of())).isEmpty();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    server.createContext("/hangs", exchange -> awaitEnd());
    lookups = new WebLookups(Map.of("price", get(url("/hangs"))));
    CompletableFuture<Optional<Map<String, String>>> answer = new CompletableFuture<>();
    Thread waits = Thread.ofVirtual().start(() -> answer.complete(lookups.ask("price", Map.of())));

    waits.interrupt();

    assertThat(waits.join(Duration.ofSeconds(1))).isTrue();
    assertThat(answer.get()).isEmpty();
  }
}
