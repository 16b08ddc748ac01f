package org.hamroh.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hamroh.ami.AmiAnswer.Done;
import org.hamroh.ami.AmiAnswer.NotSent;
import org.hamroh.ami.AmiAnswer.Refused;
import org.hamroh.ami.AmiAnswer.Unanswered;
import org.hamroh.ami.AmiEvent.Resynced;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AmiActionsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final FakeAmi pbx = new FakeAmi();
  private final AmiClient client = new AmiClient(pbx.config(), Clock.systemUTC());
  private final AmiActions actions = client.actions();

  @BeforeEach
  void start() {
    client.start();
    await().atMost(SOON).until(() -> client.state().connected());
  }

  @AfterEach
  void stop() {
    client.close();
    pbx.close();
  }

  private FakeAmi.Action last(String name) {
    return pbx.heard().stream()
        .filter(action -> action.name().equals(name))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void memberIsPausedInAllQueuesWithAReason() {
    AmiAnswer<String> answer = actions.pauseMember(Optional.empty(), "PJSIP/op1", true, "обед");

    assertThat(answer).isInstanceOf(Done.class);
    FakeAmi.Action pause = last("QueuePause");
    assertThat(pause.get("interface")).isEqualTo("PJSIP/op1");
    assertThat(pause.get("paused")).isEqualTo("true");
    assertThat(pause.get("reason")).isEqualTo("обед");
    assertThat(pause.headers()).doesNotContainKey("queue");
  }

  @Test
  void memberThatThePbxDoesNotKnowIsARefusal() {
    assertThat(actions.pauseMember(Optional.empty(), "PJSIP/op9", true, ""))
        .isEqualTo(new Refused<>("Interface not found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n\r\nAction: Originate",
        "x\nAction: Hangup",
        "x\u0000y",
        "x\u2028y",
        "x${SHELL(ls)}",
        "longer than a line of Asterisk may be longer than a line of Asterisk may be longer than"
      })
  void valueThatCouldBecomeAnotherActionIsNeverSent(String hostile) {
    long before = pbx.heard().stream().filter(action -> !action.name().equals("Ping")).count();

    assertThat(actions.pauseMember(Optional.empty(), "PJSIP/op1", true, hostile))
        .isInstanceOf(Refused.class);
    assertThat(actions.pauseMember(Optional.of(hostile), "PJSIP/op1", true, ""))
        .isInstanceOf(Refused.class);
    assertThat(actions.pauseMember(Optional.empty(), "PJSIP/" + hostile, true, ""))
        .isInstanceOf(Refused.class);
    assertThat(actions.addMember("queue-general", "PJSIP/op1", hostile, 0))
        .isInstanceOf(Refused.class);
    assertThat(actions.removeMember(hostile, "PJSIP/op1")).isInstanceOf(Refused.class);
    assertThat(actions.redirect("PJSIP/demo-00000001", hostile, "s")).isInstanceOf(Refused.class);
    assertThat(actions.hangup("PJSIP/" + hostile)).isInstanceOf(Refused.class);
    assertThat(actions.music("PJSIP/op1-00000001", hostile)).isInstanceOf(Refused.class);

    assertThat(pbx.heard("QueuePause") + pbx.heard("QueueAdd") + pbx.heard("QueueRemove")).isZero();
    assertThat(pbx.heard("Redirect") + pbx.heard("Hangup") + pbx.heard("Setvar")).isZero();
    assertThat(pbx.heard("Originate")).isZero();
    assertThat(before).isPositive();
  }

  private static AmiActions.CallOut callOut(
      String leg, String trunk, String number, String variable, String content) {
    return new AmiActions.CallOut(
        leg,
        trunk,
        number,
        "+992900000700",
        "callback",
        java.util.Map.of(variable, content),
        java.time.Duration.ofSeconds(30));
  }

  @Test
  void callOutHasItsOwnNameAndLeadsIntoOurDialplan() {
    actions.originate(
        callOut("hamroh-back7-1795309842.1", "demo", "+992900000001", "HAMROH_HELLO", "missed"));

    FakeAmi.Action call =
        pbx.heard().stream()
            .filter(one -> one.name().equals("Originate"))
            .findFirst()
            .orElseThrow();
    assertThat(call.get("channel")).isEqualTo("PJSIP/+992900000001@demo");
    assertThat(call.get("channelid")).isEqualTo("hamroh-back7-1795309842.1");
    assertThat(call.get("context")).isEqualTo("callback");
    assertThat(call.get("exten")).isEqualTo("s");
    assertThat(call.get("async")).isEqualTo("true");
    assertThat(call.get("timeout")).isEqualTo("30000");
    assertThat(call.get("variable")).isEqualTo("HAMROH_HELLO=missed");
    assertThat(call.headers()).doesNotContainKey("application");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n\r\nAction: Command",
        "x&PJSIP/op1",
        "x,y",
        "$" + "{SHELL(ls)}",
        "Local/s@inbound",
        ""
      })
  void callOutWithAStrangeValueIsNeverSent(String hostile) {
    String leg = "hamroh-back7-1795309842.1";
    String number = "+992900000001";

    assertThat(actions.originate(callOut(hostile, "demo", number, "A", "b")))
        .isInstanceOf(Refused.class);
    assertThat(actions.originate(callOut(leg, hostile, number, "A", "b")))
        .isInstanceOf(Refused.class);
    assertThat(actions.originate(callOut(leg, "demo", hostile, "A", "b")))
        .isInstanceOf(Refused.class);
    assertThat(actions.originate(callOut(leg, "demo", number, hostile, "b")))
        .isInstanceOf(Refused.class);
    assertThat(actions.originate(callOut(leg, "demo", number, "A", hostile)))
        .isInstanceOf(Refused.class);

    assertThat(pbx.heard("Originate")).isZero();
  }

  @Test
  void silentPbxLeavesADoubtAfterTheDeadline() {
    pbx.fallSilent(true);

    AmiAnswer<String> answer = actions.hangup("PJSIP/demo-00000001");

    assertThat(answer).isInstanceOf(Unanswered.class);
    assertThat(answer.reason()).isEqualTo("Hangup got no answer in time");
    assertThat(client.state().unanswered()).isPositive();
  }

  @Test
  void nothingIsSentWhileThePbxIsAway() {
    pbx.die();
    await().atMost(SOON).until(() -> !client.state().connected());

    assertThat(actions.hangup("PJSIP/demo-00000001"))
        .isEqualTo(new NotSent<>("the PBX is not connected"));
  }

  @Test
  void legsThatAreUpAreListed() {
    pbx.stands(
        """
        Event: CoreShowChannel
        Channel: PJSIP/demo-00000000
        Language: tg
        Uniqueid: hamroh-1.0
        Linkedid: hamroh-1.0
        Application: AGI
        Duration: 00:00:05
        BridgeId:
        """,
        "");

    AmiAnswer<java.util.List<AmiEvent.Channel>> answer = actions.coreShowChannels();

    assertThat(answer).isInstanceOf(Done.class);
    assertThat(((Done<java.util.List<AmiEvent.Channel>>) answer).value())
        .singleElement()
        .extracting(AmiEvent.Channel::application)
        .isEqualTo("AGI");
  }

  @Test
  void listenerThatSendsAnActionIsToldSoAtOnce() {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    client.listen(
        event -> {
          if (event instanceof Resynced) {
            try {
              actions.hangup("PJSIP/demo-00000001");
            } catch (IllegalStateException e) {
              failure.set(e);
            }
          }
        });

    client.resyncSoon();

    await().atMost(SOON).until(() -> failure.get() != null);
    assertThat(String.valueOf(failure.get())).contains("a listener must not send actions");
  }
}
