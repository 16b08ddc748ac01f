package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Waiting in the shipped hotline, with real telephones: who is told how long it takes, what is
/// heard meanwhile, and the way out by key.
final class WaitingIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestHotline hotline;
  private Telephone phone;
  private int callers;

  /// A caller who has asked for a person.
  private TelephoneCall asksForAPerson() {
    callers++;
    TelephoneCall call = phone.call("700", Caller.of("+9929000003%02d".formatted(callers)));
    call.hear(Set.of("tg/welcome"), SOON);
    call.press('1');
    call.hear(Set.of("tg/main-menu"), SOON);
    call.press('2');
    call.hear(Set.of("tg/privacy"), SOON);
    return call;
  }

  private void talkIsOver(TelephoneCall desk) {
    desk.hangUp();
    await()
        .atMost(SOON)
        .until(() -> hotline.api("/queue").path("operators").toString().contains("wrap-up"));
    hotline.post("/operators/op1/state", "{\"state\":\"ready\"}");
    await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").isEmpty());
  }

  private int waiting() {
    return hotline.api("/queue").path("waiting").size();
  }

  /// Calls whose story says how long the caller was told to wait.
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (JsonNode call : hotline.calls()) {
      String id = call.path("id").asString();
      for (JsonNode event : hotline.api("/calls/" + id).path("events")) {
        if (event.path("type").asString().equals("WaitTold")) {
          told.add(event.path("details").toString());
        }
      }
    }
    return told;
  }

  @Test
  void rangeIsToldWhenItIsKnownAndPlaysAreCountedAndKeyTwoLeadsOut() throws Exception {
    try (TestHotline running = TestHotline.start(folder);
        Telephone callersPhone = running.caller();
        Telephone op1 = running.operator(1)) {
      hotline = running;
      phone = callersPhone;
      for (int talk = 0; talk < 5; talk++) {
        try (TelephoneCall call = asksForAPerson()) {
          TelephoneCall desk = op1.awaitCall(SOON);
          desk.answer();
          call.stay(Duration.ofSeconds(6));
          talkIsOver(desk);
        }
      }
      assertThat(told()).as("nothing was known").isEmpty();

      Duration waited;
      try (TelephoneCall talks = asksForAPerson()) {
        op1.awaitCall(SOON).answer();
        assertThat(talks.isUp()).isTrue();
        try (TelephoneCall next = asksForAPerson()) {
          long waits = System.nanoTime();
          await().atMost(SOON).until(() -> waiting() == 1);
          assertThat(told()).as("a person may come at any moment").isEmpty();
          try (TelephoneCall third = asksForAPerson()) {
            await().atMost(SOON).until(() -> waiting() == 2);
            await().atMost(SOON).until(() -> told().size() == 1);
            assertThat(told().getFirst()).matches(".*\"from\":0,\"to\":[1-4].*");

            next.hear(
                Set.of("psa-legal-travel", "psa-wages", "psa-forced-labour", "psa-women-families"),
                Duration.ofSeconds(90));
            next.stay(Duration.ofSeconds(3)); // it may be broken off by the offer to be called back
            next.press('2');
            next.hear(Set.of("tg/message-record"), SOON);
            await().atMost(SOON).until(() -> waiting() == 1);
            assertThat(third.isUp()).isTrue();
          }
          waited = Duration.ofNanos(System.nanoTime() - waits);
        }
      }
      await().atMost(SOON).until(() -> !hotline.api("/announcements").isEmpty());
      JsonNode play = hotline.api("/announcements").get(0);
      System.out.println("counted " + play);
      assertThat(play.path("begun").asInt()).isPositive();
      assertThat(play.path("heardMillis").asLong())
          .as("no more than two who waited can have heard")
          .isBetween(500L, waited.multipliedBy(2).toMillis());
    }
  }
}
