package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import tools.jackson.databind.JsonNode;

/// The shipped hotline with a public number that it rings through a pretended carrier, when asked.
final class ProofRig implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(90);
  static final String PUBLIC = "+992900000700";

  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  final TestHotline hotline;

  ProofRig(Path folder) throws Exception {
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

  private JsonNode proof() {
    for (JsonNode one : hotline.api("/self-tests")) {
      if (one.path("number").asString().equals("700")) {
        return one;
      }
    }
    throw new AssertionError("700 has not been tried");
  }

  private String triedAt() {
    for (JsonNode one : hotline.api("/self-tests")) {
      if (one.path("number").asString().equals("700")) {
        return one.path("triedAt").asString();
      }
    }
    return "";
  }

  JsonNode tryNow() {
    String before = triedAt();
    hotline.post("/self-tests/700", "{}");
    await().atMost(SOON).until(() -> !triedAt().equals(before));
    return proof();
  }

  /// What this carrier does with the test call.
  JsonNode tryThrough(Consumer<TelephoneCall> manners) {
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

  @Override
  public void close() throws InterruptedException {
    hotline.close();
    mail.stop();
  }
}
