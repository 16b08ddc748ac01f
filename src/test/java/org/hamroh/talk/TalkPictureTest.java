package org.hamroh.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.call.CallId;
import org.hamroh.talk.TalkPicture.Place;
import org.junit.jupiter.api.Test;

final class TalkPictureTest {

  private static final CallId CALL = new CallId("hamroh-1795309691.2");

  private static Channel channel(
      String name, String unique, String linked, String application, String data, String bridge) {
    return new Channel(
        new Leg(name, unique, linked, "tg"), application, data, bridge, Duration.ofSeconds(9));
  }

  private static Channel caller(String application, String data, String bridge) {
    return channel("PJSIP/demo-00000002", CALL.value(), CALL.value(), application, data, bridge);
  }

  private static Channel op1(String application, String data, String bridge) {
    return channel(
        "PJSIP/op1-00000003", "hamroh-1795309695.3", CALL.value(), application, data, bridge);
  }

  @Test
  void aTalkThatAQueueMadeIsBridged() {
    TalkPicture now =
        TalkPicture.of(
            CALL, List.of(caller("Queue", "queue-wages,c", "b1"), op1("AppQueue", "", "b1")));

    assertThat(now.caller().orElseThrow().place()).isEqualTo(Place.BRIDGED);
    assertThat(now.operator("op1").orElseThrow().place()).isEqualTo(Place.BRIDGED);
    assertThat(now.operator("op2")).isEmpty();
  }

  @Test
  void whoIsRungIntoTheTalkIsNoOneElsesLeg() {
    String asked = TalkPicture.legPrefix(CALL) + "0a0b0c0d";
    TalkPicture now =
        TalkPicture.of(
            CALL,
            List.of(
                caller("MusicOnHold", ",300", ""),
                op1("ConfBridge", "1795309691-2,talk,talk-staff", "r"),
                channel("PJSIP/op2-00000004", asked, asked, "AppDial2", "", ""),
                channel("PJSIP/demo-00000009", "other.9", "other.9", "Queue", "", "")));

    assertThat(now.caller().orElseThrow().place()).isEqualTo(Place.HELD);
    assertThat(now.staff()).hasSize(2);
    assertThat(now.isRinging()).isTrue();
    assertThat(now.others("op1")).isEmpty();
  }

  @Test
  void aPartnerInTheRoomHasNoOperatorsName() {
    String asked = TalkPicture.legPrefix(CALL) + "0a0b0c0d";
    TalkPicture now =
        TalkPicture.of(
            CALL,
            List.of(
                caller("ConfBridge", "1795309691-2,talk,talk-caller", "r"),
                op1("ConfBridge", "1795309691-2,talk,talk-staff", "r"),
                channel(
                    "PJSIP/demo-00000005",
                    asked,
                    asked,
                    "ConfBridge",
                    "1795309691-2,talk,talk-staff",
                    "r")));

    assertThat(now.isRinging()).isFalse();
    assertThat(now.others("op1")).extracting(TalkPicture.Leg::operator).containsExactly("");
  }

  @Test
  void theRoomIsNamedAsTheDialplanWantsIt() {
    assertThat(CALL.room()).isEqualTo("1795309691-2");
  }
}
