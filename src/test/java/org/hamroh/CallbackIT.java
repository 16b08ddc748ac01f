package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.MissedCallLine.LINE;
import static org.hamroh.MissedCallLine.PROMISE;
import static org.hamroh.MissedCallLine.SOON;
import static org.hamroh.MissedCallLine.answers;
import static org.hamroh.MissedCallLine.number;
import static org.hamroh.MissedCallLine.operatorWasRung;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
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
import tools.jackson.databind.JsonNode;

/// Who rings the line that is never answered and hangs up is rung, and every answer leads where it
/// should.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
final class CallbackIT {

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
  void whoRingsAndHangsUpIsRungAndHearsTheMenuAfterAKey() {
    String number = number(1, 1);
    List<String> froms = Collections.synchronizedList(new ArrayList<>());
    line.people.when(
        number,
        (who, call) -> {
          froms.add(call.from());
          answers(who, call);
        });

    line.missedCallFrom(number);
    line.awaitState(number, "done confirmed");

    assertThat(line.people.times(number)).isEqualTo(1);
    assertThat(froms).singleElement().asString().contains("+992900000700");
    JsonNode missed =
        await().atMost(SOON).until(() -> line.records(false), all -> all.size() == 1).getFirst();
    JsonNode back =
        await()
            .atMost(SOON)
            .until(
                () -> line.records(true),
                all -> all.size() == 1 && !all.getFirst().path("endedAt").isNull())
            .getFirst();
    assertThat(missed.path("ending").asString()).isEqualTo("MISSED");
    assertThat(missed.path("dialedNumber").asString()).isEqualTo(LINE);
    assertThat(missed.path("caller").asString()).hasSize(32);
    assertThat(back.path("caller")).isEqualTo(missed.path("caller"));
    assertThat(back.path("country").asString()).isEqualTo("TJ");
    assertThat(back.path("id").asString()).startsWith("hamroh-back");
  }

  @Test
  @Order(2)
  void everyKindOfAnswerLeadsWhereItShould() throws Exception {
    Map<String, String> expected = new HashMap<>();
    String busy = number(2, 1);
    line.people.when(busy, (who, call) -> call.reject(486));
    expected.put(busy, "waiting busy");
    String silent = number(2, 2);
    line.people.when(silent, (who, call) -> call.awaitHangup(SOON)); // Trying, and not a word more
    expected.put(silent, "waiting no-answer");
    String ringsOnly = number(2, 3);
    line.people.when(
        ringsOnly,
        (who, call) -> {
          call.ring();
          call.awaitHangup(SOON);
        });
    expected.put(ringsOnly, "waiting no-answer");
    String refuses = number(2, 4);
    line.people.when(
        refuses,
        (who, call) -> {
          call.ring();
          call.stay(Duration.ofSeconds(4));
          call.reject(603);
        });
    expected.put(refuses, "waiting refused");
    String off = number(2, 5);
    line.people.when(off, (who, call) -> call.reject(480));
    expected.put(off, "waiting unreachable");
    String blocked = number(2, 6);
    line.people.when(blocked, (who, call) -> call.reject(503));
    expected.put(blocked, "texted blocked");
    String vanishes = number(2, 7);
    line.people.when(
        vanishes,
        (who, call) -> {
          call.ring();
          call.answer();
          call.hearAnything(SOON);
          call.hangUp();
        });
    expected.put(vanishes, "waiting unconfirmed");
    String slow = number(2, 8);
    line.people.when(
        slow,
        (who, call) -> {
          call.ring();
          call.stay(Duration.ofSeconds(8));
          answers(who, call);
        });
    expected.put(slow, "done confirmed");
    String machine = number(2, 9);
    line.people.when(
        machine,
        (who, call) -> {
          call.answer();
          call.say(Duration.ofSeconds(2));
          call.awaitHangup(Duration.ofMinutes(2));
        });
    expected.put(machine, "waiting unconfirmed");

    try (Telephone operator = line.hotline.operator(1)) {
      expected.keySet().forEach(line::missedCallFrom);
      await()
          .atMost(Duration.ofSeconds(110))
          .untilAsserted(() -> assertThat(line.states()).containsAllEntriesOf(expected));

      assertThat(operatorWasRung(operator)).isFalse();
    }
    for (String number : expected.keySet()) {
      int most = number.equals(busy) ? 2 : 1; // who is busy is rung again after a minute
      assertThat(line.people.times(number)).as(number).isBetween(1, most);
    }
    assertThat(line.hotline.texts())
        .anySatisfy(text -> assertThat(text.destination()).contains(blocked.substring(1)));
    String pbxFiles =
        Files.readString(line.hotline.data().resolve("asterisk/log/queue_log"))
            + Files.readString(line.hotline.data().resolve("asterisk/log/cel-custom/hamroh.csv"))
                .replaceAll("(?m)^.*\"MissedCall\".*$", "");
    assertThat(pbxFiles).doesNotContain("992900002");
  }

