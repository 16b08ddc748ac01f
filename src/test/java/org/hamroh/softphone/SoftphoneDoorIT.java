package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.softphone.SoftphoneHouse.SOON;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.hamroh.sip.RegistrationRefused;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who gets through the telephone's door, with a real Asterisk behind it.
final class SoftphoneDoorIT {

  private static SoftphoneHouse house;

  @BeforeAll
  static void start() throws IOException {
    house = new SoftphoneHouse();
  }

  @AfterAll
  static void stop() throws Exception {
    house.close();
  }

  /// A page as far as its socket goes.
  private static final class Socket implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<String> heard = new CompletableFuture<>();
    final WebSocket socket;

    Socket(String path, Map<String, String> headers) {
      WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
      headers.forEach(builder::header);
      socket =
          builder
              .subprotocols("sip")
              .buildAsync(URI.create(house.site.address().replaceFirst("http", "ws") + path), this)
              .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      heard.complete(data.toString());
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    void say(String message) {
      socket.sendText(message, true).join();
    }
  }

  private static Map<String, String> headersOf(String login) {
    TestBrowser person = house.site.browserOf(login);
    String cookies =
        person.cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    return Map.of("Cookie", cookies, "Origin", house.site.address());
  }

  private static int refusal(String path, Map<String, String> headers) {
    try {
      new Socket(path, headers);
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static String request(String method, String from, String more) {
    return """
        %s sip:700@hamroh.invalid SIP/2.0
        Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1234567
        Max-Forwards: 70
        From: <sip:%s@hamroh.invalid>;tag=abc
        To: <sip:700@hamroh.invalid>%s
        Call-ID: door-%s-%s
        CSeq: 1 %s
        Contact: <sip:x@x.invalid;transport=ws>
        Content-Length: 0

        """
        .formatted(method, from, more, method, from, method)
        .replace("\n", "\r\n");
  }

  @Test
  void whoIsNotLoggedInStaysOutside() {
    assertThat(refusal("/sip", Map.of("Origin", house.site.address()))).isEqualTo(401);
  }

  @Test
  void pageOfAnotherSiteStaysOutsideThoughTheCookieComesAlong() {
    Map<String, String> headers = headersOf("zarina");

    assertThat(
            refusal(
                "/sip", Map.of("Cookie", headers.get("Cookie"), "Origin", "https://evil.example")))
        .isEqualTo(403);
    assertThat(refusal("/sip", Map.of("Cookie", headers.get("Cookie")))).isEqualTo(403);
  }

  @Test
  void whoHasNoTelephoneStaysOutside() {
    assertThat(refusal("/sip", headersOf("rustam"))).isEqualTo(403);
  }

  @Test
  void nothingElseOfThePbxIsReachable() {
    assertThat(refusal("/ws", headersOf("zarina"))).isEqualTo(404);
    assertThat(refusal("/sip/ws", headersOf("zarina"))).isEqualTo(404);
  }

  @Test
  void callFromAnUnknownNameIsRefusedAndReachesNobody() throws Exception {
    Socket page = new Socket("/sip", headersOf("zarina"));

    page.say(request("INVITE", "anybody", ""));

    assertThat(page.closed.get(20, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(1008);
    assertThat(house.pbx.ask("core show channels concise")).isBlank();
  }

  @Test
  void browserCallsNobodyUnderItsOwnNameEither() throws Exception {
    Socket page = new Socket("/sip", headersOf("zarina"));

    page.say(request("INVITE", "op1-web", ""));

    assertThat(page.closed.get(20, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(1008);
  }

  @Test
  void browserRegistersAsNobodyElse() throws Exception {
    Socket page = new Socket("/sip", headersOf("zarina"));

    page.say(request("REGISTER", "op2-web", ""));

    assertThat(page.closed.get(20, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(1008);
  }

  @Test
  void callThatPretendsToBeOldIsNotTakenForTheCarrier() throws Exception {
    Socket page = new Socket("/sip", headersOf("zarina"));

    page.say(request("INVITE", "anybody", ";tag=made-up"));

    assertThat(page.heard.get(20, java.util.concurrent.TimeUnit.SECONDS))
        .containsPattern("SIP/2.0 4(01|81)");
    assertThat(house.pbx.ask("core show channels concise")).isBlank();
    page.socket.abort();
  }

  @Test
  void callFromTheNetWithoutAPasswordIsRefused() throws Exception {
    try (Telephone stranger = house.telephone();
        TelephoneCall call = stranger.dial("700", org.hamroh.sip.Caller.of("op1-web"))) {
      call.awaitHangup(SOON);

      assertThat(house.pbx.ask("core show channels concise")).isBlank();
    }
  }

  @Test
  void secretOfAShiftEndsWithIt() {
    TestBrowser person = house.site.browserOf("zarina");
    person.get("/phone");
    person.headers.put("X-CSRF-Token", person.token);
    String account = person.json("/api/v1/softphone", "{}").body();

    assertThat(account).contains("\"user\":\"op1-web\"").contains("\"realm\":\"asterisk\"");
    assertThat(person.json("/api/v1/softphone", "{}").body()).isEqualTo(account);
    assertThat(account).doesNotContain(house.pbx.operatorPassword(1));
  }

  @Test
  void deskNeedsItsOwnPassword() {
    await().atMost(SOON).until(() -> house.ami.state().connected());

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                Telephone.register(
                    house.sip(),
                    "op2",
                    "a-wrong-password",
                    org.hamroh.sip.PromptEar.deaf(org.hamroh.sip.Codec.ALAW)))
        .isInstanceOf(RegistrationRefused.class);
  }
}
