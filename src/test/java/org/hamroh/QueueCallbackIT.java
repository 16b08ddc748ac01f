package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A place in the queue that is kept by a call back, with the whole product, a real Asterisk and
/// real telephones: the caller, the carrier's, the operator's.
@Timeout(400)
final class QueueCallbackIT {

  private static final String CALLER = "+992900000001";
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path folder;

  private static JsonNode onlyCallback(TestHotline hotline) {
    return await()
        .atMost(SOON)
        .until(() -> hotline.api("/callbacks").path("callbacks"), all -> all.size() == 1)
        .get(0);
  }

  /// Chooses Tajik, and an operator.
  private static TelephoneCall toTheQueue(Telephone phone, String number) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("welcome", "language-choice"), SOON);
    call.press('1');
    call.hear(Set.of("main-menu", "closed-menu"), SOON);
    call.press('0');
    return call;
  }

  @Test
  void whoLetsGoKeepsThePlaceAndTheOperatorIsGivenACallerWhoIsThere() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op1 = hotline.operator(1);
        Telephone carrier = hotline.carrier();
        Telephone phone = hotline.caller()) {
      TelephoneCall first = toTheQueue(phone, "+992900000009");
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      assertThat(first.isUp()).isTrue();

      Instant arrived = Instant.now();
      TelephoneCall caller = toTheQueue(phone, CALLER);
      caller.hear(Set.of("queue-offer"), SOON);
      caller.press('1');
      caller.hear(Set.of("callback-number"), SOON);
      caller.press('1');
      caller.hear(Set.of("callback-time"), SOON);
      caller.press('1');
      caller.hear(Set.of("callback-safe"), SOON);
      caller.press('1');
      caller.hear(Set.of("callback-booked"), SOON);
      caller.awaitHangup(SOON);

      JsonNode row = onlyCallback(hotline);
      assertThat(row.path("kind").asString()).isEqualTo("queue");
      assertThat(row.path("state").asString()).isEqualTo("waiting");
      assertThat(row.path("queue").asString()).isEqualTo("queue-general");
      assertThat(Instant.parse(row.path("askedAt").asString()))
          .as("the place is by first arrival")
          .isBetween(arrived.minusSeconds(2), arrived.plusSeconds(3));
      TelephoneCall later = toTheQueue(phone, "+992900000008");
      await().atMost(SOON).until(() -> hotline.api("/queue").path("waiting").size() == 1);

      talk.hangUp();
      endWrapUp(hotline);
      TelephoneCall rung = carrier.awaitCall(SOON);
      assertThat(rung.dialed()).contains(CALLER);
      rung.ring();
      rung.answer();
      rung.hear(Set.of("callback-hello-wanted"), SOON);
      rung.press('1');

      TelephoneCall offered = op1.awaitCall(SOON);
      assertThat(rung.isUp()).as("the caller is there before the operator answers").isTrue();
      offered.answer();
      rung.say(Duration.ofMillis(500));
      offered.hearAnything(SOON);
      JsonNode queue = hotline.api("/queue");
      assertThat(queue.path("talking").size()).isEqualTo(1);
      assertThat(queue.path("talking").get(0).path("call").asString()).startsWith("hamroh-back");
      assertThat(later.isUp()).as("who came later waits on").isTrue();
      assertThat(names(later)).doesNotContain("goodbye");

      offered.hangUp();
      endWrapUp(hotline);
      op1.awaitCall(SOON).answer();
      await()
          .atMost(SOON)
          .until(() -> onlyCallback(hotline).path("state").asString().equals("done"));
    }
  }

  /// The operator has finished what was to be written down after the talk.
  private static void endWrapUp(TestHotline hotline) {
    await()
        .atMost(SOON)
        .until(
            () ->
                hotline
                    .api("/operators")
                    .valueStream()
                    .anyMatch(one -> one.path("state").asString().equals("wrap-up")));
    hotline.post("/operators/op1/state", "{\"state\": \"wrap-up-done\"}");
  }

  private static List<String> names(TelephoneCall call) {
    return call.heard().stream().map(Heard::name).toList();
  }
}
