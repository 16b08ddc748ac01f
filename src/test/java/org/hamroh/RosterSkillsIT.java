package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamroh.RosterRig.SOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers and the people who can help them: language and sex, with the whole product, a real
/// Asterisk and real telephones. One hotline lives through all of it, in this order.
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RosterSkillsIT {

  /// Long enough for a telephone to ring that must not.
  private static final Duration WOULD_HAVE_RUNG = Duration.ofSeconds(3);

  @TempDir private static Path folder;
  private static RosterRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new RosterRig(folder, UnaryOperator.identity());
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  @Test
  @Order(1)
  void whoAsksForAWomanWhenNoneIsThereDecides() {
    try (Telephone op1 = rig.hotline.operator(1);
        Telephone phone = rig.hotline.caller()) {
      rig.become("op1", "idle");
      rig.pause("op1", "lunch");
      TelephoneCall caller = rig.toTheQueue(phone, "+992900000001", '1');
      await().atMost(SOON).until(() -> rig.hotline.api("/queue").path("waiting").size() == 1);

      caller.press('3');

      caller.hear(Set.of("no-woman"), SOON);
      rig.ready("op1");
      caller.press('1');
      TelephoneCall talk = op1.awaitCall(SOON);
      talk.answer();
      rig.talking(1);
      rig.hangUp("op1", talk);
    }
  }

  @Test
  @Order(2)
  void callersGetWhoSpeaksTheirLanguageAndTheWomanTheyAskFor() {
    try (Telephone op1 = rig.hotline.operator(1);
        Telephone op2 = rig.hotline.operator(2);
        Telephone phone = rig.hotline.caller()) {
      rig.become("op1", "idle");
      rig.become("op2", "idle");
      rig.hotline.post("/roster/people/op1", "{\"languages\": [\"tg\"]}");
      rig.hotline.post("/roster/people/op2", "{\"languages\": [\"ru\"], \"woman\": true}");

      TelephoneCall russian = rig.toTheQueue(phone, "+992900000002", '2');
      TelephoneCall talk = op2.awaitCall(SOON);
      talk.answer();
      TelephoneCall tajik = rig.toTheQueue(phone, "+992900000003", '1');
      TelephoneCall other = op1.awaitCall(SOON);
      other.answer();
      rig.talking(2);
      assertThat(russian.isUp()).isTrue();
      assertThat(tajik.isUp()).isTrue();
      rig.hangUp("op1", other);
      rig.hangUp("op2", talk);

      TelephoneCall beaten = rig.inTheMenu(phone, "+992900000004", '2');
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
      assertThat(rig.talking(1).get(0).path("queue").asString()).isEqualTo("queue-high-woman");
    }
  }
}
