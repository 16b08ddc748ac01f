package org.hamroh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamroh.queue.PbxSays.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hamroh.ami.AmiEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PenaltiesTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Map<String, Integer> pbx = new ConcurrentHashMap<>();
  private volatile boolean obeys = true;
  private volatile int away = 0;
  private final Penalties penalties =
      new Penalties(
          (queue, device, penalty) -> {
            if (obeys) {
              pbx.put(queue + " " + device, penalty);
            }
            return obeys;
          },
          (queue, operator) -> queue.woman() ? 200 : away);

  @AfterEach
  void stop() {
    penalties.close();
  }

  private void tells(AmiEvent.Member... members) {
    for (AmiEvent.Member member : members) {
      pbx.put(member.queue() + " " + member.device(), member.penalty());
    }
    penalties.accept(new AmiEvent.Resynced(NOON, List.of(), List.of(members), List.of()));
  }

  private static AmiEvent.Member member(String queue) {
    return PbxSays.member("op1", queue, AmiEvent.Device.IDLE, "");
  }

  @Test
  void pbxThatHasForgottenIsPutRightWhenItTellsAll() {
    tells(member("queue-wages"), member("queue-wages-woman"), member("queue-danger"));

    await().atMost(SOON).until(() -> pbx.get("queue-wages-woman PJSIP/op1") == 200);
    assertThat(pbx).containsEntry("queue-wages PJSIP/op1", 0);

    tells(member("queue-wages"), member("queue-wages-woman"), member("queue-danger"));

    await().atMost(SOON).until(() -> pbx.get("queue-wages-woman PJSIP/op1") == 200);
  }

  @Test
  void holdAddsToTheDistanceAndDangerKnowsNone() {
    tells(member("queue-wages"), member("queue-wages-woman"), member("queue-danger"));
    await().atMost(SOON).until(() -> pbx.get("queue-wages-woman PJSIP/op1") == 200);

    assertThat(penalties.hold("op1", true)).isTrue();

    assertThat(pbx)
        .containsEntry("queue-wages PJSIP/op1", 100)
        .containsEntry("queue-wages-woman PJSIP/op1", 300)
        .containsEntry("queue-danger PJSIP/op1", 0);
    assertThat(penalties.hold("op1", false)).isTrue();
    assertThat(pbx).containsEntry("queue-wages PJSIP/op1", 0);
  }

  @Test
  void holdThatThePbxRefusesIsNotDone() {
    tells(member("queue-wages"));
    await().atMost(SOON).until(() -> penalties.hold("op1", false));
    obeys = false;

    assertThat(penalties.hold("op1", true)).isFalse();
    assertThat(penalties.hold("nobody", true)).isFalse();
  }

  @Test
  void changedSkillsAreToldAtOnce() {
    tells(member("queue-wages"));
    await().atMost(SOON).until(() -> penalties.hold("op1", false));
    away = 10;

    penalties.refresh();

    await().atMost(SOON).until(() -> pbx.get("queue-wages PJSIP/op1") == 10);
  }
}
