package org.hamroh.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hamroh.Main;
import org.hamroh.smpp.FromSmsc;
import org.hamroh.smpp.FromSmsc.Receipt;
import org.hamroh.smpp.Refusal;
import org.hamroh.smpp.RefusalName;
import org.hamroh.smpp.SmppConfig;
import org.hamroh.smpp.SmppSession;
import org.hamroh.smpp.Smsc;
import org.hamroh.smpp.SubmitOutcome;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.hamroh.smpp.SubmitSegment;
import org.hamroh.yaml.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `./hamroh smsc` can be as bad as a carrier: each of its moods, seen from a route.
final class SmscCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern READY = Pattern.compile("smsc: 127\\.0\\.0\\.1:(\\d+)");

  private final StringWriter said = new StringWriter();
  private final List<FromSmsc> told = Collections.synchronizedList(new ArrayList<>());
  private final List<Runnable> ends = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    ends.reversed().forEach(Runnable::run);
  }

  @Test
  void throttlesByItsLimit() throws Exception {
    SmppSession session = linked("--limit", "5");

    List<SubmitOutcome> outcomes = submit(session, 30);

    assertThat(outcomes).hasAtLeastOneElementOfType(Accepted.class);
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            one -> assertThat(((Refused) one).refusal().name()).isEqualTo(RefusalName.THROTTLED));
  }

  @Test
  void refusesByName() throws Exception {
    assertThat(refusal("throttled")).isEqualTo(RefusalName.THROTTLED);
    assertThat(refusal("queue-full")).isEqualTo(RefusalName.QUEUE_FULL);
    assertThat(refusal("system-error")).isEqualTo(RefusalName.CARRIER_TROUBLE);
    assertThat(refusal("bad-number")).isEqualTo(RefusalName.NO_SUCH_NUMBER);
    assertThat(refusal("bad-sender")).isEqualTo(RefusalName.SENDER_NOT_ALLOWED);
    assertThat(refusal("refused")).isEqualTo(RefusalName.REFUSED);
  }

  @Test
  void answersLate() throws Exception {
    SmppSession session = linked("--delay", "400");
    long began = System.nanoTime();

    assertThat(session.submit(segment(1))).isInstanceOf(Accepted.class);

    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(400).toNanos());
  }

  @Test
  void cutsBeforeItsAnswer() throws Exception {
    SmppSession session = linked("--cut-every", "2", "--cut", "before");

    assertThat(session.submit(segment(1))).isInstanceOf(Accepted.class);
    assertThat(session.submit(segment(2))).isInstanceOf(Unknown.class);

    await().atMost(PATIENCE).until(() -> session.state().up());
  }

  @Test
  void cutsAfterItsAnswer() throws Exception {
    SmppSession session = linked("--cut-every", "1", "--cut", "after");

    assertThat(session.submit(segment(1))).isInstanceOf(Accepted.class);

    await().atMost(PATIENCE).until(() -> !session.state().up());
  }

  @Test
  void doublesReceipts() throws Exception {
    SmppSession session = linked("--double", "--receipts-after", "50");

    session.submit(segment(1));

    await().atMost(PATIENCE).until(() -> told.size() == 2);
    assertThat(told.get(1)).isEqualTo(told.get(0));
  }

  @Test
  void reordersAnswersAndReceipts() throws Exception {
    SmppSession session = linked("--reorder", "--delay", "20", "--receipts-after", "300");

    List<String> sent =
        submit(session, 30).stream().map(one -> ((Accepted) one).messageId()).toList();

    await().atMost(PATIENCE).until(() -> told.size() == 30);
    List<String> came = told.stream().map(one -> ((Receipt) one).messageId()).toList();
    assertThat(came).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
  }

  @Test
  void tellsReceiptsBeforeTheAnswerOrNever() throws Exception {
    SmppSession early = linked("--receipts-first");
    early.submit(segment(1));
    assertThat(told).hasSize(1);

    SmppSession silent = linked("--no-receipts");
    SmppSession other = linked("--receipts-after", "50");
    silent.submit(segment(2));
    other.submit(segment(3));

    await().atMost(PATIENCE).until(() -> told.size() == 2);
    assertThat(((Receipt) told.get(1)).number()).endsWith("3");
  }

  @Test
  void writesIdsInTwoWaysAndLeavesSomeUnanswered() throws Exception {
    SmppSession hex = linked("--ids", "hex-then-decimal", "--receipts-after", "50");
    Accepted accepted = (Accepted) hex.submit(segment(1));
    await().atMost(PATIENCE).until(() -> told.size() == 1);
    assertThat(Long.parseLong(((Receipt) told.getFirst()).messageId()))
        .isEqualTo(Long.parseLong(accepted.messageId(), 16));

    SmppSession mute = linked("--unanswered", "1");
    assertThat(mute.submit(segment(2))).isInstanceOf(Unknown.class);
  }

  @Test
  void aMoodThatThereIsNotIsWrongUsage() {
    CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(said));

    assertThat(line.execute("smsc", "--refuse", "rude=1")).isEqualTo(2);
    assertThat(said.toString()).contains("--refuse knows no rude");
  }

  private RefusalName refusal(String name) throws InterruptedException {
    SubmitOutcome outcome = linked("--refuse", name + "=1").submit(segment(1));
    assertThat(outcome).isInstanceOf(Refused.class);
    Refusal refusal = ((Refused) outcome).refusal();
    return refusal.name();
  }

  private static List<SubmitOutcome> submit(SmppSession session, int count) {
    return IntStream.range(0, count).mapToObj(i -> session.submit(segment(i))).toList();
  }

  /// A carrier with these options, and a route that is linked to it.
  private SmppSession linked(String... options) throws InterruptedException {
    int port = carrier(options);
    SmppConfig account =
        new SmppConfig(
            "127.0.0.1", port, "hamroh", new Secret("secret"), "transceiver", 50, 1_000, "auto");
    SmppSession session = new SmppSession("test", account, Smsc.timers(), told::add);
    ends.add(session::close);
    session.start();
    assertThat(session.awaitLink(PATIENCE)).isTrue();
    return session;
  }

  private int carrier(String... options) {
    StringWriter screen = new StringWriter();
    List<String> words = new ArrayList<>(List.of("smsc", "--port", "0"));
    words.addAll(List.of(options));
    CommandLine line =
        new CommandLine(new Main())
            .setOut(new PrintWriter(screen))
            .setExecutionExceptionHandler((interrupted, command, parsed) -> 0); // its usual end
    Thread running =
        Thread.ofPlatform().daemon().start(() -> line.execute(words.toArray(String[]::new)));
    ends.add(
        () -> {
          running.interrupt(); // as Ctrl-C
          try {
            running.join(PATIENCE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    await().atMost(PATIENCE).until(() -> screen.toString().contains("smsc: ready"));
    Matcher port = READY.matcher(screen.toString());
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static SubmitSegment segment(int to) {
    return new SubmitSegment(
        "HAMROH",
        "+99290000%04d".formatted(to),
        (byte) 8,
        false,
        "Салом".getBytes(StandardCharsets.UTF_16BE));
  }
}
