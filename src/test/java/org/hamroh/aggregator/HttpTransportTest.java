package org.hamroh.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SmppTimers;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitSegment;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An aggregator on a loopback socket, with its own words for everything.
final class HttpTransportTest {

  private static final String SECRET = "a shared secret for tests";
  private static final SmppTimers TIMERS =
      new SmppTimers(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofMillis(400));

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<FromSmsc> told = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private volatile String answer = "{\"messages\":[{\"id\":\"a-17\"}]}";
  private volatile boolean cut;
  private HttpServer server;
  private HttpTransport transport;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/send",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          if (cut) {
            exchange.close();
            return;
          }
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    transport = new HttpTransport("agg", config(server.getAddress().getPort()), TIMERS, told::add);
    transport.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.stop(0);
  }

  private static HttpConfig config(int port) {
    return new HttpConfig(
        "http://127.0.0.1:" + port + "/send",
        Map.of("Authorization", new Secret("Bearer key")),
        null,
        "{\"to\":\"{to}\",\"from\":\"{from}\",\"text\":\"{text}\",\"ref\":\"{key}\"}",
        "/messages/0/id",
        "/error/code",
        Map.of("E17", "no-such-number"),
        5,
        1_000,
        new HttpConfig.Callback(
            0,
            new Secret(SECRET),
            "X-Signature",
            new HttpConfig.ReceiptFields(
                "/id", "/to", "/status", null, Map.of("delivered", "DELIVRD")),
            new HttpConfig.TextFields("/from", "/to", "/text")));
  }

  @Test
  void aTextIsPostedInTheAggregatorsWordsAndNothingInItBreaksOut() {
    SubmitOutcome outcome = transport.submit(segment("Салом \"{to}\"\nҚ\\"));

    assertThat(outcome).isEqualTo(new SubmitOutcome.Accepted("a-17"));
    assertThat(bodies)
        .containsExactly(
            "{\"to\":\"+992900000001\",\"from\":\"HAMROH\","
                + "\"text\":\"Салом \\\"{to}\\\"\\nҚ\\\\\",\"ref\":\"4711-1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, E17, NO_SUCH_NUMBER",
    "400, E99, REFUSED",
    "401, x, ACCESS_REFUSED",
    "402, x, NO_CREDIT",
    "429, x, THROTTLED",
    "503, x, CARRIER_TROUBLE"
  })
  void itsRefusalsHaveNames(int code, String error, RefusalName name) {
    status = code;
    answer = "{\"error\":{\"code\":\"" + error + "\"}}";

    assertThat(transport.submit(segment("Салом")))
        .isInstanceOfSatisfying(
            SubmitOutcome.Refused.class,
            refused -> assertThat(refused.refusal().name()).isEqualTo(name));
  }

  @Test
  void whatIsNoClearYesOrNoIsUnknown() {
    status = 502;
    answer = "<html>";
    assertThat(transport.submit(segment("Салом"))).isInstanceOf(SubmitOutcome.Unknown.class);
    status = 200;
    assertThat(transport.submit(segment("Салом"))).isInstanceOf(SubmitOutcome.Unknown.class);
    cut = true;
    assertThat(transport.submit(segment("Салом"))).isInstanceOf(SubmitOutcome.Unknown.class);
  }

  @Test
  void anAggregatorThatIsNotThereHasTakenNothing() throws InterruptedException {
    server.stop(0);

    assertThat(transport.submit(segment("Салом")))
        .isEqualTo(new SubmitOutcome.Refused(Refusal.notLinked()));
    assertThat(transport.state().up()).isFalse();
    assertThat(transport.take(0)).isZero();
  }

  @Test
  void signedCallBacksAreTakenAndOthersAreNot() throws Exception {
    String receipt = "{\"id\":\"a-17\",\"to\":\"992900000001\",\"status\":\"delivered\"}";
    String text = "{\"from\":\"992900000007\",\"to\":\"700\",\"text\":\"СТОП\"}";

    assertThat(call(receipt, signature(receipt))).isEqualTo(204);
    assertThat(call(text, "sha256=" + signature(text))).isEqualTo(204);
    assertThat(call(receipt, signature(text))).isEqualTo(401);
    assertThat(call(receipt, "")).isEqualTo(401);
    assertThat(call("{}", signature("{}"))).isEqualTo(422);
    assertThat(call("no JSON", signature("no JSON"))).isEqualTo(400);

    assertThat(told).hasSize(2);
    assertThat(told.getFirst())
        .isEqualTo(new FromSmsc.Receipt("a-17", "992900000001", "DELIVRD", ""));
    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            FromSmsc.Incoming.class,
            incoming ->
                assertThat(new String(incoming.octets(), StandardCharsets.UTF_16BE))
                    .isEqualTo("СТОП"));
  }

  private int call(String body, String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + transport.callbackPort().orElseThrow() + "/"))
            .header("X-Signature", signature.isEmpty() ? "none" : signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static SubmitSegment segment(String text) {
    return new SubmitSegment(
        "4711-1",
        "HAMROH",
        "+992900000001",
        (byte) 8,
        false,
        text.getBytes(StandardCharsets.UTF_16BE),
        text,
        Optional.empty());
  }
}
