package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.MissedCallLine.PROMISE;
import static org.hamroh.MissedCallLine.SOON;
import static org.hamroh.MissedCallLine.number;
import static org.hamroh.MissedCallLine.operatorWasRung;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who rang and hung up is rung once, whatever dies meanwhile and however many ring.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
final class CallbackSurvivalIT {

  @TempDir static Path folder;
  private static MissedCallLine line;

  @BeforeAll
  static void start() throws Exception {
    line = new MissedCallLine(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (line != null) {
      line.close();
    }
  }

  @Test
  @Order(1)
  void serverThatIsKilledBetweenTheMissedCallAndTheCallBackStillCallsBackOnce() throws Exception {
    String before = number(4, 1);
    String while_ = number(4, 2);
    line.people.when(before, MissedCallLine::answers);
    line.people.when(while_, MissedCallLine::answers);

    line.missedCallFrom(before);
    line.hotline.killServer(); // the call back would leave two seconds after the hang-up
    line.missedCallFrom(while_);
    assertThat(line.people.times(before)).isZero();
    line.hotline.startServer();
    line.awaitState(before, "done confirmed");
    line.awaitState(while_, "done confirmed");

    assertThat(line.people.times(before)).isEqualTo(1);
    assertThat(line.people.times(while_)).isEqualTo(1);
  }

  @Test
  @Order(2)
  void serverThatIsKilledWhileItRingsDoesNotRingASecondTime() throws Exception {
    String number = number(5, 1);
    line.people.when(
        number,
        (who, call) -> {
          call.ring();
          call.awaitHangup(SOON);
        });

    line.missedCallFrom(number);
    await().atMost(SOON).until(() -> line.people.times(number) == 1);
    line.hotline.killServer();
    line.hotline.startServer();
    line.awaitState(number, "waiting no-answer");

    assertThat(line.people.times(number)).isEqualTo(1);
  }

  @Test
  @Order(3)
  void whoAnswersWhenTheServerIsDeadIsTakenByThePbxAloneAndIsReached() throws Exception {
    String number = number(5, 2);
    BlockingQueue<TelephoneCall> ringing = new LinkedBlockingQueue<>();
    line.people.when(
        number,
        (who, call) -> {
          call.ring();
          ringing.add(call);
        });

    line.missedCallFrom(number);
    TelephoneCall call = await().atMost(PROMISE).until(ringing::poll, Objects::nonNull);
    line.hotline.killServer();
    call.answer();
    call.hear(Set.of("too-many-errors"), SOON);
    call.hangUp();
    line.hotline.startServer();
    line.awaitState(number, "done confirmed");

    assertThat(line.people.times(number)).isEqualTo(1);
  }

  @Test
  @Order(4)
  void stormEndsWithOneCallEachAndNoOperatorIsRung() {
    int numbers = 200;
    int calls = 2_000;
    for (int i = 0; i < numbers; i++) {
      line.people.when(number(6, i), MissedCallLine::answers);
    }

    try (Telephone operator = line.hotline.operator(2);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        String number = number(6, i % numbers);
        callers.submit(() -> line.missedCallFrom(number));
        long due = begin + Duration.ofMinutes(1).toNanos() * (i + 1) / calls;
        await()
            .pollInterval(Duration.ofMillis(1))
            .atMost(SOON)
            .until(() -> System.nanoTime() >= due);
      }
      await()
          .atMost(Duration.ofSeconds(100))
          .untilAsserted(
              () -> {
                Map<String, String> states = line.states();
                for (int i = 0; i < numbers; i++) {
                  assertThat(states).containsEntry(number(6, i), "done confirmed");
                }
              });

      long times = 0;
      for (int i = 0; i < numbers; i++) {
        assertThat(line.people.times(number(6, i))).isEqualTo(1);
        times++;
      }
      System.out.printf(
          "callback: storm of %d missed calls, %d rung once, after %d s%n",
          calls, times, (System.nanoTime() - begin) / 1_000_000_000);
      assertThat(operatorWasRung(operator)).isFalse();
    }
    List<Integer> owed = new ArrayList<>();
    line.ask(
        "select count(*) from callback where number like '+992900006%'",
        row -> owed.add(row.getInt(1)));
    assertThat(owed).containsExactly(numbers);
  }
}
