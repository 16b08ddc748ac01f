package org.hamroh.line;

/// How a call comes to the server: from the carrier, back from a queue. The dialplan asks with
/// `agi://…/call`, `/queue-key?key=1&queue=queue-wages&number=700`,
/// `/queue-left?status=TIMEOUT&queue=queue-wages&number=700` and
/// `/talked?queue=queue-wages&number=700`; or we have made it:
/// `/callback?hello=missed&language=tg`.
public sealed interface Arrival {

  /// What was dialled, `700`: it chooses the script. Empty when the carrier did not say.
  String dialedNumber();

  /// A new call.
  record Rang(String dialedNumber) implements Arrival {}

  /// The caller waited in a queue and pressed a key.
  ///
  /// @param language that the caller had chosen, empty when none
  record PressedInQueue(String dialedNumber, String language, String queue, String key)
      implements Arrival {}

  /// The queue gave the caller back without an operator.
  ///
  /// @param status Asterisk's QUEUESTATUS: `TIMEOUT`, `JOINEMPTY`, `LEAVEEMPTY`, `FULL`,
  ///               `JOINUNAVAIL`, `LEAVEUNAVAIL`, `CONTINUE`, `WITHDRAW`
  record LeftQueue(String dialedNumber, String language, String queue, String status)
      implements Arrival {}

  /// We rang, and somebody or something has answered.
  ///
  /// @param language known before, empty when none is
  /// @param hello    how to begin, a step of the script for such calls: `missed`, `wanted`, `safe`
  record CalledBack(String language, String hello) implements Arrival {

    @Override
    public String dialedNumber() {
      return "";
    }
  }

  /// An operator has hung up, and the caller is still there.
  record Talked(String dialedNumber, String language, String queue) implements Arrival {}
}
