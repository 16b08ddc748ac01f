package org.hamroh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.SeenHouse.Whose;
import org.hamroh.ami.FakeAmi;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallLog;
import org.hamroh.phone.CallerKey;

/// The line of the house as it stands while everybody looks: one caller who cannot speak talks with
/// an operator and has answered by key, one waits, and a colleague rests.
final class SeenLine implements AutoCloseable {

  private static final String TALKER = "zqtalker";
  private static final String QUEUE = "queue-zqwaits";
  private static final String REST = "zqrests";

  /// Of somebody who cannot speak.
  static final CallId TALK = new CallId("hamroh-1795314000.33");

  private static final CallId WAITS = new CallId("hamroh-1795314000.44");

  private final FakeAmi pbx = new FakeAmi();

  SeenLine() {
    pbx.stands(
        leg("PJSIP/demo-0000000a", TALK.value(), "Queue", "queue-danger,c")
            + leg("PJSIP/" + TALKER + "-0000000b", TALK.value() + "1", "AppQueue", "(Outgoing)"),
        member(TALKER, "InCall: 1\nStatus: 2\nPaused: 0\nPausedReason:")
            + member("op2", "InCall: 0\nStatus: 1\nPaused: 1\nPausedReason: " + REST)
            + waiting());
  }

  int port() {
    return pbx.config().port();
  }

  String secret() {
    return pbx.config().secret().value();
  }

  /// What the scripts have told of the talk before the server starts.
  void told(CallLog log, CallerKey caller) {
    Instant at = Instant.now().minus(Duration.ofMinutes(2));
    List<CallEvent> events =
        List.of(
            new CallEvent.CallStarted(caller, "TJ", "700", "PJSIP/demo-0000000a"),
            new CallEvent.CannotSpeak("silent"),
            new CallEvent.HandedToQueue("queue-danger", 9, "danger"),
            new CallEvent.QueueEntered("queue-danger", 1),
            new CallEvent.OperatorAnswered("queue-danger", "op2", Duration.ofSeconds(1)),
            new CallEvent.SilentAnswer("yes"));
    for (int i = 0; i < events.size(); i++) {
      log.tell(TALK, at.plusSeconds(i), events.get(i));
    }
  }

  /// What of it stands where the words of the house are looked for.
  void pieces(SeenHouse house) {
    house.piece("live-call", "operator", Whose.OTHERS, TALKER);
    house.piece("live-call", "queue", Whose.OTHERS, QUEUE.substring("queue-".length()));
    house.piece("day-item", "queue", Whose.OTHERS, QUEUE.substring("queue-".length()));
    house.piece("operator-state", "id", Whose.OTHERS, TALKER);
    house.piece("operator-state", "reason", Whose.OTHERS, REST);
  }

  /// Something happens on the line: pages that are open are told.
  void rings() {
    pbx.say(
        """
        Event: QueueCallerJoin
        Privilege: agent,all
        Channel: PJSIP/demo-0000000d
        ChannelState: 6
        CallerIDNum: %s
        CallerIDName: <unknown>
        Language: tg
        Uniqueid: hamroh-1795314000.55
        Linkedid: hamroh-1795314000.55
        Queue: %s
        Position: 2
        Count: 2

        """
            .formatted(SeenHouse.OTHERS.e164(), QUEUE));
  }

  private static String leg(String channel, String unique, String application, String data) {
    return """
        Event: CoreShowChannel
        Channel: %s
        ChannelState: 6
        CallerIDNum: %s
        Language: tg
        Uniqueid: %s
        Linkedid: %s
        Application: %s
        ApplicationData: %s
        Duration: 00:01:40
        BridgeId: bridge-1

        """
        .formatted(channel, SeenHouse.OTHERS.e164(), unique, TALK.value(), application, data);
  }

  private static String member(String name, String state) {
    return """
        Event: QueueMember
        Queue: queue-danger
        Name: %1$s
        Location: PJSIP/%1$s
        StateInterface: PJSIP/%1$s
        Membership: static
        Penalty: 0
        CallsTaken: 0
        LastCall: 0
        LastPause: 0
        LoginTime: 0
        %2$s
        Wrapuptime: 0

        """
        .formatted(name, state);
  }

  private static String waiting() {
    return """
        Event: QueueEntry
        Queue: %s
        Position: 1
        Channel: PJSIP/demo-0000000c
        Uniqueid: %s
        CallerIDNum: %s
        CallerIDName: <unknown>
        ConnectedLineNum: unknown
        ConnectedLineName: <unknown>
        Wait: 7
        Priority: 0

        """
        .formatted(QUEUE, WAITS.value(), SeenHouse.OTHERS.e164());
  }

  @Override
  public void close() {
    pbx.close();
  }
}
