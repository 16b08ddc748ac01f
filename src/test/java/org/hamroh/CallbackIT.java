package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackStore;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The missed-call line with the whole product, a real Asterisk and real telephones as the carrier:
/// who rings and hangs up is rung, once, whatever happens meanwhile.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
final class CallbackIT {

  /// What is promised when a line is free.
  private static final Duration PROMISE = Duration.ofSeconds(20);

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String LINE = "701";

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static RungPeople people;

  @BeforeAll
  static void start() throws Exception {
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings.replace(
                    "# callbacks: {lines: 8, reservedForInbound: 4, ringSeconds: 30}",
                    "callbacks: {lines: 40, reservedForInbound: 10, ringSeconds: 12}"));
    phone = hotline.caller();
    people = new RungPeople(hotline.carrier());
  }

  @AfterAll
  static void stop() throws Exception {
    if (people != null) {
      people.close();
    }
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  private static String number(int group, int nth) {
    return "+99290000%d%03d".formatted(group, nth);
  }

  /// Rings the line and hangs up.
  ///
  /// @return when
  private static long missedCallFrom(String number) {
    TelephoneCall call = phone.dial(LINE, Caller.of(number));
    call.awaitRinging(SOON);
    call.hangUp();
    long when = System.nanoTime();
    call.awaitHangup(SOON);
    return when;
  }

  /// Answers, presses the key, and hangs up.
  private static void answers(String number, TelephoneCall call) {
    call.ring();
    call.answer();
    call.hear(Set.of("callback-hello-missed"), SOON);
    call.press('1');
    call.hear(Set.of("language-choice", "main-menu"), SOON);
    call.hangUp();
  }

  /// The states of the calls that are owed, by number.
  private static Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    ask(
        "select number, state, why from callback",
        row -> states.put(row.getString(1), row.getString(2) + " " + row.getString(3)));
    return states;
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static void ask(String question, Row each) {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hamroh.db"));
        Statement statement = store.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        each.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String state(String number) {
    return states().getOrDefault(number, "");
  }

  private static void awaitState(String number, String state) {
    await().atMost(SOON).until(() -> state(number), state::equals);
  }

  private static List<JsonNode> records(boolean outgoing) {
    return hotline.calls().stream()
        .filter(call -> call.path("outgoing").asBoolean(false) == outgoing)
        .toList();
  }

  @Test
  @Order(1)
  void whoRingsAndHangsUpIsRungAndHearsTheMenuAfterAKey() {
    String number = number(1, 1);
    List<String> froms = Collections.synchronizedList(new ArrayList<>());
    people.when(
        number,
        (who, call) -> {
          froms.add(call.from());
          answers(who, call);
        });

    missedCallFrom(number);
    awaitState(number, "done confirmed");

    assertThat(people.times(number)).isEqualTo(1);
    assertThat(froms).singleElement().asString().contains("+992900000700");
    JsonNode missed =
        await().atMost(SOON).until(() -> records(false), all -> all.size() == 1).getFirst();
    JsonNode back =
        await()
            .atMost(SOON)
            .until(
                () -> records(true),
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
    people.when(busy, (who, call) -> call.reject(486));
    expected.put(busy, "waiting busy");
    String silent = number(2, 2);
    people.when(silent, (who, call) -> call.awaitHangup(SOON)); // Trying, and not a word more
    expected.put(silent, "waiting no-answer");
    String ringsOnly = number(2, 3);
    people.when(
        ringsOnly,
        (who, call) -> {
          call.ring();
          call.awaitHangup(SOON);
        });
    expected.put(ringsOnly, "waiting no-answer");
    String refuses = number(2, 4);
    people.when(
        refuses,
        (who, call) -> {
          call.ring();
          call.stay(Duration.ofSeconds(4));
          call.reject(603);
        });
    expected.put(refuses, "waiting refused");
    String off = number(2, 5);
    people.when(off, (who, call) -> call.reject(480));
    expected.put(off, "waiting unreachable");
    String blocked = number(2, 6);
    people.when(blocked, (who, call) -> call.reject(503));
    expected.put(blocked, "texted blocked");
    String vanishes = number(2, 7);
    people.when(
        vanishes,
        (who, call) -> {
          call.ring();
          call.answer();
          call.hearAnything(SOON);
          call.hangUp();
        });
    expected.put(vanishes, "waiting unconfirmed");
    String slow = number(2, 8);
    people.when(
        slow,
        (who, call) -> {
          call.ring();
          call.stay(Duration.ofSeconds(8));
          answers(who, call);
        });
    expected.put(slow, "done confirmed");
    String machine = number(2, 9);
    people.when(
        machine,
        (who, call) -> {
          call.answer();
          call.say(Duration.ofSeconds(2));
          call.awaitHangup(Duration.ofMinutes(2));
        });
    expected.put(machine, "waiting unconfirmed");

    try (Telephone operator = hotline.operator(1)) {
      expected.keySet().forEach(CallbackIT::missedCallFrom);
      await()
          .atMost(Duration.ofSeconds(110))
          .untilAsserted(() -> assertThat(states()).containsAllEntriesOf(expected));

      assertThat(operatorWasRung(operator)).isFalse();
    }
    for (String number : expected.keySet()) {
      int most = number.equals(busy) ? 2 : 1; // who is busy is rung again after a minute
      assertThat(people.times(number)).as(number).isBetween(1, most);
    }
    assertThat(hotline.texts())
        .anySatisfy(text -> assertThat(text.destination()).contains(blocked.substring(1)));
    String pbxFiles =
        Files.readString(hotline.data().resolve("asterisk/log/queue_log"))
            + Files.readString(hotline.data().resolve("asterisk/log/cel-custom/hamroh.csv"))
                .replaceAll("(?m)^.*\"MissedCall\".*$", "");
    assertThat(pbxFiles).doesNotContain("992900002");
  }

  @Test
  @Order(3)
  void whoWaitsForAPersonMeetsOneAfterAKeyAndOursIsNotNamedBefore() {
    PhoneNumber number = new PhoneNumber(number(7, 1));
    BlockingQueue<TelephoneCall> answered = new LinkedBlockingQueue<>();
    people.when(
        number.e164(),
        (who, call) -> {
          call.ring();
          call.answer();
          answered.add(call);
        });

    try (Telephone operator = hotline.operator(3)) {
      owe(
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
      assertThat(state(number.e164())).isEqualTo("connected ");
      call.hangUp();
      desk.awaitHangup(SOON);
    }
    awaitState(number.e164(), "done confirmed");

    JsonNode record =
        await()
            .atMost(SOON)
            .until(
                () -> records(true).getFirst(),
                newest -> newest.path("ending").asString("").equals("ANSWERED"));
    assertThat(record.path("queue").asString()).isEqualTo("queue-wages");
    assertThat(record.path("operator").asString()).isEqualTo("op3");
  }

  private static void owe(Callback.Wish wish) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      store.write(handle -> CallbackStore.add(handle, wish, Instant.now()));
    }
  }

  @Test
  @Order(4)
  void nineteenOfTwentyAreRungWithinTwentySeconds() {
    Map<String, Long> hungUp = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      people.when(number(3, i), CallbackIT::answers);
      hungUp.put(number(3, i), missedCallFrom(number(3, i)));
    }

    await().atMost(SOON).until(() -> hungUp.keySet().stream().allMatch(n -> people.times(n) > 0));

    List<Long> waits =
        hungUp.entrySet().stream()
            .map(one -> (people.firstNanos(one.getKey()) - one.getValue()) / 1_000_000)
            .sorted()
            .toList();
    System.out.printf(
        "callback: hang-up to ringing, ms: median %d, p95 %d, most %d%n",
        waits.get(9), waits.get(18), waits.getLast());
    assertThat(Duration.ofMillis(waits.get(18))).isLessThan(PROMISE);
    hungUp.keySet().forEach(number -> awaitState(number, "done confirmed"));
  }

  @Test
  @Order(5)
  void serverThatIsKilledBetweenTheMissedCallAndTheCallBackStillCallsBackOnce() throws Exception {
    String before = number(4, 1);
    String while_ = number(4, 2);
    people.when(before, CallbackIT::answers);
    people.when(while_, CallbackIT::answers);

    missedCallFrom(before);
    hotline.killServer(); // the call back would leave two seconds after the hang-up
    missedCallFrom(while_);
    assertThat(people.times(before)).isZero();
    hotline.startServer();
    awaitState(before, "done confirmed");
    awaitState(while_, "done confirmed");

    assertThat(people.times(before)).isEqualTo(1);
    assertThat(people.times(while_)).isEqualTo(1);
  }

  @Test
  @Order(6)
  void serverThatIsKilledWhileItRingsDoesNotRingASecondTime() throws Exception {
    String number = number(5, 1);
    people.when(
        number,
        (who, call) -> {
          call.ring();
          call.awaitHangup(SOON);
        });

    missedCallFrom(number);
    await().atMost(SOON).until(() -> people.times(number) == 1);
    hotline.killServer();
    hotline.startServer();
    awaitState(number, "waiting no-answer");

    assertThat(people.times(number)).isEqualTo(1);
  }

  @Test
  @Order(7)
  void whoAnswersWhenTheServerIsDeadIsTakenByThePbxAloneAndIsReached() throws Exception {
    String number = number(5, 2);
    BlockingQueue<TelephoneCall> ringing = new LinkedBlockingQueue<>();
    people.when(
        number,
        (who, call) -> {
          call.ring();
          ringing.add(call);
        });

    missedCallFrom(number);
    TelephoneCall call = await().atMost(PROMISE).until(ringing::poll, Objects::nonNull);
    hotline.killServer();
    call.answer();
    call.hear(Set.of("too-many-errors"), SOON);
    call.hangUp();
    hotline.startServer();
    awaitState(number, "done confirmed");

    assertThat(people.times(number)).isEqualTo(1);
  }

  @Test
  @Order(8)
  void stormEndsWithOneCallEachAndNoOperatorIsRung() {
    int numbers = 200;
    int calls = 2_000;
    for (int i = 0; i < numbers; i++) {
      people.when(number(6, i), CallbackIT::answers);
    }

    try (Telephone operator = hotline.operator(2);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        String number = number(6, i % numbers);
        callers.submit(() -> missedCallFrom(number));
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
                Map<String, String> states = states();
                for (int i = 0; i < numbers; i++) {
                  assertThat(states).containsEntry(number(6, i), "done confirmed");
                }
              });

      long times = 0;
      for (int i = 0; i < numbers; i++) {
        assertThat(people.times(number(6, i))).isEqualTo(1);
        times++;
      }
      System.out.printf(
          "callback: storm of %d missed calls, %d rung once, after %d s%n",
          calls, times, (System.nanoTime() - begin) / 1_000_000_000);
      assertThat(operatorWasRung(operator)).isFalse();
    }
    List<Integer> owed = new ArrayList<>();
    ask(
        "select count(*) from callback where number like '+992900006%'",
        row -> owed.add(row.getInt(1)));
    assertThat(owed).containsExactly(numbers);
  }

  private static boolean operatorWasRung(Telephone operator) {
    try {
      operator.awaitCall(Duration.ofMillis(100)).reject(486);
      return true;
    } catch (TelephoneException nobodyRang) {
      return false;
    }
  }
}
