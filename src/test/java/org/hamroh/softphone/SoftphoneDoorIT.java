package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.softphone.SoftphoneHouse.SOON;

import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.hamroh.sip.RegistrationRefused;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.web.Sessions;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

  /// Whom an earlier test has left logged in would keep the shift going.
  @BeforeEach
  void nobodyIsLoggedIn() {
    Sessions sessions = new Sessions(house.site.database, Clock.systemUTC());
    sessions.closeAll("zarina");
    sessions.closeAll("malika");
  }

  private static TestSocket socket(TestBrowser person) {
    return new TestSocket(
        house.site.address(), "/sip", TestSocket.headers(person, house.site.address()));
  }

  private static TestSocket page() {
    return socket(house.site.browserOf("zarina"));
  }

  private static Map<String, String> headersOf(String login) {
    return TestSocket.headers(house.site.browserOf(login), house.site.address());
  }

  /// What the page of a person who has just logged in registers with.
  private static TestSocket.Secret secretOf(TestBrowser person) {
    person.get("/phone");
    person.headers.put("X-CSRF-Token", person.token);
    return TestSocket.Secret.of(person.json("/api/v1/softphone", "{}").body());
  }

  private static int refusal(String path, Map<String, String> headers) {
    try {
      new TestSocket(house.site.address(), path, headers);
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
    TestSocket page = page();

    page.say(request("INVITE", "anybody", ""));

    assertThat(page.closedWith()).isEqualTo(1008);
    assertThat(house.pbx.ask("core show channels concise")).isBlank();
  }

  @Test
  void browserCallsNobodyUnderItsOwnNameEither() throws Exception {
    TestSocket page = page();

    page.say(request("INVITE", "op1-web", ""));

    assertThat(page.closedWith()).isEqualTo(1008);
  }

  @Test
  void browserRegistersAsNobodyElse() throws Exception {
    TestSocket page = page();

    page.say(request("REGISTER", "op2-web", ""));

    assertThat(page.closedWith()).isEqualTo(1008);
  }

  @Test
  void callThatPretendsToBeOldIsNotTakenForTheCarrier() throws Exception {
    TestSocket page = page();

    page.say(request("INVITE", "anybody", ";tag=made-up"));

    assertThat(page.heard.poll(20, TimeUnit.SECONDS)).containsPattern("SIP/2.0 4(01|81)");
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
  void secretLastsForTheShiftAndIsNotTheDesks() {
    TestBrowser person = house.site.browserOf("malika");

    TestSocket.Secret secret = secretOf(person);

    assertThat(secret.user()).isEqualTo("op2-web");
    assertThat(secretOf(person)).isEqualTo(secret);
    assertThat(secret.ha1())
        .isNotEqualTo(ShiftSecrets.ha1(secret.user(), house.pbx.operatorPassword(2)));
  }

  @Test
  void secretOfAShiftEndsWithIt() throws Exception {
    TestBrowser person = house.site.browserOf("zarina");
    TestSocket.Secret secret = secretOf(person);
    TestSocket page = socket(person);
    assertThat(page.register(secret)).isEqualTo(200);

    person.form("/logout", Map.of());

    assertThat(page.closedWith()).isEqualTo(4002);
    await().atMost(SOON).until(() -> !house.pbx.ask("pjsip show contacts").contains("op1-web"));
    TestBrowser again = house.site.browserOf("zarina");
    TestSocket anew = socket(again);
    await().atMost(SOON).until(() -> anew.register(secret) == 401);
    assertThat(house.pbx.ask("pjsip show contacts")).doesNotContain("op1-web");
    TestSocket.Secret next = secretOf(again);
    assertThat(next).isNotEqualTo(secret);
    assertThat(anew.register(next)).isEqualTo(200);
    assertThat(anew.register(secret)).isEqualTo(401);
    anew.socket.abort();
  }

  @Test
  void secretEndsAtLogOutThoughTheTelephoneWasOff() throws Exception {
    TestBrowser person = house.site.browserOf("zarina");
    TestSocket.Secret secret = secretOf(person);

    person.form("/logout", Map.of());

    TestSocket page = page();
    await().atMost(SOON).until(() -> page.register(secret) == 401);
    page.socket.abort();
  }

  @Test
  void secretLastsWhileTheSamePersonIsLoggedInElsewhere() throws Exception {
    TestBrowser left = house.site.browserOf("zarina");
    TestBrowser stays = house.site.browserOf("zarina");
    TestSocket.Secret secret = secretOf(stays);

    left.get("/phone");
    left.form("/logout", Map.of());

    TestSocket page = socket(stays);
    assertThat(page.register(secret)).isEqualTo(200);
    assertThat(secretOf(stays)).isEqualTo(secret);
    page.socket.abort();
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
