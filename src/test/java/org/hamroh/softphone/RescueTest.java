package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hamroh.ami.AmiEvent;
import org.hamroh.web.Tunnel;
import org.junit.jupiter.api.Test;

/// What becomes of the caller when the operator's page is gone.
final class RescueTest {

  private static final Tunnel.Ends NOTHING = (code, reason) -> {};

  /// A PBX that does what the test says.
  private static final class Pbx implements Switchboard {
    final List<AmiEvent.Channel> legs = new ArrayList<>();
    final Queue<String> done = new ConcurrentLinkedQueue<>();
    volatile boolean sound;
    private long packets;

    void leg(String channel, String bridge) {
      legs.add(
          new AmiEvent.Channel(
              new AmiEvent.Leg(channel, "hamroh-1.1", "hamroh-1.1", "tg"),
              "AppQueue",
              "",
              bridge,
              Duration.ZERO));
    }

    @Override
    public Optional<List<AmiEvent.Channel>> legs() {
      return Optional.of(List.copyOf(legs));
    }

    @Override
    public OptionalLong packetsHeard(String channel) {
      packets += sound ? 12 : 0;
      return OptionalLong.of(packets);
    }

    @Override
    public boolean move(String channel, String context, String extension) {
      return done.add("move " + channel + " " + context + " " + extension);
    }

    @Override
    public boolean hangUp(String channel) {
      return done.add("hang up " + channel);
    }

    @Override
    public Optional<String> speaksWebRtc(String operator, boolean yes) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String user, String secret) {
      return Optional.empty();
    }
  }

  private final Pbx pbx = new Pbx();
  private final Line line = new Line("op1", operator -> {});
  private final Line.Holder page = new Line.Holder("page-1", NOTHING);

  private void awaitDone(String... what) {
    await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(pbx.done).contains(what));
  }

  @Test
  void callerOfAPageThatIsGoneIsTakenBack() {
    pbx.leg("PJSIP/demo-00000001", "bridge");
    pbx.leg("PJSIP/op1-00000002", "bridge");
    pbx.leg("PJSIP/op10-00000003", "");

    new Rescue(pbx).pageLeft(line, page, true);

    awaitDone("move PJSIP/demo-00000001 resume op1");
    assertThat(pbx.done).hasSize(1);
  }

  @Test
  void ringingThatNobodyCanAnswerEnds() {
    pbx.leg("PJSIP/demo-00000001", "");
    pbx.leg("PJSIP/op1-00000002", "");

    new Rescue(pbx).pageLeft(line, page, true);

    awaitDone("hang up PJSIP/op1-00000002");
  }

  @Test
  void threeWhoTalkHaveEachOther() {
    pbx.leg("PJSIP/demo-00000001", "bridge");
    pbx.leg("PJSIP/demo-00000004", "bridge");
    pbx.leg("PJSIP/op1-00000002", "bridge");

    new Rescue(pbx).pageLeft(line, page, true);

    awaitDone("hang up PJSIP/op1-00000002");
    assertThat(pbx.done).hasSize(1);
  }

  @Test
  void vanishedPageThatIsSilentIsGone() {
    pbx.leg("PJSIP/demo-00000001", "bridge");
    pbx.leg("PJSIP/op1-00000002", "bridge");

    new Rescue(pbx).pageLeft(line, page, false);

    awaitDone("move PJSIP/demo-00000001 resume op1");
  }

  @Test
  void vanishedPageThatSpeaksIsAloneUntilAnotherTakesItsPlace() {
    pbx.sound = true;
    pbx.leg("PJSIP/demo-00000001", "bridge");
    pbx.leg("PJSIP/op1-00000002", "bridge");

    new Rescue(pbx).pageLeft(line, page, false);
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(15))
        .until(() -> pbx.done.isEmpty());
    line.take(new Line.Holder("page-2", NOTHING));

    awaitDone("move PJSIP/demo-00000001 resume op1");
  }
}
