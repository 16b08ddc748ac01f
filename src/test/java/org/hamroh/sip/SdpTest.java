package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SdpTest {

  private static String session(String address, String direction) {
    return "v=0\r\nc=IN IP4 "
        + address
        + "\r\nm=audio 12442 RTP/AVP 8 96\r\n"
        + "a=rtpmap:96 telephone-event/8000\r\na="
        + direction
        + "\r\n";
  }

  @Test
  void ourOwnOfferReadsAsItWasMeant() {
    Sdp offer = Sdp.parse(Sdp.offer(Codec.ULAW, 40000));

    assertThat(offer.media()).isEqualTo(new InetSocketAddress("127.0.0.1", 40000));
    assertThat(offer.offers(Codec.ULAW)).isTrue();
    assertThat(offer.offers(Codec.ALAW)).isFalse();
    assertThat(offer.telephoneEvent()).isEqualTo(Sdp.OUR_EVENTS);
    assertThat(offer.wantsSound()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sendrecv, true, sendrecv",
    "sendonly, false, recvonly",
    "recvonly, true, sendonly",
    "inactive, false, inactive"
  })
  void holdIsAnsweredAsItIsAsked(String direction, boolean wantsSound, String ours) {
    Sdp offer = Sdp.parse(session("127.0.0.1", direction));

    assertThat(offer.wantsSound()).isEqualTo(wantsSound);
    assertThat(offer.answer(Codec.ALAW, 40000)).contains("a=" + ours + "\r\n");
  }

  @Test
  void holdInTheOldWayIsUnderstood() {
    Sdp held = Sdp.parse(session("0.0.0.0", "sendrecv"));

    assertThat(held.wantsSound()).isFalse();
  }

  @Test
  void keysKeepTheNumberThatTheFarEndGaveThem() {
    Sdp offer = Sdp.parse(session("127.0.0.1", "sendrecv"));

    assertThat(offer.answer(Codec.ALAW, 40000)).contains("a=rtpmap:96 telephone-event/8000\r\n");
  }

  @Test
  void soundNeverLeavesThisMachine() {
    assertThatThrownBy(() -> Sdp.parse(session("192.0.2.7", "sendrecv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would leave this machine");
  }

  @Test
  void sessionWithoutSoundIsRefused() {
    assertThatThrownBy(() -> Sdp.parse("v=0\r\nc=IN IP4 127.0.0.1\r\nm=video 1 RTP/AVP 99\r\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
