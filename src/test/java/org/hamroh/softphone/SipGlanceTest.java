package org.hamroh.softphone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the telephone's door reads of a message, and what it refuses to read.
final class SipGlanceTest {

  private static final String REGISTER =
      """
      REGISTER sip:hamroh.invalid SIP/2.0
      Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1
      To: <sip:op1-web@hamroh.invalid>
      From: "Zarina" <sip:op1-web@hamroh.invalid>;tag=n7
      Call-ID: c1
      CSeq: 1 REGISTER
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  private final Line line = new Line("op1", operator -> {});

  private boolean passes(String message) {
    return SipGlance.of(message).filter(line::allows).isPresent();
  }

  @Test
  void operatorRegistersUnderTheOwnName() {
    assertThat(SipGlance.of(REGISTER))
        .contains(new SipGlance("REGISTER", 0, "c1", "op1-web", false, false));
    assertThat(passes(REGISTER)).isTrue();
    assertThat(passes(REGISTER.replace("op1-web", "op2-web"))).isFalse();
  }

  @Test
  void newCallsOfABrowserDoNotPassButAnswersDo() {
    assertThat(passes(REGISTER.replace("REGISTER", "INVITE"))).isFalse();
    assertThat(passes(REGISTER.replace("REGISTER sip:hamroh.invalid SIP/2.0", "SIP/2.0 200 OK")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: <sip:demo@127.0.0.1>;tag=x\r\n",
        "f: <sip:demo@127.0.0.1>;tag=x\r\n",
        "Content-Length: 0\r\n",
        "l: 0\r\n",
        " folded\r\n",
        "no colon\r\n",
        "X: a\nFrom: <sip:demo@127.0.0.1>\r\n"
      })
  void lineThatCouldBeReadInTwoWaysIsRefused(String more) {
    assertThat(SipGlance.of(REGISTER.replace("CSeq:", more + "CSeq:"))).isEmpty();
  }

  @Test
  void secondMessageBehindTheFirstIsRefused() {
    assertThat(SipGlance.of(REGISTER + REGISTER.replace("REGISTER", "INVITE"))).isEmpty();
  }

  @Test
  void methodAndItsNumberMustAgree() {
    assertThat(SipGlance.of(REGISTER.replace("1 REGISTER", "1 INVITE"))).isEmpty();
  }
}
