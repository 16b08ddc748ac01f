package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The shipped hotline, called by real telephones through a real Asterisk.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HotlineIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static int callers;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(folder);
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

  private static TelephoneCall ring(String number) {
    callers++;
    return phone.call(number, Caller.of("+9929000001%02d".formatted(callers)));
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  /// The record of the newest call, once it is closed.
  private static JsonNode lastRecord(Set<String> before) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                hotline.calls().stream()
                    .filter(call -> !before.contains(call.path("id").asString()))
                    .filter(call -> !call.path("endedAt").isNull())
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static Set<String> known() {
    Set<String> ids = new HashSet<>();
    hotline.calls().forEach(call -> ids.add(call.path("id").asString()));
    return ids;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asString()));
    return texts;
  }

  private static List<Path> messages() throws IOException {
    try (Stream<Path> files = Files.list(hotline.data().resolve("messages"))) {
      return files.toList();
    }
  }

  @Test
  @Order(1)
  void aCallerWhoChoosesRussianHearsRussianAndReachesAPersonWhoIsOnRecord() {
    Set<String> before = known();

    try (Telephone operator = hotline.operator(1);
        TelephoneCall call = ring("700")) {
      hear(call, "tg/welcome");
      hear(call, "tg/language-choice");
      call.press('2');
      hear(call, "ru/main-menu");
      call.press('2');
      hear(call, "ru/privacy");
      TelephoneCall desk = operator.awaitCall(SOON);
      desk.ring();
      desk.answer();
      call.hearAnything(SOON);
      desk.say(Duration.ofMillis(1_200));
      call.hangUp();
      desk.awaitHangup(SOON);
    }

    JsonNode record = lastRecord(before);
    assertThat(record.path("ending").asString()).isEqualToIgnoringCase("answered");
    assertThat(record.path("language").asString()).isEqualTo("ru");
    assertThat(record.path("operator").asString()).isEqualTo("op1");
    assertThat(record.path("queue").asString()).isEqualTo("queue-general");
    assertThat(texts(record.path("path")))
        .containsExactly("start", "charge", "again", "front", "main", "operator");
    assertThat(record.toString()).doesNotContain("9929000001");
  }

  @Test
  @Order(2)
  void wrapUpFollowsAndThePbxRingsTheOperatorNoMoreUntilItEnds() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(hotline.api("/queue").path("operators"))
                    .anySatisfy(
                        one -> {
                          assertThat(one.path("id").asString()).isEqualTo("op1");
                          assertThat(one.path("wanted").asString()).isEqualTo("wrap-up");
                        }));
  }

  @Test
  @Order(3)
  void whoPressesNothingReachesPeople() {
    Set<String> before = known();

    try (TelephoneCall call = ring("700")) {
      hear(call, "tg/language-choice");
      hear(call, "tg/no-input");
      hear(call, "tg/language-choice");
      hear(call, "tg/main-menu"); // once: there seem to be no keys
      hear(call, "tg/too-many-errors");
      hear(call, "ru/too-many-errors");
      hear(call, "tg/privacy");
    }

    JsonNode record = lastRecord(before);
    assertThat(record.path("silences").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(record.path("keys")).isEmpty();
    assertThat(record.path("withoutKeys").asBoolean()).isTrue();
    assertThat(record.path("language").asString()).isEqualTo("tg");
  }

  @Test
  @Order(4)
  void wrongKeysAreToldAndTheThirdLeadsToPeople() {
    Set<String> before = known();

    try (TelephoneCall call = ring("700")) {
      hear(call, "tg/welcome");
      call.press('1');
      hear(call, "tg/main-menu");
      for (int i = 0; i < 3; i++) {
        call.press('7');
        hear(call, i < 2 ? "tg/invalid" : "tg/too-many-errors");
      }
      hear(call, "tg/privacy");
    }

    JsonNode record = lastRecord(before);
    long wrong = 0;
    for (JsonNode key : record.path("keys")) {
      wrong += key.path("wrong").asBoolean() ? 1 : 0;
    }
    assertThat(wrong).isEqualTo(3);
  }

  @Test
  @Order(5)
  void whoHangsUpAtAnyStepIsOnRecordAsHavingHungUpInTheMenu() {
    List<String> way = List.of("welcome", "main-menu", "topics-menu", "work-menu");
    List<String> keys = List.of("1", "3", "1", "1");
    for (int last = 0; last < way.size(); last++) {
      Set<String> before = known();

      try (TelephoneCall call = ring("700")) {
        for (int i = 0; i <= last; i++) {
          hear(call, "tg/" + way.get(i));
          if (i < last) {
            call.press(keys.get(i).charAt(0));
          }
        }
      }

      JsonNode record = lastRecord(before);
      assertThat(record.path("ending").asString())
          .as("hung up at " + way.get(last))
          .isEqualToIgnoringCase("hung_up_in_menu");
      int between = last > 0 ? 3 : 0; // who pays, whether the line broke, the hours
      assertThat(record.path("path").size()).isEqualTo(last + 1 + between);
    }
  }

  @Test
  @Order(6)
  void aVoiceMessageIsKeptAndOnRecord() throws Exception {
    Set<String> before = known();

    try (TelephoneCall call = ring("700")) {
      hear(call, "tg/welcome");
      call.press('1');
      hear(call, "tg/main-menu");
      call.press('4');
      hear(call, "tg/message-menu");
      call.press('1');
      hear(call, "tg/message-record");
      await().atMost(SOON).until(() -> !messages().isEmpty()); // it records
      call.say(Duration.ofSeconds(3));
      call.press('*');
      hear(call, "tg/message-confirm");
      call.press('1');
      hear(call, "tg/message-saved");
    }

    JsonNode record = lastRecord(before);
    assertThat(record.path("ending").asString()).isEqualToIgnoringCase("left_message");
    assertThat(messages())
        .anySatisfy(
            file -> {
              assertThat(file.getFileName().toString())
                  .startsWith(record.path("id").asString().replace('.', '-'));
              assertThat(Files.size(file)).isGreaterThan(16_000); // a second at 8 kHz, 16 bit
            });
  }

  @Test
  @Order(7)
  void dangerReachesItsOwnQueueFirstAndWithoutThePrivacyText() {
    Set<String> before = known();

    try (Telephone operator = hotline.operator(2);
        TelephoneCall call = ring("700")) {
      hear(call, "tg/welcome");
      call.press('1');
      hear(call, "tg/main-menu");
      call.press('1');
      hear(call, "tg/danger-connect");
      TelephoneCall desk = operator.awaitCall(SOON);
      desk.answer();
      desk.stay(Duration.ofMillis(500));
      desk.hangUp();
      assertThat(call.heard()).extracting(Heard::name).doesNotContain("tg/privacy");
    }

    JsonNode record = lastRecord(before);
    assertThat(record.path("queue").asString()).isEqualTo("queue-danger");
    assertThat(record.path("ending").asString()).isEqualToIgnoringCase("answered");
  }

  @Test
  @Order(8)
  void whoPaysForTheCallIsAskedNothingAfterTheTalkAndTheLanguageChangesByOneKey() {
    Set<String> before = known();

    try (Telephone operator = hotline.operator(4);
        TelephoneCall call = ring("700")) {
      hear(call, "tg/welcome");
      call.press('1');
      hear(call, "tg/main-menu");
      call.press('8');
      hear(call, "ru/main-menu");
      call.press('2');
      TelephoneCall desk = operator.awaitCall(SOON);
      desk.answer();
      desk.stay(Duration.ofMillis(500));
      desk.hangUp();
      call.awaitHangup(SOON);
      assertThat(call.heard()).noneMatch(heard -> heard.name().contains("survey"));
    }

    JsonNode record = lastRecord(before);
    assertThat(record.path("ending").asString()).isEqualToIgnoringCase("answered");
    assertThat(record.path("language").asString()).isEqualTo("ru");
    assertThat(record.path("answers")).isEmpty();
  }

  @Test
  @Order(9)
  void theAnnouncementOfTheDayHasANumberOfItsOwn() {
    try (TelephoneCall call = ring("704")) {
      Heard heard =
          call.hear(
              Set.of(
                  "tg/psa-legal-travel",
                  "tg/psa-wages",
                  "tg/psa-forced-labour",
                  "tg/psa-women-families"),
              SOON);

      assertThat(heard.name()).startsWith("tg/psa-");
    }
  }

  @Test
  @Order(10)
  void whoRingsAgainGoesOnWhereTheLineBroke() {
    Set<String> before = known();
    String number = "+992900000199";
    try (TelephoneCall call = phone.call("700", Caller.of(number))) {
      hear(call, "tg/welcome");
      call.press('2');
      hear(call, "ru/main-menu");
      call.press('3');
      hear(call, "ru/keys-hint");
      call.press('1');
      hear(call, "ru/work-menu");
      call.press('1');
      hear(call, "ru/wages-info-1");
    }
    JsonNode broke = lastRecord(before);

    try (TelephoneCall call = phone.call("700", Caller.of(number))) {
      hear(call, "ru/welcome");
      call.hear(Set.of("ru/resume-offer"), Duration.ofSeconds(30));
      call.press('5');
      hear(call, "ru/wages-info-1");
    }

    assertThat(broke.path("drop").path("place").asString()).isEqualTo("work/wages");
  }

  @Test
  @Order(11)
  void aServerKilledInMidCallLosesNoCallerAndNoRecord() throws Exception {
    Set<String> before = known();
    List<TelephoneCall> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TelephoneCall call = ring("700");
      calls.add(call);
      hear(call, "tg/welcome");
    }

    hotline.killServer();

    long killed = System.nanoTime();
    for (TelephoneCall call : calls) {
      call.hear(Set.of("too-many-errors", "technical-problem"), Duration.ofSeconds(5));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
    for (TelephoneCall call : calls.subList(0, 4)) {
      call.hangUp();
    }

    try (Telephone operator = hotline.operator(3)) {
      TelephoneCall desk = operator.awaitCall(Duration.ofSeconds(40));
      desk.answer();
      desk.stay(Duration.ofMillis(800));
      desk.hangUp();
    }
    calls.subList(4, 8).forEach(TelephoneCall::hangUp);
    hotline.startServer();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              List<JsonNode> records =
                  hotline.calls().stream()
                      .filter(call -> !before.contains(call.path("id").asString()))
                      .toList();
              assertThat(records).hasSize(8);
              assertThat(records)
                  .allSatisfy(
                      record -> {
                        assertThat(record.path("endedAt").isNull()).isFalse();
                        assertThat(record.path("safetyNet").asBoolean()).isTrue();
                      });
              List<String> endings =
                  records.stream().map(one -> one.path("ending").asString()).sorted().toList();
              assertThat(endings.stream().filter("answered"::equalsIgnoreCase)).hasSize(1);
              assertThat(endings).noneMatch("unknown"::equalsIgnoreCase);
            });
  }
}
