package org.hamroh.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitSegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The spool of SMS Server Tools, with the test in the daemon's place.
final class SpoolTransportTest {

  @TempDir private Path spool;
  private final List<FromSmsc> told = Collections.synchronizedList(new ArrayList<>());
  private SpoolTransport transport;

  @BeforeEach
  void start() throws IOException {
    for (String folder : List.of("outgoing", "sent", "failed", "incoming")) {
      Files.createDirectory(spool.resolve(folder));
    }
    transport = new SpoolTransport("modem", new ModemConfig(spool.toString(), 5, 10), told::add);
    transport.start();
  }

  @AfterEach
  void stop() {
    transport.close();
  }

  @Test
  void aTextIsSpooledWholeAndUnderItsOwnName() throws IOException {
    SubmitOutcome outcome = transport.submit(segment("Салом, ҳамроҳ"));

    assertThat(outcome).isEqualTo(new SubmitOutcome.Accepted("hamroh-4711-1"));
    SpoolFile file =
        SpoolFile.read(Files.readAllBytes(spool.resolve("outgoing").resolve("hamroh-4711-1")));
    assertThat(file.header("To")).isEqualTo("992900000001");
    assertThat(file.header("Alphabet")).isEqualTo("UCS");
    assertThat(file.text()).isEqualTo("Салом, ҳамроҳ");
    try (var rest = Files.list(spool)) {
      assertThat(rest).allMatch(Files::isDirectory);
    }
  }

  @Test
  void whatTheDaemonSentOrCouldNotSendComesBackAsAReceipt() throws IOException {
    transport.submit(segment("Салом"));
    transport.submit(segment("Салом"));
    Path waiting = spool.resolve("outgoing").resolve("hamroh-4711-1");
    byte[] text = Files.readAllBytes(waiting);
    old(Files.write(spool.resolve("sent").resolve("hamroh-4711-1"), text));
    old(
        Files.writeString(
            spool.resolve("failed").resolve("hamroh-4712-1"),
            "To: 992900000002\nFail_reason: no credit\n\nx"));
    old(Files.writeString(spool.resolve("sent").resolve("somebody-else"), "To: 1\n\nx"));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsExactlyInAnyOrder(
                        new FromSmsc.Receipt("hamroh-4711-1", "992900000001", "DELIVRD", ""),
                        new FromSmsc.Receipt(
                            "hamroh-4712-1", "992900000002", "UNDELIV", "no credit")));
    assertThat(spool.resolve("sent").resolve("hamroh-4711-1")).doesNotExist();
    assertThat(spool.resolve("sent").resolve("somebody-else")).exists();
  }

  @Test
  void aTextThatCameInIsHandedOverAndGoesOnlyThen() throws IOException {
    byte[] headers = "From: 992900000007\nAlphabet: UCS2\n\n".getBytes(StandardCharsets.US_ASCII);
    byte[] words = "ҚАТЪ".getBytes(StandardCharsets.UTF_16BE);
    byte[] file = new byte[headers.length + words.length];
    System.arraycopy(headers, 0, file, 0, headers.length);
    System.arraycopy(words, 0, file, headers.length, words.length);
    Path came = old(Files.write(spool.resolve("incoming").resolve("GSM1.abc"), file));

    await().atMost(Duration.ofSeconds(15)).until(() -> !Files.exists(came));

    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            FromSmsc.Incoming.class,
            text -> {
              assertThat(text.from()).isEqualTo("992900000007");
              assertThat(new String(text.octets(), StandardCharsets.UTF_16BE)).isEqualTo("ҚАТЪ");
            });
  }

  @Test
  void aSpoolThatIsGoneIsSaidWithTheRemedy() throws IOException {
    Files.delete(spool.resolve("incoming"));

    await().atMost(Duration.ofSeconds(15)).until(() -> !transport.state().up());

    assertThat(transport.state().sentence()).contains("is smstools installed");
  }

  private static Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(5)));
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
