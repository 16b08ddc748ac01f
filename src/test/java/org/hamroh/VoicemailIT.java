package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Messages on real calls: spoken after a tone, kept sealed, heard again over the API; by callers
/// who hang up, who press nothing, and whose server dies under them.
@Timeout(240)
final class VoicemailIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /// What the test telephone says, so long that two seconds of it are surely kept.
  private static final Duration WORDS = Duration.ofSeconds(4);

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;

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

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static TelephoneCall toTheTone(String caller) {
    TelephoneCall call = phone.call("700", Caller.of(caller));
    hear(call, "tg/language-choice");
    call.press('1');
    hear(call, "tg/main-menu");
    call.press('4');
    hear(call, "tg/message-menu");
    call.press('1');
    hear(call, "tg/message-record");
    call.stay(Duration.ofSeconds(14)); // the text to its end, and the tone
    return call;
  }

  private static List<JsonNode> messages(String callerOfCall) {
    return hotline
        .api("/recordings?state=all&limit=200")
        .path("recordings")
        .valueStream()
        .filter(
            one ->
                hotline
                    .api("/calls/" + one.path("call").asString())
                    .path("call")
                    .path("id")
                    .asString()
                    .equals(callerOfCall))
        .toList();
  }

  private static String callOf(int earlierCalls) {
    await().atMost(SOON).until(() -> hotline.calls().size() > earlierCalls);
    return hotline.calls().getFirst().path("id").asString();
  }

  private static JsonNode theMessageOf(String call) {
    await()
        .atMost(SOON)
        .until(
            () ->
                messages(call).size() == 1
                    && messages(call).getFirst().path("sound").asString().equals("sealed"));
    return messages(call).getFirst();
  }

  private static List<Path> wavFiles() throws IOException {
    try (Stream<Path> files = Files.list(hotline.data().resolve("messages"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).toList();
    }
  }

  @Test
  void aMessageIsSealedHeardAgainByStaffAndItsNumberIsReadOut() throws Exception {
    int before = hotline.calls().size();
    try (TelephoneCall call = toTheTone("+992900000301")) {
      call.say(WORDS);
      call.press('*');
      hear(call, "tg/message-confirm");
      call.press('2'); // hear it again: it still lies open
      call.stay(WORDS);
      hear(call, "tg/message-confirm");
      call.press('1');
      hear(call, "tg/message-saved");
      hear(call, "tg/goodbye"); // after the number of the message
    }

    String id = callOf(before);
    JsonNode message = theMessageOf(id);
    byte[] sound = hotline.sound("/recordings/" + message.path("id").asString() + "/audio");

    assertThat(message.path("kind").asString()).isEqualTo("message");
    assertThat(message.path("language").asString()).isEqualTo("tg");
    assertThat(message.path("callable").asBoolean()).isTrue();
    assertThat(message.path("receipt").asString()).matches("[0-9]{6}");
    assertThat(message.path("lengthMillis").asLong()).isBetween(2_000L, 9_000L);
    assertThat(seconds(sound)).isBetween(2.0, 9.0);
    assertThat(crossings(sound)).isBetween(840, 920);
    assertThat(wavFiles()).isEmpty();
    assertThat(
            Files.readAllBytes(
                hotline.data().resolve("messages/" + message.path("id").asString() + ".sealed")))
        .hasSize(sound.length + 28)
        .isNotEqualTo(sound);
    assertThat(hotline.api("/calls/" + id).toString()).contains("message-receipt");
  }

  @Test
  void whoHangsUpAfterTheToneHasLeftWhatWasSaid() throws Exception {
    int before = hotline.calls().size();
    try (TelephoneCall call = toTheTone("+992900000302")) {
      call.say(WORDS);
      call.hangUp();
    }

    String id = callOf(before);
    JsonNode message = theMessageOf(id);

    assertThat(crossings(hotline.sound("/recordings/" + message.path("id").asString() + "/audio")))
        .isBetween(840, 920);
    await()
        .atMost(SOON)
        .until(() -> hotline.api("/calls/" + id).path("call").path("paidMillis").asLong() > 10_000);
    assertThat(hotline.api("/calls/" + id).path("call").path("ending").asString())
        .isEqualTo("LEFT_MESSAGE");
  }

  @Test
  void aServerKilledWhileSomebodySpeaksLosesNoWordAndMakesOneTask() throws Exception {
    int before = hotline.calls().size();
    try (TelephoneCall call = toTheTone("+992900000303")) {
      call.say(Duration.ofSeconds(2));
      hotline.killServer();
      call.say(Duration.ofSeconds(2));
      call.hangUp();
    }
    hotline.startServer();

    JsonNode message = theMessageOf(callOf(before));

    assertThat(message.path("kind").asString()).isEqualTo("message");
    assertThat(message.path("callable").asBoolean()).isTrue();
    assertThat(crossings(hotline.sound("/recordings/" + message.path("id").asString() + "/audio")))
        .isBetween(840, 920);
    assertThat(wavFiles()).isEmpty();
  }

  @Test
  void whoNeverPressesAnythingIsAskedOnceInBothLanguagesAndWhatIsSaidIsKept() throws Exception {
    int before = hotline.calls().size();
    try (TelephoneCall call = phone.call("700", Caller.of("+992900000304"))) {
      call.sendContinuously(); // as a telephone does, also while nobody speaks
      // Nobody is logged in: the queue cannot serve, so the caller is asked to just speak.
      hear(call, "tg/main-menu");
      hear(call, "ru/too-many-errors");
      hear(call, "tg/closed-menu");
      hear(call, "ru/no-key-speak");
      call.stay(Duration.ofSeconds(9));
      call.say(WORDS);
      hear(call, "ru/message-saved");
      hear(call, "tg/goodbye");
      assertThat(call.heard().stream().map(Heard::name).filter("tg/no-key-speak"::equals))
          .hasSize(1);
    }

    String id = callOf(before);
    JsonNode message = theMessageOf(id);
    await()
        .atMost(SOON)
        .until(() -> !hotline.api("/calls/" + id).path("call").path("ending").isNull());
    JsonNode call = hotline.api("/calls/" + id).path("call");

    assertThat(message.path("kind").asString()).isEqualTo("no-key");
    assertThat(message.path("urgent").asBoolean()).isTrue();
    assertThat(call.path("withoutKeys").asBoolean()).isTrue();
    assertThat(call.path("paidMillis").asLong()).isGreaterThan(30_000);
    JsonNode totals = hotline.api("/calls/totals");
    assertThat(totals.path("withoutKeys").asInt()).isEqualTo(1);
    assertThat(totals.path("withoutKeysServed").asInt()).isEqualTo(1);
    assertThat(totals.path("paidMillis").asLong()).isGreaterThan(30_000);
  }

  private static double seconds(byte[] wav) {
    return (wav.length - 44) / 16_000.0;
  }

  /// How often the sound crosses zero in its second second: twice for each wave of a tone. The
  /// telephone says 440 Hz.
  private static int crossings(byte[] wav) {
    int crossings = 0;
    for (int i = 44 + 16_002; i + 1 < Math.min(wav.length, 44 + 32_000); i += 2) {
      if (wav[i - 1] < 0 != wav[i + 1] < 0) {
        crossings++;
      }
    }
    return crossings;
  }
}
