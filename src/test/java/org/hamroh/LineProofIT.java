package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The shipped hotline rings itself, over real SIP and a real Asterisk.
final class LineProofIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;
  private TestHotline hotline;

  private Optional<JsonNode> proof(String number) {
    for (JsonNode one : hotline.api("/self-tests")) {
      if (one.path("number").asString().equals(number)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private int failures(String number) {
    return proof(number).map(one -> one.path("failures").asInt()).orElse(0);
  }

  private boolean isProven(String number) {
    return proof(number)
        .filter(one -> !one.path("provenAt").isNull())
        .filter(one -> one.path("failures").asInt() == 0)
        .isPresent();
  }

  private void testNow(String number) {
    hotline.post("/self-tests/" + number, "{}");
  }

  @Test
  void lineProvesItselfRingsNobodyAndAlarmsOnceWhenItIsDown() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mail.start();
    try (TestHotline running =
        TestHotline.start(
            folder,
            settings ->
                settings
                    + """
                    mail: {host: 127.0.0.1, port: %d, from: hotline@union.example}
                    alarms: {mail: [duty@union.example], numbers: ["+992900000091"]}
                    selfTest: {everyMinutes: 0}
                    """
                        .formatted(mail.getSmtp().getPort()))) {
      hotline = running;
      try (Telephone op1 = hotline.operator(1)) {
        testNow("700");
        testNow("704");

        await().atMost(SOON).until(() -> isProven("700") && isProven("704"));

        assertThatThrownBy(() -> op1.awaitCall(Duration.ofSeconds(1)))
            .isInstanceOf(TelephoneException.class);
        assertThat(hotline.calls()).isEmpty();
        assertThat(hotline.api("/queue").path("waiting")).isEmpty();
        assertThat(hotline.ready().toString()).contains("700 proven at");
      }

      hotline.stopPbx();
      testNow("700");
      await().atMost(SOON).until(() -> failures("700") == 1);
      assertThat(hotline.api("/alarms")).isEmpty();
      testNow("700");
      await().atMost(SOON).until(() -> failures("700") == 2);
      testNow("700");
      await().atMost(SOON).until(() -> failures("700") == 3);

      await().atMost(SOON).until(() -> hotline.api("/alarms").size() == 1);
      assertThat(hotline.ready().toString()).contains("700 has failed since");
      await().atMost(SOON).until(() -> mail.getReceivedMessages().length == 1);
      await().atMost(SOON).until(() -> hotline.texts().size() == 1);

      hotline.startPbx();
      await()
          .atMost(SOON)
          .until(
              () -> {
                testNow("700");
                return isProven("700");
              });

      await().atMost(SOON).until(() -> hotline.api("/alarms").isEmpty());
      await().atMost(SOON).until(() -> mail.getReceivedMessages().length == 2);
      await().atMost(SOON).until(() -> hotline.texts().size() == 2);
      assertThat(hotline.calls()).isEmpty();
    } finally {
      mail.stop();
    }
  }
}
