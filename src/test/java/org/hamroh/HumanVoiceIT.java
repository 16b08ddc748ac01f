package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
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

/// A person rings 703 of the shipped hotline and lends it a voice; a telephone that knows both
/// voices by their content tells which one callers hear.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HumanVoiceIT {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String PIN = "402917";

  @TempDir static Path folder;
  @TempDir static Path heard;
  private static TestHotline hotline;
  private static int staffNumber;
  private static int callers;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(folder);
    hotline.post(
        "/users",
        "{\"login\":\"gulnora\",\"roles\":[\"voice\"],\"language\":\"tg\",\"extension\":\"op1\"}");
    staffNumber =
        hotline
            .post("/recording/pins", "{\"login\":\"gulnora\",\"pin\":\"" + PIN + "\"}")
            .path("number")
            .asInt();
  }

  @AfterAll
  static void stop() throws Exception {
    if (hotline != null) {
      hotline.close();
    }
  }

  private static Caller caller() {
    callers++;
    return Caller.of("+9929000002%02d".formatted(callers));
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static int numberOf(String sound) {
    return StreamSupport.stream(hotline.api("/prompts/tg").path("items").spliterator(), false)
        .filter(line -> line.path("sound").asString().equals(sound))
        .findFirst()
        .orElseThrow()
        .path("number")
        .asInt();
  }

  /// Somebody who reads about as long as a text takes: the voice of another language and height.
  private static Path voice(String words, int pitch) throws Exception {
    Path spoken = heard.resolve("voice-" + pitch + ".wav");
    Path telephone = heard.resolve("telephone-" + pitch + ".wav");
    run("espeak-ng", "-v", "ru", "-s", "130", "-p", "" + pitch, "-w", "" + spoken, words);
    run(
        "sox",
        "" + spoken,
        "-r",
        "8000",
        "-c",
        "1",
        "-b",
        "16",
        "" + telephone,
        "gain",
        "-n",
        "-6");
    return telephone;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /// Keeps what is played under the plain name now, as `<name>.alaw`, for an ear.
  private static void remember(Path ear, String name, String sound) throws IOException {
    Files.createDirectories(ear);
    Files.copy(folder.resolve("sounds/" + sound + ".alaw"), ear.resolve(name + ".alaw"));
  }

  private static Telephone telephone(Path ear) {
    return Telephone.open(hotline.sip(), PromptEar.of(ear, Codec.ALAW));
  }

  @Test
  @Order(1)
  void aTakeThatWasRecordedByTelephoneIsHeardByTheNextCaller() throws Exception {
    int number = numberOf("welcome");
    Path ear = heard.resolve("welcome");
    remember(ear, "stand-in", "tg/welcome");
    Path voice = voice("Здравствуйте! Это наш телефон для всех, кто далеко от дома и семьи", 30);
    try (Telephone phone = telephone(ear);
        TelephoneCall before = phone.call("700", caller())) {
      hear(before, "stand-in");
    }

    try (Telephone phone = hotline.caller();
        TelephoneCall call = phone.call("703", caller())) {
      hear(call, "tg/staff-number");
      call.press(staffNumber + "#");
      hear(call, "tg/staff-pin");
      call.press(PIN + "#");
      hear(call, "tg/record-language");
      call.press('1');
      hear(call, "tg/record-number");
      call.press(number + "#");
      hear(call, "tg/welcome");
      hear(call, "tg/record-menu");
      call.press('1');
      hear(call, "tg/record-speak");
      call.awaitSilence(Duration.ofMillis(400), SOON);
      call.play(voice);
      call.press('#');
      hear(call, "tg/record-ask");
      call.press('1');
      hear(call, "tg/record-kept");
      call.hangUp();
    }

    remember(ear, "human", "tg/welcome");
    try (Telephone phone = telephone(ear);
        TelephoneCall after = phone.call("700", caller())) {
      hear(after, "human");
    }
    JsonNode take = hotline.api("/prompts/tg/" + number + "/takes").at("/items/0");
    assertThat(take.path("how").asString()).isEqualTo("phone");
    assertThat(take.path("madeBy").asString()).isEqualTo("gulnora");
    assertThat(take.path("chosen").asBoolean()).isTrue();
    assertThat(hotline.calls())
        .isNotEmpty()
        .noneMatch(call -> call.path("dialedNumber").asString().equals("703"));
  }

  @Test
  @Order(2)
  void aRunningCallKeepsItsVoiceWhileNewCallersHearTheOther() throws Exception {
    int number = numberOf("main-menu");
    Path ear = heard.resolve("main-menu");
    remember(ear, "stand-in", "tg/main-menu");
    String words = "Если вашей жизни сейчас угрожает опасность, нажмите один. ".repeat(4);
    byte[] voice = Files.readAllBytes(voice(words, 70));

    try (Telephone phone = telephone(ear);
        TelephoneCall running = phone.call("700", caller())) {
      running.hearAnything(SOON);
      running.press('1');
      hear(running, "stand-in");
      long take =
          hotline
              .post("/prompts/tg/" + number + "/takes", "audio/wav", voice)
              .at("/take/id")
              .asLong();
      JsonNode kept = hotline.post("/takes/" + take + "/keep", "{}");
      assertThat(kept.path("trouble").asString()).isEmpty();
      running.press('*');
      hear(running, "stand-in");
    }

    remember(ear, "human", "tg/main-menu");
    try (Telephone phone = telephone(ear);
        TelephoneCall later = phone.call("700", caller())) {
      later.hearAnything(SOON);
      later.press('1');
      hear(later, "human");
    }
  }

  @Test
  @Order(3)
  void theStandInComesBackAtOnce() {
    int number = numberOf("welcome");

    hotline.post("/prompts/tg/" + number + "/stand-in", "{}");

    try (Telephone phone = telephone(heard.resolve("welcome"));
        TelephoneCall call = phone.call("700", caller())) {
      hear(call, "stand-in");
    }
  }

  @Test
  @Order(4)
  void onTheOwnTelephoneOnlyThePinIsAskedAndThreeWrongOnesEndTheCall() {
    try (Telephone operator = hotline.operator(1);
        TelephoneCall call = operator.call("703")) {
      for (int i = 0; i < 3; i++) {
        hear(call, "tg/staff-pin");
        call.press("111112#");
      }
      hear(call, "tg/staff-refused");
      call.awaitHangup(SOON);
      assertThat(call.heard()).noneMatch(one -> one.isOneOf(Set.of("tg/staff-number")));
    }
    List<JsonNode> pins =
        StreamSupport.stream(hotline.api("/recording/pins").path("items").spliterator(), false)
            .toList();
    assertThat(pins.getFirst().path("lockedUntil").isNull()).isFalse();
  }

  @Test
  @Order(5)
  void withoutTheServerTheStaffIsToldToCallLater() throws Exception {
    hotline.killServer();

    try (Telephone phone = hotline.caller();
        TelephoneCall call = phone.call("703", caller())) {
      hear(call, "tg/technical-problem");
      call.awaitHangup(SOON);
    }
  }
}
