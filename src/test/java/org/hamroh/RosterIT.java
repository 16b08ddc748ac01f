package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who is given to whom, with the whole product, a real Asterisk and real telephones: callers,
/// operators at their desks, and the carrier who rings the mobiles of those on call.
@Timeout(300)
final class RosterIT {

  private static final String MOBILE = "+992900000033";
  private static final Duration SOON = Duration.ofSeconds(45);

  /// Long enough for a telephone to ring that must not.
  private static final Duration WOULD_HAVE_RUNG = Duration.ofSeconds(3);

  @TempDir private Path folder;

  private static TelephoneCall inTheMenu(Telephone phone, String number, char language) {
    TelephoneCall call = phone.call("700", Caller.of(number));
    call.hear(Set.of("welcome", "language-choice"), SOON);
    call.press(language);
    call.hear(Set.of("main-menu", "closed-menu"), SOON);
    return call;
  }

  private static TelephoneCall toTheQueue(Telephone phone, String number, char language) {
    TelephoneCall call = inTheMenu(phone, number, language);
    call.press('0');
    return call;
  }

  private static JsonNode state(TestHotline hotline, String operator) {
    return StreamSupport.stream(hotline.api("/operators").spliterator(), false)
        .filter(one -> one.path("id").asString().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  private static void become(TestHotline hotline, String operator, String state) {
    await()
        .atMost(SOON)
        .until(() -> state(hotline, operator).path("state").asString().equals(state));
  }

  /// The end of a talk, and of what is to be written down after it.
  private static void hangUp(TestHotline hotline, String operator, TelephoneCall talk) {
    talk.hangUp();
    become(hotline, operator, "wrap-up");
    hotline.post("/operators/" + operator + "/state", "{\"state\": \"wrap-up-done\"}");
    become(hotline, operator, "idle");
  }

  private static void onCall(TestHotline hotline, String operator) {
    hotline.post("/roster/people/" + operator, "{\"mobile\": \"" + MOBILE + "\"}");
    for (String day :
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) {
      hotline.post(
          "/roster/shifts",
          "{\"operator\": \""
              + operator
              + "\", \"duty\": \"on-call\", \"day\": \""
              + day
              + "\", \"hours\": \"00:00-24:00\"}");
    }
    await().atMost(SOON).until(() -> isOnCall(hotline, operator));
  }

  /// Nobody sits at that telephone: what is ready is the mobile.
  private static boolean isOnCall(TestHotline hotline, String operator) {
    return state(hotline, operator).path("state").asString().equals("idle");
  }

  private static void answersWithKey(TelephoneCall mobile) {
    mobile.ring();
    mobile.answer();
    mobile.hear(Set.of("on-call-offer"), SOON);
    mobile.press('1');
  }

  @Test
  void callersGetWhoSpeaksTheirLanguageAndTheWomanTheyAskFor() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op1 = hotline.operator(1);
        Telephone op2 = hotline.operator(2);
        Telephone phone = hotline.caller()) {
      become(hotline, "op1", "idle");
      become(hotline, "op2", "idle");
      hotline.post("/roster/people/op1", "{\"languages\": [\"tg\"]}");
      hotline.post("/roster/people/op2", "{\"languages\": [\"ru\"], \"woman\": true}");

      TelephoneCall russian = toTheQueue(phone, "+992900000001", '2');
      TelephoneCall talk = op2.awaitCall(SOON);
      talk.answer();
      TelephoneCall tajik = toTheQueue(phone, "+992900000002", '1');
      TelephoneCall other = op1.awaitCall(SOON);
      other.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 2);
      assertThat(russian.isUp()).isTrue();
      assertThat(tajik.isUp()).isTrue();
      hangUp(hotline, "op1", other);
      hangUp(hotline, "op2", talk);

      TelephoneCall beaten = inTheMenu(phone, "+992900000003", '2');
      beaten.press('3');
      beaten.hear(Set.of("keys-hint", "topics-menu"), SOON);
      beaten.press('4');
      beaten.hear(Set.of("family-union-menu"), SOON);
      beaten.press('1');
      beaten.hear(Set.of("family-menu"), SOON);
      beaten.press('3');
      beaten.hear(Set.of("family-violence"), SOON);
      beaten.press('1');
      TelephoneCall woman = op2.awaitCall(SOON);
      assertThatThrownBy(() -> op1.awaitCall(WOULD_HAVE_RUNG))
          .as("the man's telephone does not ring")
          .isInstanceOf(TelephoneException.class);
      woman.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      assertThat(hotline.api("/queue").path("talking").get(0).path("queue").asString())
          .isEqualTo("queue-high-woman");
    }
  }

  @Test
  void whoAsksForAWomanWhenNoneIsThereDecides() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op1 = hotline.operator(1);
        Telephone phone = hotline.caller()) {
      become(hotline, "op1", "idle");
      hotline.post("/operators/op1/state", "{\"state\": \"paused\", \"reason\": \"lunch\"}");
      TelephoneCall caller = toTheQueue(phone, "+992900000001", '1');
      await().atMost(SOON).until(() -> hotline.api("/queue").path("waiting").size() == 1);

      caller.press('3');

      caller.hear(Set.of("no-woman"), SOON);
      hotline.post("/operators/op1/state", "{\"state\": \"ready\"}");
      caller.press('1');
      op1.awaitCall(SOON).answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
    }
  }

  @Test
  void mobileOnCallRingsBesideTheDeskAndTheFirstWins() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op1 = hotline.operator(1);
        Telephone carrier = hotline.carrier();
        Telephone phone = hotline.caller()) {
      become(hotline, "op1", "idle");
      onCall(hotline, "op3");

      TelephoneCall inDanger = inTheMenu(phone, "+992900000001", '1');
      inDanger.press('1');
      TelephoneCall atDesk = op1.awaitCall(SOON);
      atDesk.ring();
      TelephoneCall mobile = carrier.awaitCall(SOON);
      assertThat(mobile.dialed()).contains(MOBILE);
      answersWithKey(mobile);
      atDesk.awaitHangup(SOON);
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      assertThat(hotline.api("/queue").path("talking").get(0).path("operator").asString())
          .isEqualTo("op3");
      inDanger.say(Duration.ofMillis(500));
      mobile.hearAnything(SOON);
      mobile.hangUp();
      inDanger.awaitHangup(SOON);
      become(hotline, "op3", "wrap-up");

      await()
          .atMost(SOON)
          .until(() -> hotline.calls().getFirst().path("operator").asString().equals("op3"));
      assertThat(
              hotline
                  .calls()
                  .getFirst()
                  .path("ending")
                  .asString()
                  .toLowerCase(java.util.Locale.ROOT))
          .isEqualTo("answered");
    }
  }

  @Test
  void nobodyAtADeskLeadsToThoseOnCallAndWithoutThemToTheOffers() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone carrier = hotline.carrier();
        Telephone phone = hotline.caller()) {
      TelephoneCall left = toTheQueue(phone, "+992900000001", '1');
      left.hear(Set.of("closed-menu", "closed-now", "closed"), SOON);
      left.hangUp();

      onCall(hotline, "op3");
      TelephoneCall served = toTheQueue(phone, "+992900000002", '1');
      answersWithKey(carrier.awaitCall(SOON));

      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      assertThat(served.heard().stream().map(Heard::name)).doesNotContain("closed-menu");
    }
  }

  @Test
  void pausesSkillsAndDutiesOutliveServerAndPbx() throws Exception {
    try (TestHotline hotline = TestHotline.start(folder);
        Telephone op2 = hotline.operator(2);
        Telephone carrier = hotline.carrier();
        Telephone phone = hotline.caller()) {
      become(hotline, "op2", "idle");
      hotline.post("/operators/op2/state", "{\"state\": \"paused\", \"reason\": \"prayer\"}");
      onCall(hotline, "op3");

      hotline.killServer();
      hotline.stopPbx();
      hotline.startPbx();
      hotline.startServer();

      await().atMost(SOON).until(() -> isOnCall(hotline, "op3"));
      await()
          .atMost(SOON)
          .until(() -> state(hotline, "op2").path("reason").asString().equals("prayer"));
      TelephoneCall caller = toTheQueue(phone, "+992900000001", '1');
      answersWithKey(carrier.awaitCall(SOON));
      assertThat(caller.isUp()).isTrue();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
    }
  }

  @Test
  void lastOperatorHasFifteenSecondsBeforeTheOthersAndMissedRingsMakeARest() throws Exception {
    try (TestHotline hotline =
            TestHotline.start(folder, settings -> settings + "\nroster: {missedRings: 1}\n");
        Telephone op1 = hotline.operator(1);
        Telephone op2 = hotline.operator(2);
        Telephone phone = hotline.caller()) {
      become(hotline, "op1", "idle");
      become(hotline, "op2", "idle");
      hotline.post("/operators/op1/state", "{\"state\": \"paused\", \"reason\": \"lunch\"}");
      TelephoneCall first = toTheQueue(phone, "+992900000001", '1');
      TelephoneCall talk = op2.awaitCall(SOON);
      talk.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      hangUp(hotline, "op2", talk);
      first.hangUp();
      await()
          .atMost(SOON)
          .until(() -> hotline.calls().getFirst().path("operator").asString().equals("op2"));
      hotline.post("/operators/op1/state", "{\"state\": \"ready\"}");
      become(hotline, "op1", "idle");

      TelephoneCall again = phone.call("700", Caller.of("+992900000001"));
      again.hear(Set.of("main-menu", "closed-menu"), SOON);
      again.press('0');
      TelephoneCall known = op2.awaitCall(SOON);
      long rang = System.nanoTime();
      known.ring();
      TelephoneCall others = op1.awaitCall(SOON);

      assertThat(Duration.ofNanos(System.nanoTime() - rang))
          .as("op2 alone had these seconds")
          .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(25));
      others.answer();
      await().atMost(SOON).until(() -> hotline.api("/queue").path("talking").size() == 1);
      await()
          .atMost(SOON)
          .until(() -> state(hotline, "op2").path("reason").asString().equals("missed-rings"));
      assertThat(state(hotline, "op2").path("wrapUpUntil").isNull())
          .as("the rest ends by itself")
          .isFalse();
      hotline.post("/operators/op2/state", "{\"state\": \"ready\"}");
      become(hotline, "op2", "idle");
    }
  }
}
