package org.hamroh.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.pbx.PbxCalls.CALLER;
import static org.hamroh.pbx.PbxCalls.SOON;
import static org.hamroh.pbx.PbxCalls.caller;
import static org.hamroh.pbx.PbxCalls.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hamroh.ami.AmiClient;
import org.hamroh.callback.order.Place;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One line by first arrival, in a real Asterisk.
final class FairQueueIT {

  @TempDir private Path folder;

  /// What the server says of the next caller; it is the same for each when nothing is left.
  private record Says(String queue, String priority, String arrived, String callback) {}

  private static TinyAgi server(ConcurrentLinkedQueue<Says> says) throws IOException {
    return new TinyAgi(
        session -> {
          Says now = says.remove();
          session.command("SET VARIABLE CHANNEL(language) tg");
          session.command("SET VARIABLE HAMROH_QUEUE " + now.queue());
          session.command("SET VARIABLE HAMROH_PRIORITY " + now.priority());
          if (!now.arrived().isEmpty()) {
            session.command("SET VARIABLE HAMROH_ARRIVED " + now.arrived());
          }
          if (!now.callback().isEmpty()) {
            session.command("SET VARIABLE HAMROH_CALLBACK " + now.callback());
          }
          session.handOver("queue");
        });
  }

  private static Says usual() {
    return new Says("queue-general", "0", "", "");
  }

  private static Says arrived(Instant at, String callback) {
    return new Says("queue-general", "0", Long.toString(at.getEpochSecond()), callback);
  }

  private static QueueBoard board(AmiClient ami) {
    QueueBoard board = new QueueBoard(topic -> {}, ami::resyncSoon, Instant.now());
    ami.listen(board::accept);
    ami.start();
    await().atMost(SOON).until(() -> board.snapshot().live());
    return board;
  }

  private static void waiting(QueueBoard board, int count) {
    await()
        .atMost(SOON)
        .until(
            () ->
                board.snapshot().waiting().size() == count
                    && board.snapshot().waiting().values().stream()
                        .allMatch(one -> one.priority() != 0));
  }

  @Test
  void whoCameFirstIsFirstWhateverTheOrderOfJoining() throws IOException {
    ConcurrentLinkedQueue<Says> says =
        new ConcurrentLinkedQueue<>(
            List.of(
                usual(),
                usual(),
                arrived(Instant.now().minusSeconds(40), ""),
                new Says("queue-general", "10", "", ""),
                new Says("queue-danger", "100", "", "")));
    try (TinyAgi server = server(says);
        TestPbx pbx =
            TestPbx.in(folder)
                .agiPort(server.port())
                .operators(1)
                .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                .start();
        AmiClient ami = new AmiClient(pbx.ami(), Clock.systemUTC());
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx)) {
      QueueBoard board = board(ami);
      TelephoneCall talking = phone.call("700", CALLER);
      op1.awaitCall(SOON).answer();
      assertThat(talking.isUp()).isTrue();

      phone.call("700", CALLER);
      waiting(board, 1);
      phone.call("700", CALLER); // comes back, and asked 40 s ago
      waiting(board, 2);
      phone.call("700", CALLER); // ten minutes of head start
      waiting(board, 3);

      List<WaitingCaller> line = board.snapshot().waitingInOrder();
      List<Place> places =
          line.stream().map(one -> Place.ofWeight(one.priority(), one.leg())).toList();
      assertThat(places).isSorted();
      assertThat(Duration.between(places.get(1).arrived(), places.get(2).arrived()))
          .as("the one who comes back is before the one who waits")
          .isBetween(Duration.ofSeconds(38), Duration.ofSeconds(46));
      assertThat(Duration.between(places.get(0).arrived(), Instant.now()))
          .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(615));

      phone.call("700", CALLER);
      waiting(board, 4);
      WaitingCaller danger =
          board.snapshot().waiting().values().stream()
              .filter(one -> one.queue().equals("queue-danger"))
              .findFirst()
              .orElseThrow();
      assertThat(Place.ofWeight(danger.priority(), danger.leg()).danger()).isTrue();
      assertThat(Place.ofWeight(danger.priority(), danger.leg())).isLessThan(places.getFirst());
    }
  }

  @Test
  void heldOperatorIsGivenToWhoWasCalledBackAndToNobodyElse() throws IOException {
    ConcurrentLinkedQueue<Says> says =
        new ConcurrentLinkedQueue<>(
            List.of(
                new Says("queue-general", "10", "", ""), // ten minutes of head start
                arrived(Instant.now(), "17")));
    try (TinyAgi server = server(says);
        TestPbx pbx =
            TestPbx.in(folder)
                .agiPort(server.port())
                .operators(1)
                .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                .start();
        AmiClient ami = new AmiClient(pbx.ami(), Clock.systemUTC());
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx)) {
      QueueBoard board = board(ami);
      assertThat(ami.actions().penalty(Optional.empty(), "PJSIP/op1", 100).isDone()).isTrue();
      TelephoneCall first = phone.call("700", CALLER);
      waiting(board, 1);

      phone.call("700", CALLER);

      TelephoneCall given = op1.awaitCall(SOON);
      given.answer();
      await()
          .atMost(SOON)
          .until(
              () -> pbx.queueLog().lines().filter(one -> one.contains("|CONNECT|")).count() == 1);
      assertThat(board.snapshot().waiting().keySet())
          .as("the held operator was given to the second")
          .hasSize(1);
      assertThat(first.isUp()).isTrue();
      String waits = board.snapshot().waiting().values().iterator().next().leg();
      assertThat(pbx.queueLog().lines().filter(one -> one.contains("|CONNECT|")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).doesNotContain(waits));

      given.hangUp();
      assertThat(ami.actions().penalty(Optional.empty(), "PJSIP/op1", 0).isDone()).isTrue();

      op1.awaitCall(SOON).answer();
    }
  }

  @Test
  void callBackIsOfferedAfterTwentySecondsAndNotBefore() throws IOException {
    try (TinyAgi server = server(new ConcurrentLinkedQueue<>(List.of(usual(), usual())));
        TestPbx pbx =
            TestPbx.in(folder)
                .agiPort(server.port())
                .operators(1)
                .timing(t -> TestPbx.patient(t, Duration.ofSeconds(60)))
                .start();
        Telephone op1 = operator(pbx, 1);
        Telephone phone = caller(pbx)) {
      TelephoneCall talking = phone.call("700", CALLER);
      op1.awaitCall(SOON).answer();
      assertThat(talking.isUp()).isTrue();
      Instant begin = Instant.now();
      TelephoneCall waits = phone.call("700", CALLER);

      waits.hear(Set.of("tg/queue-offer"), Duration.ofSeconds(30));

      assertThat(Duration.between(begin, Instant.now()))
          .isBetween(Duration.ofSeconds(18), Duration.ofSeconds(27));
      assertThat(waits.heard().stream().map(Heard::name)).contains("tg/queue-first");
    }
  }
}
