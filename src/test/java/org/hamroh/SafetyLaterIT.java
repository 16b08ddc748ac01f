package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What people ask for themselves leads to them, too: a message that wants an answer, a place in
/// the queue that was given up, a text of theirs, a key for a text. Whoever has told us "never" is
/// reached by none of these, and no answer says why.
@Timeout(240)
final class SafetyLaterIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String NEVER = "+992900000711";

  /// Has told us nothing: what reaches this one shows that the ways are open.
  private static final String FREE = "+992900000712";

  @TempDir private static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;
  private static Telephone op1;

  @BeforeAll
  static void start() throws Exception {
    hotline =
        TestHotline.start(
            folder, settings -> settings + "gate: {hours: {from: \"00:00\", until: \"00:00\"}}\n");
    phone = hotline.caller();
    op1 = hotline.operator(1);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {op1, phone, hotline}) {
      if (one != null) {
        one.close();
      }
    }
  }

  private static TelephoneCall atTheMainMenu(String number) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("tg/language-choice"), SOON);
    call.press('1');
    call.hear(Set.of("tg/main-menu"), SOON);
    return call;
  }

  private static void leavesAMessage(String number) {
    try (TelephoneCall call = atTheMainMenu(number)) {
      call.press('4');
      call.hear(Set.of("tg/message-menu"), SOON);
      call.press('1');
      call.hear(Set.of("tg/message-record"), SOON);
      call.stay(Duration.ofSeconds(14)); // the text to its end, and the tone
      call.say(Duration.ofSeconds(3));
      call.press('*');
      call.hear(Set.of("tg/message-confirm"), SOON);
      call.press('1');
      call.hear(Set.of("tg/message-saved"), SOON);
    }
  }

  private static void givesUpInTheQueue(String number) {
    try (TelephoneCall call = phone.call("700", Caller.of(number))) {
      call.hear(Set.of("tg/welcome"), SOON);
      call.press('0');
      op1.awaitCall(SOON).ring();
    }
  }

  private static JsonNode newest() {
    return await()
        .atMost(SOON)
        .until(
            hotline::calls,
            calls -> !calls.isEmpty() && !calls.getFirst().path("endedAt").asString("").isEmpty())
        .getFirst();
  }

  private static JsonNode lost() {
    for (JsonNode list : hotline.api("/day").path("lists")) {
      if (list.path("list").asString().equals("lost")) {
        return list.path("items");
      }
    }
    throw new AssertionError("no list of the lost");
  }

  private static String threadOf(String key) {
    for (JsonNode thread : hotline.api("/inbox").path("threads")) {
      if (thread.path("caller").asString().equals(key)) {
        return thread.path("id").asString();
      }
    }
    return "";
  }

  private static long textsTo(String number) {
    return hotline.texts().stream()
        .map(TakenSubmit::destination)
        .filter(number.substring(1)::equals)
        .count();
  }

  private static void isRefusedWithoutAReason(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(409, 422);
    assertThat(answer.body().toLowerCase(Locale.ROOT))
        .doesNotContain("safety", "unsafe", "danger", "shared", "violen", "gate-safety");
  }

  @Test
  void whatWasAskedForLeadsToNobodyWhoHasSaidNever() {
    leavesAMessage(NEVER);
    JsonNode message =
        await()
            .atMost(SOON)
            .until(
                () -> hotline.api("/recordings?state=all&limit=20").path("recordings"),
                all -> all.size() == 1 && all.get(0).path("sound").asString().equals("sealed"))
            .get(0);
    givesUpInTheQueue(NEVER);
    JsonNode left =
        await().atMost(SOON).until(SafetyLaterIT::lost, items -> items.size() == 1).get(0);
    String key = newest().path("caller").asString();
    hotline.post("/callers/" + key + "/safety", "{\"calls\":\"no\",\"texts\":\"no\"}");

    isRefusedWithoutAReason(
        hotline.wish(
            "/recordings/" + message.path("id").asString() + "/callback",
            "application/json",
            "{}",
            ""));
    isRefusedWithoutAReason(
        hotline.wish(
            "/day/lost/" + left.path("id").asString() + "/recall", "application/json", "{}", ""));

    for (String number : List.of(NEVER, FREE)) {
      hotline.writesToUs(number.substring(1), "ҶОЙИ КОР");
    }
    await().atMost(SOON).until(() -> textsTo(FREE) > 0);
    hotline.writesToUs(NEVER.substring(1), "Ассалом, ман савол дорам");
    String thread = await().atMost(SOON).until(() -> threadOf(key), found -> !found.isEmpty());
    isRefusedWithoutAReason(
        hotline.wish(
            "/inbox/" + thread + "/answer", "application/json", "{\"text\":\"Come at five\"}", ""));

    try (TelephoneCall call = phone.call("700", Caller.of(NEVER))) {
      call.hear(Set.of("tg/main-menu"), SOON);
      call.press('3');
      call.hear(Set.of("tg/topics-menu"), SOON);
      call.press('1');
      call.hear(Set.of("tg/work-menu"), SOON);
      call.press('1');
      call.hear(Set.of("tg/wages-info-1"), SOON);
      call.press('2');
      call.hear(Set.of("tg/sms-not-sent"), SOON);
    }

    assertThat(textsTo(NEVER)).isZero();
    assertThat(hotline.api("/callbacks").toString()).doesNotContain("dialling", "connected");
  }
}
