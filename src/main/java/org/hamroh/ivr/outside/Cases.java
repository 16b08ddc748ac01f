package org.hamroh.ivr.outside;

import org.hamroh.call.CallId;

/// Tells how a case stands, and nothing of what it is about.
public interface Cases {

  enum Status {
    OPEN,
    REFERRED,
    CLOSED,
    /// No case of this number and PIN; also after too many tries from one telephone.
    NOT_FOUND,
    UNAVAILABLE
  }

  /// @param receipt the case's number as keyed
  /// @param pin     as keyed
  Status status(CallId call, String receipt, String pin);

  static Cases none() {
    return (call, receipt, pin) -> Status.UNAVAILABLE;
  }
}
