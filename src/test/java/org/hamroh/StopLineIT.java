package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.hamroh.contact.Subscriptions;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.sms.MessageStore;
import org.hamroh.sms.SmsText;
import org.hamroh.store.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A missed call to 702 on a real Asterisk, in the middle of a broadcast: nothing more of it leaves
/// for that number, and the person is told so once.
@Timeout(240)
final class StopLineIT {

  private static final String LINE = "702";
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int PEOPLE = 60;
  private static final int PER_SECOND = 4;
  private static final String NEWS = "Хабари нав аз иттифоқ";

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;

  @BeforeAll
  static void start() throws Exception {
    hotline =
        TestHotline.start(
            folder,
            settings ->
                settings
                        .replace("window: 50", "window: 1")
                        .replace("segmentsPerSecond: 100", "segmentsPerSecond: " + PER_SECOND)
                    + "\ngate: {hours: {from: \"00:00\", until: \"00:00\"}}\n");
    phone = hotline.caller();
  }

  @AfterAll
  static void stop() throws Exception {
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  @Test
  void whoRingsTheStopLineInMidBroadcastGetsNothingMoreOfItAndIsToldOnce() {
    broadcast();
    String last = number(PEOPLE - 1);
    await().atMost(SOON).until(() -> taken().size() > 3);

    ring(last);
    await().atMost(SOON).until(() -> wayOfStop(last), "missed-call"::equals);
    int leftByThen = taken().size();
    ring(last);
    ring(last);
    await().atMost(SOON).until(() -> missedCalls() == 3);

    assertThat(leftByThen).as("the broadcast was still running").isLessThan(PEOPLE);
    await().atMost(Duration.ofSeconds(90)).until(() -> bulkLeft() == 0);
    await().atMost(SOON).until(() -> to(last).size() == 1);
    assertThat(to(last).getFirst()).startsWith("Подписка отменена");
    assertThat(to(number(PEOPLE - 2))).containsExactly(NEWS);
    assertThat(stateOfBulk(last)).isEqualTo("refused");
  }

  private static void ring(String number) {
    TelephoneCall call = phone.dial(LINE, Caller.of(number));
    call.awaitRinging(SOON);
    call.hangUp();
    call.awaitHangup(SOON);
  }

  private static void broadcast() {
    Instant now = Instant.now();
    List<MessageStore.Draft> drafts =
        IntStream.range(0, PEOPLE)
            .mapToObj(
                i ->
                    new MessageStore.Draft(
                        new PhoneNumber(number(i)), "tg", SmsText.of(NEWS), "main"))
            .toList();
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      // Whoever never asked for texts gets none about their end either.
      new Subscriptions(store, Clock.systemUTC())
          .add(new PhoneNumber(number(PEOPLE - 1)), "ru", "TJ", "news");
      store.write(
          handle -> {
            handle.execute(
                """
                insert into campaign (id, name, state, audience, created_by, created_at, frozen_from,
                  frozen_until, asked, opted_out, without_consent, without_route, without_text)
                values (1, 'News', 'running', '{}', 'manija', ?, 0, 0, ?, 0, 0, 0, 0)
                """,
                now.toEpochMilli(),
                PEOPLE);
            return MessageStore.queueBulk(handle, 1, drafts, now.plusSeconds(3_600), now);
          });
    }
  }

  private static String number(int i) {
    return "+99290%07d".formatted(2_000 + i);
  }

  private static List<TakenSubmit> taken() {
    return hotline.texts();
  }

  private static List<String> to(String number) {
    return taken().stream()
        .filter(one -> number.endsWith(one.destination()))
        .map(one -> new String(one.octets(), StandardCharsets.UTF_16BE))
        .toList();
  }

  private static String wayOfStop(String number) {
    return ask("select way from opt_out where number = '" + number + "'");
  }

  private static String stateOfBulk(String number) {
    return ask("select state from message where campaign_id = 1 and number = '" + number + "'");
  }

  private static int bulkLeft() {
    return Integer.parseInt(
        ask(
            "select count(*) from message where campaign_id = 1 and state in ('queued', 'sending')"));
  }

  private static long missedCalls() {
    return hotline.calls().stream()
        .filter(call -> call.path("dialedNumber").asString("").equals(LINE))
        .filter(call -> !call.path("endedAt").isNull())
        .count();
  }

  private static String ask(String question) {
    try (Database store = Database.open(folder.resolve("hamroh.db"))) {
      return store.read(
          handle -> handle.createQuery(question).mapTo(String.class).findOne().orElse(""));
    }
  }
}
