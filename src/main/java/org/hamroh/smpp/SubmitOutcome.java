package org.hamroh.smpp;

/// What is known after a submit.
public sealed interface SubmitOutcome {

  /// The SMSC has it.
  ///
  /// @param messageId as the SMSC wrote it; receipts name it, perhaps in another notation
  record Accepted(String messageId) implements SubmitOutcome {}

  /// The SMSC said no, or nothing left the house: it is certain that the segment is not there.
  record Refused(Refusal refusal) implements SubmitOutcome {}

  /// It went out and no answer came. It may be there: never send it again unasked.
  record Unknown(String why) implements SubmitOutcome {}
}
