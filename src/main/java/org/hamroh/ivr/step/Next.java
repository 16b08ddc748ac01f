package org.hamroh.ivr.step;

/// What came of a step: where the caller goes now.
public sealed interface Next {

  record To(Target target) implements Next {}

  /// To people. The script is over.
  ///
  /// @param queue    as the PBX calls it
  /// @param priority the higher, the sooner
  /// @param reason   what the operator is told the call is about
  record Queue(String queue, int priority, String reason) implements Next {}

  /// Good-bye has been said. The script is over.
  record End() implements Next {}
}
