package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.web.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a hard call does for who took it, with the whole product, a real Asterisk and real
/// telephones. One hotline lives through all of it, in this order.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HardCallIT {

  private static final Duration SOON = Duration.ofSeconds(45);

  /// Longer than it takes to ring everybody at once.
  private static final Duration NOT_RUNG = Duration.ofSeconds(3);

  @TempDir private static Path folder;
  private static RosterRig rig;
  private static StaffMember zarina;
  private static StaffMember malika;
  private static Telephone phone;
  private static Telephone op1;
  private static Telephone op2;

  @BeforeAll
  static void start() throws Exception {
    rig = new RosterRig(folder, settings -> settings + StaffMember.NO_CODE);
    zarina = StaffMember.join(rig.hotline, "zarina", Role.OPERATOR, "op1");
    malika = StaffMember.join(rig.hotline, "malika", Role.SUPERVISOR, "");
    phone = rig.hotline.caller();
    op1 = rig.hotline.operator(1);
    op2 = rig.hotline.operator(2);
    rig.become("op1", "idle");
    rig.become("op2", "idle");
  }

  @AfterAll
  static void stop() throws Exception {
    op1.close();
    op2.close();
    phone.close();
    rig.close();
  }

  private static TelephoneCall inDanger(String number) {
    TelephoneCall call = rig.inTheMenu(phone, number, '1');
    call.press('1');
    call.hear(Set.of("tg/danger-connect"), SOON);
    return call;
  }

  private static JsonNode care() {
    return zarina.get("/wellbeing/own");
  }

  @Test
  @Order(1)
  void pauseIsOfferedAfterACallInDangerAndThePbxShowsIt() throws Exception {
    rig.pause("op2", "lunch");
    rig.become("op2", "paused");
    TelephoneCall caller = inDanger("+992900000501");
    TelephoneCall talk = op1.awaitCall(SOON);
    talk.answer();
    rig.talking(1);
    assertThat(care().path("offered").isNull()).as("nothing is offered in mid-talk").isTrue();
    String call = care().path("contact").asString();

    talk.hangUp();
    caller.awaitHangup(SOON);

    await().atMost(SOON).until(() -> care().path("offered").asString(""), call::equals);
    assertThat(rig.state("op1").path("state").asString()).isEqualTo("wrap-up");
    zarina.post("/wellbeing/offer", "{\"answer\": \"take\", \"minutes\": 5}");
    await().atMost(SOON).until(() -> rig.state("op1").path("reason").asString(), "rest"::equals);
    assertThat(rig.state("op1").path("state").asString()).isEqualTo("paused");
    assertThat(care().path("restUntil").isNull()).isFalse();
  }

  @Test
  @Order(2)
  void restOutlivesTheServer() throws Exception {
    String until = care().path("restUntil").asString();

    rig.hotline.killServer();
    rig.hotline.startServer();

    await().atMost(SOON).until(() -> rig.state("op1").path("reason").asString(), "rest"::equals);
    assertThat(care().path("restUntil").asString()).isEqualTo(until);
    assertThat(care().path("offered").isNull()).as("it is offered once").isTrue();
  }

  @Test
  @Order(3)
  void nextCallInDangerRingsTheOtherWhoIsFree() {
    rig.ready("op1");
    rig.ready("op2");

    TelephoneCall caller = inDanger("+992900000502");
    TelephoneCall talk = op2.awaitCall(SOON);

    assertThatThrownBy(() -> op1.awaitCall(NOT_RUNG)).isInstanceOf(TelephoneException.class);
    talk.answer();
    rig.talking(1);
    TelephoneCall second = inDanger("+992900000503");
    TelephoneCall forTheTired = op1.awaitCall(SOON);
    forTheTired.answer();
    rig.talking(2);
    talk.hangUp();
    forTheTired.hangUp();
    caller.awaitHangup(SOON);
    second.awaitHangup(SOON);
  }

  @Test
  @Order(4)
  void whoIsToBeFirstAndDoesNotAnswerKeepsTheCallerForSecondsOnly() {
    // Both had a hard call by now: a third one, who has had none, would be first.
    try (Telephone op3 = rig.hotline.operator(3)) {
      rig.become("op3", "idle");
      rig.ready("op1");
      TelephoneCall caller = inDanger("+992900000504");
      TelephoneCall first = op3.awaitCall(SOON);
      long rang = System.nanoTime();
      first.ring();

      TelephoneCall then = op1.awaitCall(SOON);

      assertThat(Duration.ofNanos(System.nanoTime() - rang)).isLessThan(Duration.ofSeconds(20));
      then.answer();
      rig.talking(1);
      then.hangUp();
      caller.awaitHangup(SOON);
    }
  }

  @Test
  @Order(5)
  void supervisorSeesTheLoadByNameAndOperatorsTheirOwn() {
    await()
        .atMost(SOON)
        .until(
            () -> load(malika, "zarina").path("week").path("calls").asInt(), calls -> calls == 3);
    assertThat(load(malika, "zarina").path("week").path("taken").asInt()).isEqualTo(1);
    assertThat(malika.get("/wellbeing/load").path("people").size()).isEqualTo(2);
    assertThat(zarina.get("/wellbeing/load").path("people").size()).isEqualTo(1);
    zarina.post("/wellbeing/debriefs", "{}");
    assertThat(malika.get("/wellbeing/debriefs").path("debriefs").get(0).path("login").asString())
        .isEqualTo("zarina");
    assertThat(malika.get("/day").toString()).contains("/wellbeing");
    assertThat(zarina.status("/wellbeing/debriefs")).isEqualTo(403);
  }

  private static JsonNode load(StaffMember reader, String login) {
    for (JsonNode one : reader.get("/wellbeing/load").path("people")) {
      if (one.path("login").asString().equals(login)) {
        return one;
      }
    }
    throw new AssertionError(login + " is not there");
  }
}