  @Test
  @Order(3)
  void whoWaitsForAPersonMeetsOneAfterAKeyAndOursIsNotNamedBefore() {
    PhoneNumber number = new PhoneNumber(number(7, 1));
    BlockingQueue<TelephoneCall> answered = new LinkedBlockingQueue<>();
    line.people.when(
        number.e164(),
        (who, call) -> {
          call.ring();
          call.answer();
          answered.add(call);
        });

    try (Telephone operator = line.hotline.operator(3)) {
      line.owe(
          new Callback.Wish(
              CallbackKind.QUEUE,
              CallerKey.of(number, new byte[16]),
              number,
              "ru",
              "queue-wages",
              0,
              true,
              Optional.empty(),
              Instant.now(),
              Instant.now(),
              Instant.now().plus(Duration.ofMinutes(5))));
      TelephoneCall call = await().atMost(PROMISE).until(answered::poll, Objects::nonNull);
      call.hear(Set.of("ru/callback-hello-safe"), SOON);
      assertThat(operatorWasRung(operator)).as("before the key").isFalse();
      call.press('1');
      TelephoneCall desk = operator.awaitCall(SOON);
      desk.answer();
      desk.say(Duration.ofMillis(500));
      call.hearAnything(SOON);
      assertThat(line.state(number.e164())).isEqualTo("connected ");
      call.hangUp();
      desk.awaitHangup(SOON);
    }
    line.awaitState(number.e164(), "done confirmed");

    JsonNode record =
        await()
            .atMost(SOON)
            .until(
                () -> line.records(true).getFirst(),
                newest -> newest.path("ending").asString("").equals("ANSWERED"));
    assertThat(record.path("queue").asString()).isEqualTo("queue-wages");
    assertThat(record.path("operator").asString()).isEqualTo("op3");
  }

  @Test
  @Order(4)
  void nineteenOfTwentyAreRungWithinTwentySeconds() {
    Map<String, Long> hungUp = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      line.people.when(number(3, i), MissedCallLine::answers);
      hungUp.put(number(3, i), line.missedCallFrom(number(3, i)));
    }

    await()
        .atMost(SOON)
        .until(() -> hungUp.keySet().stream().allMatch(n -> line.people.times(n) > 0));

    List<Long> waits =
        hungUp.entrySet().stream()
            .map(one -> (line.people.firstNanos(one.getKey()) - one.getValue()) / 1_000_000)
            .sorted()
            .toList();
    System.out.printf(
        "callback: hang-up to ringing, ms: median %d, p95 %d, most %d%n",
        waits.get(9), waits.get(18), waits.getLast());
    assertThat(Duration.ofMillis(waits.get(18))).isLessThan(PROMISE);
    hungUp.keySet().forEach(number -> line.awaitState(number, "done confirmed"));
  }
}
