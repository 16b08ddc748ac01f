package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.FakeAmi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a real Asterisk 22.10 said, through the library and the fold, onto the board. Each line is
/// the board after a change: who waits (with who rings), who talks, what the operators do.
final class MuseumTest {

  private final FakeAmi pbx = new FakeAmi();
  private final AmiClient client = new AmiClient(pbx.config(), Clock.systemUTC());
  private final List<String> boards = Collections.synchronizedList(new ArrayList<>());
  private final QueueBoard board = new QueueBoard(topic -> {}, () -> {}, Instant.now());

  @BeforeEach
  void connect() {
    pbx.answersQuestions(false);
    client.listen(board::accept);
    client.listen(event -> note(line(board.snapshot())));
    client.start();
    await().atMost(Duration.ofSeconds(10)).until(() -> client.state().connected());
  }

  @AfterEach
  void stop() {
    client.close();
    pbx.close();
  }

  private void note(String line) {
    if (boards.isEmpty() || !boards.getLast().equals(line)) {
      boards.add(line);
    }
  }

  private static String line(QueuePicture picture) {
    String waiting =
        picture.waitingInOrder().stream()
            .map(one -> one.queue() + one.position() + one.ringing())
            .collect(Collectors.joining(" "));
    String talking =
        picture.talkingInOrder().stream()
            .map(one -> one.queue() + ":" + one.operator())
            .collect(Collectors.joining(" "));
    String operators =
        picture.operatorsInOrder().stream()
            .map(one -> one.operator() + "=" + one.state().word())
            .collect(Collectors.joining(" "));
    return String.join(" | ", waiting, talking, operators);
  }

  private void play(String capture, String end) throws IOException {
    pbx.sayCapture(capture);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !boards.isEmpty() && boards.getLast().equals(end));
  }

  @Test
  void operatorAnswersAndHangsUp() throws IOException {
    play("operator-answers-and-hangs-up", " |  | op1=idle op2=unregistered");

    assertThat(boards)
        .containsSubsequence(
            " |  | op1=idle op2=unregistered",
            "queue-danger1[] |  | op1=idle op2=unregistered",
            "queue-danger1[op1] |  | op1=ringing op2=unregistered",
            " | queue-danger:op1 | op1=talking op2=unregistered",
            " |  | op1=idle op2=unregistered");
  }

  @Test
  void telephoneRingsInVainThenTheCallerLeavesAndTheNextOneMovesUp() throws IOException {
    play("rings-in-vain-then-caller-leaves", " |  | op1=idle op2=unregistered");

    assertThat(boards)
        .containsSubsequence(
            "queue-general1[op1] |  | op1=ringing op2=unregistered",
            "queue-general1[op1] queue-general2[] |  | op1=ringing op2=unregistered",
            "queue-general1[] queue-general2[] |  | op1=idle op2=unregistered",
            "queue-general1[op1] queue-general2[] |  | op1=ringing op2=unregistered",
            "queue-general1[op1] |  | op1=ringing op2=unregistered",
            " |  | op1=idle op2=unregistered");
  }
}
