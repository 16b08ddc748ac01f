package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamroh.pbx.PbxCalls.CALLER;
import static org.hamroh.pbx.PbxCalls.SOON;
import static org.hamroh.pbx.PbxCalls.caller;
import static org.hamroh.pbx.PbxCalls.operator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hamroh.ami.AmiConfig;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom the queues ring is the site's choice, and a real Asterisk does it.
final class QueueStrategyIT {

  @TempDir private Path folder;

  @Test
  void whatTheSiteChoosesIsWhatThePbxDoes() throws IOException {
    ConcurrentLinkedQueue<String> queues =
        new ConcurrentLinkedQueue<>(List.of("queue-wages", "queue-rights"));
    try (TinyAgi server =
            new TinyAgi(
                session -> {
                  if (!session.said("agi_network_script").equals("call")) {
                    session.handOver("end"); // nobody was there
                    return;
                  }
                  session.command("SET VARIABLE CHANNEL(language) tg");
                  session.command("SET VARIABLE HAMROH_QUEUE " + queues.remove());
                  session.command("SET VARIABLE HAMROH_PRIORITY 0");
                  session.handOver("queue");
                });
        TestPbx pbx =
            TestPbx.in(folder)
                .agiPort(server.port())
                .operators(2)
                .queues(
                    new PbxConfig.Queues(
                        "leastrecent", Map.of("queue-wages", "ringall", "queue-high", "random")))
                .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                .start();
        Telephone op1 = operator(pbx, 1);
        Telephone op2 = operator(pbx, 2);
        Telephone phone = caller(pbx)) {
      assertThat(strategies(pbx.ami()))
          .containsEntry("queue-wages", "ringall")
          .containsEntry("queue-wages-woman-ru", "ringall")
          .containsEntry("queue-high", "random")
          .containsEntry("queue-general", "leastrecent")
          .containsEntry("queue-rights-ru", "leastrecent")
          .containsEntry("queue-danger", "ringall")
          .containsEntry("queue-on-call", "ringall");

      try (TelephoneCall wages = phone.call("700", CALLER);
          TelephoneCall one = op1.awaitCall(SOON);
          TelephoneCall other = op2.awaitCall(SOON)) {
        assertThat(one.isUp() && other.isUp()).as("both ring at once").isFalse();
        assertThat(wages.isUp()).isTrue();
      }
      await().atMost(SOON).until(() -> pbx.ask("core show channels concise").isBlank());

      try (TelephoneCall rights = phone.call("700", CALLER);
          TelephoneCall one = op1.awaitCall(SOON)) {
        assertThatThrownBy(() -> op2.awaitCall(Duration.ofMillis(500)))
            .as("one after the other")
            .isInstanceOf(TelephoneException.class);
        one.answer();
        assertThat(rights.isUp()).isTrue();
      }
    }
  }

  /// As `QueueStatus` tells it: strategy by queue.
  private static Map<String, String> strategies(AmiConfig ami) throws IOException {
    Map<String, String> told = new TreeMap<>();
    try (Socket socket = new Socket(ami.host(), ami.port());
        Scanner lines = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8)) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket
          .getOutputStream()
          .write(
              """
              Action: Login
              Username: %s
              Secret: %s

              Action: QueueStatus

              """
                  .formatted(ami.user(), ami.secret().value())
                  .replace("\n", "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      String queue = "";
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("Queue: ")) {
          queue = line.substring(7);
        } else if (line.startsWith("Strategy: ")) {
          told.put(queue, line.substring(10));
        } else if (line.equals("Event: QueueStatusComplete")) {
          break;
        }
      }
    }
    return told;
  }
}
