package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Somebody gives up in the queue and is brought back from the day's list, with the whole product,
/// a real Asterisk and real telephones.
@Timeout(240)
final class DayIT {

  private static final String CALLER = "+992900000017";
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path folder;

  private static JsonNode list(TestHotline hotline, String name) {
    for (JsonNode list : hotline.api("/day").path("lists")) {
      if (list.path("list").asString().equals(name)) {
        return list.path("items");
      }
    }
    throw new AssertionError("no list " + name);
  }

  @Test
  void whoGaveUpInTheQueueIsRecalledFromTheListAndGoneWhenReached() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op1 = hotline.operator(1);
        Telephone carrier = hotline.carrier();
        Telephone phone = hotline.caller()) {
      try (TelephoneCall call = phone.call("700", Caller.of(CALLER))) {
        call.hear(Set.of("welcome", "language-choice"), SOON);
        call.press('1');
        call.hear(Set.of("main-menu", "closed-menu"), SOON);
        call.press('0');
        TelephoneCall rings = op1.awaitCall(SOON);
        rings.ring();
        assertThat(list(hotline, "waiting").size()).isEqualTo(1);
      }

      JsonNode lost =
          await()
              .atMost(SOON)
              .until(() -> list(hotline, "lost"), items -> items.size() == 1)
              .get(0);
      assertThat(lost.path("callable").asBoolean()).isTrue();
      assertThat(lost.path("what").asString()).isEqualTo("queue");
      assertThat(hotline.api("/day").toString()).doesNotContain(CALLER.substring(4));
      hotline.post("/day/lost/" + lost.path("id").asString() + "/recall", "{}");

      TelephoneCall rung = carrier.awaitCall(SOON);
      assertThat(rung.dialed()).contains(CALLER);
      rung.answer();
      rung.hear(Set.of("callback-hello-safe", "callback-hello-wanted"), SOON);
      rung.press('1');
      TelephoneCall offered = op1.awaitCall(SOON);
      offered.answer();
      rung.say(Duration.ofMillis(500));
      offered.hearAnything(SOON);
      offered.hangUp();
      rung.hangUp();

      await().atMost(SOON).until(() -> list(hotline, "callbacks").isEmpty());
      assertThat(list(hotline, "lost").isEmpty()).isTrue();
      assertThat(Files.readString(folder.resolve("server.log")))
          .doesNotContain(CALLER.substring(4));
    }
  }
}
