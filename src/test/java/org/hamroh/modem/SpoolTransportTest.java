package org.hamroh.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
  void whatCouldNotBeSentComesBackAsAReceipt() throws IOException {
    Path failed =
        old(
            Files.writeString(
                spool.resolve("failed").resolve("hamroh-4712-1"),
                "To: 992900000002\nFail_reason: no credit\n\nx"));
    Path strange = old(Files.writeString(spool.resolve("sent").resolve("of-others"), "To: 1\n\nx"));

    await().atMost(PATIENCE).until(() -> !Files.exists(failed));

    assertThat(told)
        .containsExactly(
            new FromSmsc.Receipt("hamroh-4712-1", "992900000002", "UNDELIV", "no credit"));
    assertThat(strange).exists();
  }

  @Test
  void whatWasSentWaitsForItsReportAlsoOverARestart() throws IOException {
    Path earlier = sent("hamroh-4700-1", "992900000001", 117, 60);
    Path text = sent("hamroh-4711-1", "992900000001", 117, 5);
    Path other = sent("hamroh-4712-1", "992900000002", 117, 5);
    transport.close();
    transport = new SpoolTransport("modem", new ModemConfig(spool.toString(), 5, 10), told::add);
    transport.start();

    report("992900000001", 117, 48);
    await().atMost(PATIENCE).until(() -> told.size() == 1);
    assertThat(text).exists();
    report("992900000001", 117, 0);
    await().atMost(PATIENCE).until(() -> told.size() == 2);

    assertThat(told)
        .containsExactly(
            new FromSmsc.Receipt("hamroh-4711-1", "992900000001", "ENROUTE", "48"),
            new FromSmsc.Receipt("hamroh-4711-1", "992900000001", "DELIVRD", "0"));
    assertThat(text).doesNotExist();
    assertThat(other).exists();
    assertThat(earlier).exists();
  }

  @Test
  void aReportThatFitsNothingIsHandedOverAfterAWhileAndOneThatIsEarlyWaits() throws IOException {
    Path early = report("992900000001", 7, 0);
    Path stray = report("992900000009", 8, 70);
    Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minusSeconds(120)));

    await().atMost(PATIENCE).until(() -> !Files.exists(stray));
    assertThat(told)
        .containsExactly(new FromSmsc.Receipt("modem-8", "992900000009", "EXPIRED", "70"));
    assertThat(early).exists();
    sent("hamroh-1-1", "992900000001", 7, 5);

    await().atMost(PATIENCE).until(() -> !Files.exists(early));
    assertThat(told).hasSize(2);
  }

  @Test
  void aTextWithoutAReportIsNotCalledDelivered() throws IOException {
    Path text =
        old(
            Files.writeString(
                spool.resolve("sent").resolve("hamroh-5-1"), "To: 992900000001\n\nx"));

    await().atMost(PATIENCE).until(() -> !Files.exists(text));

    assertThat(told)
        .containsExactly(new FromSmsc.Receipt("hamroh-5-1", "992900000001", "ACCEPTD", ""));
  }

  private Path sent(String name, String number, int reference, int secondsAgo) throws IOException {
    Path file =
        Files.writeString(
            spool.resolve("sent").resolve(name),
            "To: " + number + "\nReport: yes\nMessage_id: " + reference + "\n\nx");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
  }

  private Path report(String number, int reference, int status) throws IOException {
    Path folder = Files.createDirectories(spool.resolve("report"));
    return old(
        Files.writeString(
            Files.createTempFile(folder, "GSM1.", ""),
            "From: "
                + number
                + "\nAlphabet: ISO\n\nSMS STATUS REPORT\nMessage_id: "
                + reference
                + "\nDischarge_timestamp: 26-11-22 12:30:00\nStatus: "
                + status
                + ",words of the daemon\n"));
  }

  @Test
  void aTextThatCameInIsHandedOverAndGoesOnlyThen() throws IOException {
    byte[] headers = "From: 992900000007\nAlphabet: UCS2\n\n".getBytes(StandardCharsets.US_ASCII);
    byte[] words = "ҚАТЪ".getBytes(StandardCharsets.UTF_16BE);
    byte[] file = new byte[headers.length + words.length];
    System.arraycopy(headers, 0, file, 0, headers.length);
    System.arraycopy(words, 0, file, headers.length, words.length);
    Path came = old(Files.write(spool.resolve("incoming").resolve("GSM1.abc"), file));

    await().atMost(PATIENCE).until(() -> !Files.exists(came));

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

    await().atMost(PATIENCE).until(() -> !transport.state().up());

    assertThat(transport.state().sentence()).contains("is smstools installed");
  }

  private static Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
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
