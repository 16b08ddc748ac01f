package org.hamroh.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hamroh.sip.Digest.Credentials;
import org.junit.jupiter.api.Test;

final class DigestTest {

  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle Of Life");

  @Test
  void answersTheExampleOfRfc2617() {
    Digest challenge =
        Digest.parse(
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                    + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                    + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")
            .orElseThrow();

    String answer = challenge.authorization(MUFASA, "GET", "/dir/index.html", "0a4f113b");

    assertThat(answer)
        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
        .contains("qop=auth, nc=00000001, cnonce=\"0a4f113b\"")
        .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
  }

  @Test
  void answersTheExamplesOfRfc7616() {
    Credentials mufasa = new Credentials("Mufasa", "Circle of Life");
    String rest =
        ", realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    Digest md5 = Digest.parse("Digest algorithm=MD5" + rest).orElseThrow();
    Digest sha256 = Digest.parse("Digest algorithm=SHA-256" + rest).orElseThrow();

    assertThat(md5.authorization(mufasa, "GET", "/dir/index.html", cnonce))
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    assertThat(sha256.authorization(mufasa, "GET", "/dir/index.html", cnonce))
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
  }

  @Test
  void serverOfOldThatOffersNoQopIsAnsweredWithout() {
    Digest challenge =
        Digest.parse("Digest realm=\"atlanta.com\", nonce=\"84a4cc6f3082121f32b42a2187831a9e\"")
            .orElseThrow();

    String answer =
        challenge.authorization(
            new Credentials("alice", "secret"), "INVITE", "sip:bob@biloxi.com", "unused");

    assertThat(answer).doesNotContain("qop").doesNotContain("cnonce").doesNotContain("opaque");
  }

  @Test
  void challengeOfThePbxIsUnderstood() throws IOException {
    Digest challenge = Digest.challenge(Museum.message("asterisk-401-to-register")).orElseThrow();

    assertThat(challenge.realm()).isEqualTo("asterisk");
    assertThat(challenge.nonce()).isEqualTo("1795310780/2ff27c3e0129cae72f90d42c8e2c4a40");
    assertThat(challenge.opaque()).isEqualTo("6e28c48207ad26b9");
    assertThat(challenge.qopAuth()).isTrue();
  }

  @Test
  void ofSeveralChallengesTheFirstThatWeKnowIsTaken() throws IOException {
    SipMessage both =
        Museum.message("asterisk-487-to-invite")
            .with("WWW-Authenticate", "Digest realm=\"a\",nonce=\"1\",algorithm=SHA-512-256")
            .with("WWW-Authenticate", "Digest realm=\"a\",nonce=\"2\",algorithm=MD5");

    assertThat(Digest.challenge(both))
        .hasValueSatisfying(d -> assertThat(d.nonce()).isEqualTo("2"));
    assertThat(Digest.parse("Basic realm=\"a\"")).isEmpty();
  }

  @Test
  void passwordDoesNotShow() {
    assertThat(MUFASA).hasToString("Mufasa [hidden]");
  }
}
