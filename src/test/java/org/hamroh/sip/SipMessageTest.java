package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SipMessageTest {

  @Test
  void answerOfThePbxIsRead() throws IOException {
    SipMessage ok = Museum.message("asterisk-200-to-invite");

    assertThat(ok.isResponse()).isTrue();
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.reason()).isEqualTo("OK");
    assertThat(ok.method()).isEqualTo("INVITE");
    assertThat(ok.cseq()).isEqualTo(1);
    assertThat(ok.branch()).isEqualTo("z9hG4bK0d51a1898dbb8638");
    assertThat(ok.tag("To")).contains("4e6634b0-7d28-410a-8d97-4e379b75604f");
    assertThat(ok.contactUri())
        .hasValueSatisfying(uri -> assertThat(uri).startsWith("sip:127.0.0.1:"));
    assertThat(Sdp.parse(ok.body()).media().getPort()).isEqualTo(12442);
  }

  @Test
  void callOfThePbxIsRead() throws IOException {
    SipMessage invite = Museum.message("asterisk-invite");

    assertThat(invite.isResponse()).isFalse();
    assertThat(invite.status()).isZero();
    assertThat(invite.method()).isEqualTo("INVITE");
    assertThat(invite.requestUri()).startsWith("sip:op1@127.0.0.1:");
    assertThat(invite.tag("From")).isPresent();
    assertThat(invite.tag("To")).isEmpty();
    assertThat(Sdp.parse(invite.body()).payloadTypes()).containsExactly(8, 0, 101);
  }

  @Test
  void shortNamesFoldedLinesAndOtherLettersAreRead() throws IOException {
    SipMessage invite = Museum.message("compact");

    assertThat(invite.header("From"))
        .contains("\"Carrier, Dushanbe\" <sip:+992900000002@127.0.0.1> ;tag=28ed");
    assertThat(invite.tag("From")).contains("28ed");
    assertThat(invite.cseq()).isEqualTo(8);
    assertThat(invite.callId()).isEqualTo("3848276298220188511@127.0.0.1");
    assertThat(invite.contactUri()).contains("sip:carrier@127.0.0.1:5070");
  }

  @Test
  void responseCarriesWhatTiesItToItsRequest() throws IOException {
    SipMessage bye = Museum.message("asterisk-bye");

    SipMessage response = SipMessage.response(bye, 200);

    for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
      assertThat(response.headers(name)).isEqualTo(bye.headers(name)).isNotEmpty();
    }
    assertThat(response.header("Max-Forwards")).isEmpty();
  }

  @Test
  void ourTagIsAddedOnceOnly() throws IOException {
    SipMessage ringing = SipMessage.response(Museum.message("asterisk-invite"), 180);

    SipMessage tagged = ringing.withToTag("ours").withToTag("again");

    assertThat(tagged.tag("To")).contains("ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asterisk-200-to-invite",
        "asterisk-invite",
        "asterisk-401-to-register",
        "asterisk-bye",
        "asterisk-487-to-invite",
        "asterisk-cancel",
        "compact"
      })
  void whatIsWrittenReadsTheSame(String name) throws IOException {
    SipMessage message = Museum.message(name);

    byte[] bytes = message.toBytes();
    SipMessage again = SipMessage.parse(bytes, bytes.length);

    assertThat(again).isEqualTo(message);
  }

  @Test
  void whatStandsAfterTheSaidLengthIsLeftOut() {
    byte[] bytes =
        ("BYE sip:a SIP/2.0\r\nVia: x\r\nFrom: a\r\nTo: b\r\nCall-ID: c\r\nCSeq: 1 BYE\r\n"
                + "l: 2\r\n\r\nabcd")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(SipMessage.parse(bytes, bytes.length).body()).isEqualTo("ab");
  }

  @Test
  void lengthCountsBytesNotLetters() {
    SipMessage message =
        SipMessage.request("MESSAGE", "sip:a@127.0.0.1").withBody("text/plain", "ёғ");

    assertThat(new String(message.toBytes(), StandardCharsets.UTF_8))
        .contains("Content-Length: 4\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "INVITE sip:700@127.0.0.1 SIP/2.0",
        "INVITE sip:700@127.0.0.1 HTTP/1.1\r\nVia: x\r\n\r\n",
        "SIP/2.0 999 Odd\r\nVia: x\r\n\r\n",
        "BYE sip:a SIP/2.0\r\nVia: x\r\nFrom: a\r\nTo: b\r\nCall-ID: c\r\nCSeq: BYE\r\n\r\n",
        "BYE sip:a SIP/2.0\r\nno colon here\r\n\r\n",
        "BYE sip:a SIP/2.0\r\n folded\r\n\r\n"
      })
  void whatIsNoSipIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SipMessage.parse(bytes, bytes.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messageWithHundredsOfHeadersIsRefused() {
    byte[] bytes =
        ("BYE sip:a SIP/2.0\r\n" + "Via: x\r\n".repeat(300) + "\r\n")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SipMessage.parse(bytes, bytes.length))
        .hasMessageContaining("over 200 headers");
  }
}
