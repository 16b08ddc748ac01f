package org.hamroh.pbx;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.hamroh.sip.Codec;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;

/// Telephones around a [TestPbx].
final class PbxCalls {

  /// What the hotline promises: a prompt or a person within this.
  static final Duration SOON = Duration.ofSeconds(20);

  static final String CALLER = "+992900000001";

  private PbxCalls() {}

  static Telephone caller(TestPbx pbx) {
    return Telephone.open(sip(pbx), ear(pbx));
  }

  /// @param number 1 for `op1`
  static Telephone operator(TestPbx pbx, int number) {
    return Telephone.register(sip(pbx), "op" + number, pbx.operatorPassword(number), ear(pbx));
  }

  static InetSocketAddress sip(TestPbx pbx) {
    return new InetSocketAddress("127.0.0.1", pbx.sipPort());
  }

  static PromptEar ear(TestPbx pbx) {
    return PromptEar.of(pbx.folders().sounds(), Codec.ALAW);
  }
}
