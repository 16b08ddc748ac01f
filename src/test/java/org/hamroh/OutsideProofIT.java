package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamroh.ProofRig.PUBLIC;
import static org.hamroh.ProofRig.SOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hamroh.sip.PretendedCarrier;
import org.hamroh.sip.Telephone;
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

  @TempDir private static Path folder;
  private static ProofRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new ProofRig(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  @Order(1)
  void callThatGoesOutAndComesBackProvesTheNumberAndRingsNobody() {
    try (PretendedCarrier carrier = rig.hotline.bringingBack(Map.of(PUBLIC, "700"));
        Telephone op1 = rig.hotline.operator(1)) {
      JsonNode first = rig.tryNow();
      // One failure is chance, and alarms nobody: a busy machine tears holes into a greeting.
      JsonNode proof = first.path("failures").asInt() == 0 ? first : rig.tryNow();

      assertThat(proof.path("reason").asString()).isEmpty();
      assertThat(proof.path("from").asString()).isEqualTo("outside");
      assertThat(proof.path("provenAt").isNull()).isFalse();
      assertThat(rig.hotline.ready().toString()).contains("through the carrier");
      assertThat(rig.hotline.calls()).isEmpty();
      assertThatThrownBy(() -> op1.awaitCall(Duration.ofSeconds(1)))
          .isInstanceOf(TelephoneException.class);
      assertThat(folder.resolve("proof")).isDirectoryNotContaining("glob:**/hamroh-proof*");
    }
  }

  @Test
  @Order(2)
  void carriersThatRefuseOrAreSilentAreNamedAndAlarmAfterTwoInARow() {
    assertThat(rig.tryThrough(call -> call.reject(403)).path("reason").asString())
        .contains("refused")
        .contains("from inside the line works");
    assertThat(rig.hotline.api("/alarms")).isEmpty();

    JsonNode second =
        rig.tryThrough(
            call -> {
              call.answer();
              call.awaitHangup(SOON);
            });

    assertThat(second.path("reason").asString()).contains("did not come back").contains("silent");
    assertThat(second.path("failures").asInt()).isEqualTo(2);
    await().atMost(SOON).until(() -> rig.hotline.api("/alarms").size() == 1);
    assertThat(rig.hotline.ready().toString()).contains("700 has failed since");
    await().atMost(SOON).until(() -> rig.mail.getReceivedMessages().length == 1);
    await().atMost(SOON).until(() -> rig.hotline.texts().size() == 1);
  }

  @Test
  @Order(3)
  void lineThatWorksAgainEndsTheAlarm() {
    try (PretendedCarrier carrier = rig.hotline.bringingBack(Map.of(PUBLIC, "700"))) {
      assertThat(rig.tryNow().path("failures").asInt()).isZero();
    }

    await().atMost(SOON).until(() -> rig.hotline.api("/alarms").isEmpty());
    await().atMost(SOON).until(() -> rig.mail.getReceivedMessages().length == 2);
    assertThat(rig.hotline.calls()).isEmpty();
  }
}
