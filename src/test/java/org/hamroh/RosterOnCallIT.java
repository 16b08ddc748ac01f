package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.RosterRig.MOBILE;
import static org.hamroh.RosterRig.SOON;
import static org.hamroh.RosterRig.answersWithKey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The mobiles of those on call, with the whole product, a real Asterisk, real telephones and the
/// carrier who rings the mobiles. One hotline lives through all of it, in this order.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RosterOnCallIT {

  /// The least that the settings allow.
  private static final Duration BUSY_AFTER = Duration.ofSeconds(10);

  @TempDir private static Path folder;
  private static RosterRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig =
        new RosterRig(
            folder,
            settings -> settings + "\nroster: {overflowSeconds: " + BUSY_AFTER.toSeconds() + "}\n");
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  @Order(1)
  void nobodyAtADeskLeadsToThoseOnCallAndWithoutThemToTheOffers() {
    try (Telephone carrier = rig.hotline.carrier();
        Telephone phone = rig.hotline.caller()) {
      TelephoneCall left = rig.toTheQueue(phone, "+992900000001", '1');
      left.hear(Set.of("closed-menu", "closed-now", "closed"), SOON);
      left.hangUp();

      rig.onCall("op3");
      TelephoneCall served = rig.toTheQueue(phone, "+992900000002", '1');
      TelephoneCall mobile = carrier.awaitCall(SOON);
      answersWithKey(mobile);

      rig.talking(1);
      assertThat(served.heard().stream().map(Heard::name)).doesNotContain("closed-menu");
      rig.hangUp("op3", mobile);
    }
  }

  @Test
  @Order(2)
  void mobileOnCallRingsBesideTheDeskAndTheFirstWins() {
    try (Telephone op1 = rig.hotline.operator(1);
        Telephone carrier = rig.hotline.carrier();
        Telephone phone = rig.hotline.caller()) {
      rig.become("op1", "idle");
      TelephoneCall inDanger = rig.inTheMenu(phone, "+992900000003", '1');
      inDanger.press('1');
      TelephoneCall atDesk = op1.awaitCall(SOON);
      atDesk.ring();
      TelephoneCall mobile = carrier.awaitCall(SOON);
      assertThat(mobile.dialed()).contains(MOBILE);

      answersWithKey(mobile);

      atDesk.awaitHangup(SOON);
      assertThat(rig.talking(1).get(0).path("operator").asString()).isEqualTo("op3");
      inDanger.say(Duration.ofMillis(500));
      mobile.hearAnything(SOON);
      rig.hangUp("op3", mobile);
      inDanger.awaitHangup(SOON);
      await().atMost(SOON).until(() -> rig.operators().getFirst().equals("op3"));
      assertThat(rig.hotline.calls().getFirst().path("ending").asString())
          .isEqualToIgnoringCase("answered");
    }
  }

  @Test
  @Order(3)
  void whoWaitsTooLongForBusyDesksIsOfferedToThoseOnCall() {
    try (Telephone op1 = rig.hotline.operator(1);
        Telephone carrier = rig.hotline.carrier();
        Telephone phone = rig.hotline.caller()) {
      rig.become("op1", "idle");
      TelephoneCall first = rig.toTheQueue(phone, "+992900000004", '1');
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      rig.talking(1);

      TelephoneCall second = rig.toTheQueue(phone, "+992900000005", '1');
      await().atMost(SOON).until(() -> rig.hotline.api("/queue").path("waiting").size() == 1);
      long waits = System.nanoTime();
      TelephoneCall mobile = carrier.awaitCall(SOON);

      assertThat(Duration.ofNanos(System.nanoTime() - waits))
          .as("the desk alone had these seconds")
          .isGreaterThan(BUSY_AFTER.minusSeconds(3));
      answersWithKey(mobile);
      assertThat(rig.talking(2).valueStream().map(one -> one.path("operator").asString()))
          .containsExactlyInAnyOrder("op1", "op3");
      assertThat(first.isUp()).isTrue();
      assertThat(second.heard().stream().map(Heard::name)).doesNotContain("closed-menu");
    }
  }
}
