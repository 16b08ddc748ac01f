package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.hamroh.sip.PretendedCarrier;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The shipped hotline rings its own public number through a carrier that brings the call back, and
/// through carriers that do not. One hotline lives through all of it, in this order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OutsideProofIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String PUBLIC = "+992900000700";

  @TempDir private static Path folder;
  private static GreenMail mail;
  private static TestHotline hotline;

  @BeforeAll
  static void start() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    mail: {host: 127.0.0.1, port: %d, from: hotline@union.example}
                    alarms: {mail: [duty@union.example], numbers: ["+992900000091"]}
                    selfTest: {everyMinutes: 0, through: demo, numbers: {700: "+992900000700"}}
                    """
                        .formatted(mail.getSmtp().getPort()));
  }

  @AfterAll
  static void stop() throws Exception {
    hotline.close();
    mail.stop();
  }

  private static JsonNode proof() {
    for (JsonNode one : hotline.api("/self-tests")) {
      if (one.path("number").asString().equals("700")) {
        return one;
      }
    }
    throw new AssertionError("700 has not been tried");
  }

  private static String triedAt() {
    for (JsonNode one : hotline.api("/self-tests")) {
      if (one.path("number").asString().equals("700")) {
        return one.path("triedAt").asString();
      }
    }
    return "";
  }

  private static JsonNode tryNow() {
    String before = triedAt();
    hotline.post("/self-tests/700", "{}");
    await().atMost(SOON).until(() -> !triedAt().equals(before));
    return proof();
  }

  /// What this carrier does with the test call.
  private static JsonNode tryThrough(Consumer<TelephoneCall> manners) {
    try (Telephone carrier = hotline.carrier()) {
      Thread taking =
          Thread.startVirtualThread(
              () -> {
                TelephoneCall call = carrier.awaitCall(SOON);
                assertThat(call.dialed()).contains(PUBLIC);
                manners.accept(call);
              });
      JsonNode proof = tryNow();
      taking.interrupt();
      return proof;
    }
  }

  @Test
  @Order(1)
  void callThatGoesOutAndComesBackProvesTheNumberAndRingsNobody() {
    try (PretendedCarrier carrier = hotline.bringingBack(Map.of(PUBLIC, "700"));
        Telephone op1 = hotline.operator(1)) {
      JsonNode proof = tryNow();

      assertThat(proof.path("reason").asString()).isEmpty();
      assertThat(proof.path("from").asString()).isEqualTo("outside");
      assertThat(proof.path("provenAt").isNull()).isFalse();
      assertThat(hotline.ready().toString()).contains("through the carrier");
      assertThat(hotline.calls()).isEmpty();
      assertThatThrownBy(() -> op1.awaitCall(Duration.ofSeconds(1)))
          .isInstanceOf(TelephoneException.class);
      assertThat(folder.resolve("proof")).isDirectoryNotContaining("glob:**/hamroh-proof*");
    }
  }

  @Test
  @Order(2)
  void carriersThatRefuseOrAreSilentAreNamedAndAlarmAfterTwoInARow() {
    assertThat(tryThrough(call -> call.reject(403)).path("reason").asString())
        .contains("refused")
        .contains("from inside the line works");
    assertThat(hotline.api("/alarms")).isEmpty();

    JsonNode second =
        tryThrough(
            call -> {
              call.answer();
              call.awaitHangup(SOON);
            });

    assertThat(second.path("reason").asString()).contains("did not come back").contains("silent");
    assertThat(second.path("failures").asInt()).isEqualTo(2);
    await().atMost(SOON).until(() -> hotline.api("/alarms").size() == 1);
    assertThat(hotline.ready().toString()).contains("700 has failed since");
    await().atMost(SOON).until(() -> mail.getReceivedMessages().length == 1);
    await().atMost(SOON).until(() -> hotline.texts().size() == 1);
  }

  @Test
  @Order(3)
  void carrierThatSaysSomethingElseIsNotTakenForUs() {
    Path other = folder.resolve("sounds/ru/goodbye.alaw");
    assertThat(Files.isRegularFile(other)).isTrue();

    JsonNode proof =
        tryThrough(
            call -> {
              call.answer();
              while (call.isUp()) {
                call.play(other);
              }
            });

    assertThat(proof.path("reason").asString())
        .contains("did not come back")
        .contains("not the greeting");
  }

  @Test
  @Order(4)
  void callThatIsBroughtToAnotherNumberOfOursIsNoProof() {
    try (PretendedCarrier carrier = hotline.bringingBack(Map.of(PUBLIC, "704"))) {
      assertThat(tryNow().path("reason").asString()).contains("704");
    }
    assertThat(hotline.calls()).isEmpty();
  }

  @Test
  @Order(5)
  void lineThatWorksAgainEndsTheAlarm() {
    try (PretendedCarrier carrier = hotline.bringingBack(Map.of(PUBLIC, "700"))) {
      assertThat(tryNow().path("failures").asInt()).isZero();
    }

    await().atMost(SOON).until(() -> hotline.api("/alarms").isEmpty());
    await().atMost(SOON).until(() -> mail.getReceivedMessages().length == 2);
    assertThat(hotline.calls()).isEmpty();
  }
}
