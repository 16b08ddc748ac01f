package org.hamroh.smpp;

/// What an SMSC hands to us (deliver_sm).
public sealed interface FromSmsc {

  /// What became of a segment.
  ///
  /// @param messageId as the SMSC wrote it, perhaps not as in its answer to the submit
  /// @param number    whom the segment was for, as the SMSC writes it
  /// @param status    `DELIVRD`, `UNDELIV`, `EXPIRED`, `REJECTD`, `DELETED`, `ACCEPTD`, `ENROUTE`,
  ///                  `UNKNOWN`
  /// @param error     the network's code, empty when there is none; carriers number them
  /// differently
  record Receipt(String messageId, String number, String status, String error)
      implements FromSmsc {}

  /// A text that somebody wrote to us.
  ///
  /// @param from       the writer's number as the SMSC writes it
  /// @param to         the number or short code it was sent to
  /// @param dataCoding §5.2.19
  /// @param joined     whether the octets begin with a user data header
  record Incoming(String from, String to, byte dataCoding, boolean joined, byte[] octets)
      implements FromSmsc {}

  /// Who takes it. The SMSC is answered only after this returns: keep it durably first. What is
  /// thrown makes the SMSC try again later. Called by a few threads at once.
  @FunctionalInterface
  interface Taker {
    void take(FromSmsc delivered);
  }
}
