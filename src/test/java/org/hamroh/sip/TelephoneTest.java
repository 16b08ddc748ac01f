package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The telephone against a PBX that loses, repeats and changes things: what a real one does rarely.
@Timeout(30)
final class TelephoneTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final PromptEar EAR = PromptEar.deaf(Codec.ALAW);

  private RudePbx pbx;
  private Telephone phone;

  @BeforeEach
  void connect() throws IOException {
    pbx = new RudePbx();
    phone = Telephone.listen(0, pbx.address(), EAR);
  }

  @AfterEach
  void disconnect() {
    pbx.yieldToEverything();
    phone.close();
    pbx.close();
  }

  private InetSocketAddress phoneAddress() {
    return new InetSocketAddress("127.0.0.1", phone.port());
  }

  /// A call of the telephone that the PBX has answered.
  private TelephoneCall answered(SipMessage invite, TelephoneCall call) throws IOException {
    pbx.send(pbx.ok(invite));
    pbx.expect("ACK", SOON);
    call.awaitAnswer(SOON);
    return call;
  }

  @Test
  void inviteThatWasLostIsSentAgain() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));

    SipMessage first = pbx.expect("INVITE", SOON);
    SipMessage again = pbx.expect("INVITE", SOON);
    answered(again, call);

    assertThat(again).isEqualTo(first);
    assertThat(call.isUp()).isTrue();
  }

  @Test
  void inviteIsNotSentAgainOnceTheFarEndRings() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);

    pbx.send(SipMessage.response(invite, 180).withToTag("rude"));
    call.awaitRinging(SOON);

    assertThatThrownBy(() -> pbx.expect("INVITE", Duration.ofMillis(800)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void answerThatComesAgainIsAcknowledgedAgain() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);
    answered(invite, call);

    pbx.send(pbx.ok(invite));
    SipMessage ack = pbx.expect("ACK", SOON);

    assertThat(ack.cseq()).isEqualTo(invite.cseq());
    assertThat(ack.requestUri()).startsWith("sip:rude@");
    assertThat(ack.branch()).isNotEqualTo(invite.branch());
  }

  @Test
  void refusalIsAcknowledgedInItsOwnTransaction() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);

    pbx.send(SipMessage.response(invite, 486).withToTag("rude"));
    SipMessage ack = pbx.expect("ACK", SOON);

    assertThat(ack.branch()).isEqualTo(invite.branch());
    assertThat(ack.tag("To")).contains("rude");
    assertThatThrownBy(() -> call.awaitAnswer(SOON)).isInstanceOf(CallRefused.class);
  }

  @Test
  void callGivenUpBeforeThePbxSaidAnythingIsCancelledWhenItDoes() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);

    call.hangUp();
    pbx.send(SipMessage.response(invite, 180).withToTag("rude"));
    SipMessage cancel = pbx.expect("CANCEL", SOON);
    pbx.send(SipMessage.response(cancel, 200));
    pbx.send(SipMessage.response(invite, 487).withToTag("rude"));
    pbx.expect("ACK", SOON);

    assertThat(cancel.branch()).isEqualTo(invite.branch());
    call.awaitHangup(SOON);
  }

  @Test
  void holdInMidCallIsAnsweredAndTheCallGoesOn() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);
    answered(invite, call);
    String hold = Sdp.offer(Codec.ALAW, 40_002).replace("sendrecv", "sendonly");

    pbx.send(pbx.inside(invite, "INVITE", 7).withBody("application/sdp", hold));
    pbx.expect("INVITE", SOON); // 100 Trying
    SipMessage answer = pbx.expect("INVITE", SOON);
    pbx.send(pbx.inside(invite, "ACK", 7));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("a=recvonly");
    assertThat(call.isUp()).isTrue();
  }

  @Test
  void changeToACodecThatTheTelephoneHasNotIsRefusedAndTheCallGoesOn() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);
    answered(invite, call);

    pbx.send(
        pbx.inside(invite, "INVITE", 7).withBody("application/sdp", Sdp.offer(Codec.ULAW, 40_002)));
    pbx.expect("INVITE", SOON);
    SipMessage answer = pbx.expect("INVITE", SOON);

    assertThat(answer.status()).isEqualTo(488);
    assertThat(call.isUp()).isTrue();
  }

  @Test
  void questionsInsideTheCallAreAnswered() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);
    answered(invite, call);

    pbx.send(pbx.inside(invite, "OPTIONS", 8));
    SipMessage options = pbx.expect("OPTIONS", SOON);
    pbx.send(pbx.inside(invite, "UPDATE", 9));
    SipMessage update = pbx.expect("UPDATE", SOON);

    assertThat(options.status()).isEqualTo(200);
    assertThat(update.status()).isEqualTo(405);
    assertThat(update.header("Allow")).isPresent();
  }

  @Test
  void ourAnswerIsSentAgainUntilItIsAcknowledged() throws IOException {
    SipMessage invite = pbx.invite("a1");
    pbx.send(invite, phoneAddress());
    pbx.expect("INVITE", SOON); // 100 Trying

    phone.awaitCall(SOON).answer();
    SipMessage first = pbx.expect("INVITE", SOON);
    SipMessage again = pbx.expect("INVITE", SOON);

    assertThat(first.status()).isEqualTo(200);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void callThatComesAgainIsTheSameCall() throws IOException {
    SipMessage invite = pbx.invite("a2");
    pbx.send(invite, phoneAddress());
    pbx.expect("INVITE", SOON);
    TelephoneCall call = phone.awaitCall(SOON);
    call.ring();
    pbx.expect("INVITE", SOON); // 180 Ringing

    pbx.send(invite, phoneAddress());
    SipMessage again = pbx.expect("INVITE", SOON);

    assertThat(again.status()).isEqualTo(180);
    assertThatThrownBy(() -> phone.awaitCall(Duration.ofMillis(100)))
        .hasMessageContaining("no call came");
  }

  @Test
  void callWithoutAnyCodecOfOursIsRefused() throws IOException {
    SipMessage bare = pbx.invite("a3");
    SipMessage invite =
        new SipMessage(bare.startLine(), bare.headers(), Sdp.offer(Codec.ULAW, 40_000));
    pbx.send(invite, phoneAddress());
    pbx.expect("INVITE", SOON);
    TelephoneCall call = phone.awaitCall(SOON);

    assertThatThrownBy(call::answer).hasMessageContaining("offers no sound");
    assertThat(pbx.expect("INVITE", SOON).status()).isEqualTo(488);
  }

  @Test
  void answerWhoseSoundWouldLeaveTheMachineEndsTheCall() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);
    SipMessage ok = pbx.ok(invite);

    pbx.send(
        new SipMessage(
            ok.startLine(), ok.headers(), ok.body().replace("IP4 127.0.0.1", "IP4 192.0.2.7")));
    pbx.expect("ACK", SOON);
    SipMessage bye = pbx.expect("BYE", SOON);
    pbx.send(SipMessage.response(bye, 200));

    assertThatThrownBy(() -> call.awaitAnswer(SOON))
        .hasMessageContaining("would leave this machine");
  }

  @Test
  void rubbishOnThePortDisturbsNobody() throws IOException {
    TelephoneCall call = phone.dial("700", Caller.of("+992900000001"));
    SipMessage invite = pbx.expect("INVITE", SOON);

    pbx.send(new SipMessage("HELLO", java.util.List.of(), "rubbish"));
    answered(invite, call);

    assertThat(call.isUp()).isTrue();
  }

  @Test
  void callerWhoseTelephoneOnlyPlacesCallsTakesNone() throws IOException {
    try (Telephone caller = Telephone.open(pbx.address(), EAR)) {
      pbx.send(pbx.invite("a4"), new InetSocketAddress("127.0.0.1", caller.port()));

      assertThat(pbx.expect("INVITE", SOON).status()).isEqualTo(480);
    }
  }
}
