package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.RosterRig.SOON;
import static org.hamroh.RosterRig.answersWithKey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.hamroh.sip.Caller;
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

/// Rests, duties and the last operator, with the whole product, a real Asterisk and real
/// telephones. One hotline lives through all of it, in this order.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RosterRestIT {

  @TempDir private static Path folder;
  private static RosterRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new RosterRig(folder, settings -> settings + "\nroster: {missedRings: 1}\n");
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  @Order(1)
  void lastOperatorHasFifteenSecondsBeforeTheOthersAndMissedRingsMakeARest() {
    try (Telephone op1 = rig.hotline.operator(1);
        Telephone op2 = rig.hotline.operator(2);
        Telephone phone = rig.hotline.caller()) {
      rig.become("op1", "idle");
      rig.become("op2", "idle");
      rig.pause("op1", "lunch");
      TelephoneCall first = rig.toTheQueue(phone, "+992900000001", '1');
      TelephoneCall talk = op2.awaitCall(SOON);
      talk.answer();
      rig.talking(1);
      rig.hangUp("op2", talk);
      first.hangUp();
      await().atMost(SOON).until(() -> rig.operators().getFirst().equals("op2"));
      rig.ready("op1");

      TelephoneCall again = phone.call("700", Caller.of("+992900000001"));
      again.hear(Set.of("main-menu", "closed-menu"), SOON);
      rig.aPerson(again);
      TelephoneCall known = op2.awaitCall(SOON);
      long rang = System.nanoTime();
      known.ring();
      TelephoneCall others = op1.awaitCall(SOON);

      assertThat(Duration.ofNanos(System.nanoTime() - rang))
          .as("op2 alone had these seconds")
          .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(25));
      others.answer();
      rig.talking(1);
      await()
          .atMost(SOON)
          .until(() -> rig.state("op2").path("reason").asString(), "missed-rings"::equals);
      assertThat(rig.state("op2").path("wrapUpUntil").isNull())
          .as("the rest ends by itself")
          .isFalse();
      rig.ready("op2");
      rig.hangUp("op1", others);
    }
  }

  @Test
  @Order(2)
  void pausesSkillsAndDutiesOutliveServerAndPbx() throws Exception {
    try (Telephone op2 = rig.hotline.operator(2);
        Telephone carrier = rig.hotline.carrier();
        Telephone phone = rig.hotline.caller()) {
      rig.become("op2", "idle");
      rig.pause("op2", "prayer");
      rig.onCall("op3");

      rig.hotline.killServer();
      rig.hotline.stopPbx();
      rig.hotline.startPbx();
      rig.hotline.startServer();

      rig.become("op3", "idle");
      await()
          .atMost(SOON)
          .until(() -> rig.state("op2").path("reason").asString(), "prayer"::equals);
      TelephoneCall caller = rig.toTheQueue(phone, "+992900000002", '1');
      answersWithKey(carrier.awaitCall(SOON));
      assertThat(caller.isUp()).isTrue();
      rig.talking(1);
    }
  }
}
