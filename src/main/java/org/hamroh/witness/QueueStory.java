package org.hamroh.witness;

import java.util.List;
import org.hamroh.call.CallEvent;
import org.hamroh.queue.QueueName;

/// What lines of the queue log mean for the hotline.
final class QueueStory {

  private QueueStory() {}

  /// Whether the line is about a caller; others tell of members and of the log itself.
  static boolean isAboutACall(QueueLine line) {
    return !line.uniqueId().equals("NONE") && !events(line).isEmpty();
  }

  static List<CallEvent> events(QueueLine line) {
    String queue = QueueName.of(line.queue()).asked();
    return switch (line.event()) {
      // url | caller id | position
      case "ENTERQUEUE" -> List.of(new CallEvent.QueueEntered(queue, line.number(2)));
      // ringing time in milliseconds
      case "RINGNOANSWER", "RINGCANCELED" ->
          List.of(new CallEvent.OperatorRang(line.agent(), line.millis(0)));
      // holding time | the operator's leg | ringing time
      case "CONNECT" ->
          List.of(new CallEvent.OperatorAnswered(queue, line.agent(), line.seconds(0)));
      // holding time | talking time | first position
      case "COMPLETECALLER" ->
          List.of(new CallEvent.TalkEnded(line.agent(), line.seconds(1), true));
      case "COMPLETEAGENT" ->
          List.of(new CallEvent.TalkEnded(line.agent(), line.seconds(1), false));
      // extension | context | holding time | talking time | first position
      case "BLINDTRANSFER" ->
          List.of(new CallEvent.TalkEnded(line.agent(), line.seconds(3), false));
      // method | target | … | holding time | talking time, and a first position in the end
      case "ATTENDEDTRANSFER" ->
          List.of(
              new CallEvent.TalkEnded(line.agent(), line.seconds(line.data().size() - 2), false));
      // position | first position | waiting time
      case "ABANDON" -> List.of(new CallEvent.QueueLeft(queue, "abandoned", line.seconds(2)));
      case "EXITWITHTIMEOUT" -> List.of(new CallEvent.QueueLeft(queue, "timeout", line.seconds(2)));
      case "EXITEMPTY" -> List.of(new CallEvent.QueueLeft(queue, "empty", line.seconds(2)));
      // position | first position | waiting time | why
      case "WITHDRAW" -> List.of(new CallEvent.QueueLeft(queue, "withdrawn", line.seconds(2)));
      // key | position | first position | waiting time
      case "EXITWITHKEY" -> List.of(new CallEvent.QueueLeft(queue, "key", line.seconds(3)));
      default -> List.of();
    };
  }
}
