package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.ami.AmiEvent.Waiting;
import org.hamroh.yaml.Problem;

/// What a PBX says, in a line each, for the situations in the tests. Each word comes a second after
/// the one before.
final class PbxSays {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final String GENERAL = "queue-general";
  static final String DANGER = "queue-danger";

  private final QueueBoard board;
  private Instant now = NOON;

  PbxSays(QueueBoard board) {
    this.board = board;
  }

  static Leg caller(int n) {
    return new Leg("PJSIP/demo-0000000" + n, "hamroh-" + n + ".0", "hamroh-" + n + ".0", "tg");
  }

  static Member member(String operator, String queue, Device status, String pausedFor) {
    return new Member(
        queue,
        "PJSIP/" + operator,
        operator,
        status,
        !pausedFor.isEmpty(),
        pausedFor,
        false,
        pausedFor.isEmpty() ? null : NOON);
  }

  /// Two operators, idle, in two queues; nobody calls.
  void everythingIsQuiet() {
    stands(List.of(), List.of(), Device.IDLE, Device.IDLE);
  }

  void stands(List<Channel> channels, List<Waiting> waiting, Device op1, Device op2) {
    List<Member> members = new ArrayList<>();
    for (String queue : List.of(GENERAL, DANGER)) {
      members.add(member("op1", queue, op1, ""));
      members.add(member("op2", queue, op2, ""));
    }
    say(new AmiEvent.Resynced(tick(), channels, members, waiting));
  }

  void join(int caller, String queue, int position) {
    say(new AmiEvent.QueueCallerJoin(tick(), queue, caller(caller), position));
  }

  void leave(int caller, String queue) {
    say(new AmiEvent.QueueCallerLeave(tick(), queue, caller(caller)));
  }

  void abandon(int caller, String queue) {
    say(new AmiEvent.QueueCallerAbandon(tick(), queue, caller(caller)));
    leave(caller, queue);
    hangUp(caller(caller));
  }

  void ring(int caller, String queue, String operator) {
    say(
        new AmiEvent.AgentCalled(
            tick(), queue, caller(caller), "PJSIP/" + operator, legOf(operator)));
    device(operator, Device.RINGING);
  }

  void ringInVain(int caller, String queue, String operator) {
    say(new AmiEvent.AgentRingNoAnswer(tick(), queue, caller(caller), "PJSIP/" + operator));
    device(operator, Device.IDLE);
  }

  /// In Asterisk's order: out of the queue first, then connected.
  void answer(int caller, String queue, String operator) {
    leave(caller, queue);
    say(
        new AmiEvent.AgentConnect(
            tick(), queue, caller(caller), "PJSIP/" + operator, legOf(operator)));
    device(operator, Device.IN_USE);
  }

  void complete(int caller, String queue, String operator, String reason) {
    isOverForTheQueue(caller, queue, operator, reason);
    hangUp(legOf(caller, operator));
    device(operator, Device.IDLE);
  }

  void isOverForTheQueue(int caller, String queue, String operator, String reason) {
    say(new AmiEvent.AgentComplete(tick(), queue, caller(caller), "PJSIP/" + operator, reason));
  }

  /// Two legs hear each other.
  void bridge(Leg one, Leg other) {
    say(new AmiEvent.BridgeEntered(tick(), one));
    say(new AmiEvent.BridgeEntered(tick(), other));
  }

  static Leg legOf(int caller, String operator) {
    return new Leg(legOf(operator), "hamroh-" + caller + ".1", caller(caller).linkedId(), "en");
  }

  void device(String operator, Device status) {
    for (String queue : List.of(GENERAL, DANGER)) {
      say(new AmiEvent.QueueMemberChanged(tick(), member(operator, queue, status, "")));
    }
  }

  void paused(String operator, String reason) {
    for (String queue : List.of(GENERAL, DANGER)) {
      say(new AmiEvent.QueueMemberChanged(tick(), member(operator, queue, Device.IDLE, reason)));
    }
  }

  void hangUp(Leg leg) {
    say(new AmiEvent.Hangup(tick(), leg));
  }

  void isLost() {
    say(new AmiEvent.Lost(tick(), Problem.of("127.0.0.1:5038", "gone", "wait")));
  }

  /// A leg in the room of a caller's talk.
  static Channel inRoom(int caller, Leg leg) {
    return new Channel(
        leg, "ConfBridge", caller + "-0,talk,talk-staff", "room-" + caller, Duration.ofSeconds(20));
  }

  static Channel onHold(int caller) {
    return new Channel(caller(caller), "MusicOnHold", ",300", "", Duration.ofSeconds(90));
  }

  static Channel waitingLeg(int caller, String queue) {
    return new Channel(caller(caller), "Queue", queue + ",,,,60", "", Duration.ofSeconds(90));
  }

  static Channel talkingLeg(int caller, String queue) {
    return new Channel(
        caller(caller), "Queue", queue + ",,,,60", "b-" + caller, Duration.ofSeconds(90));
  }

  static Channel operatorLeg(int caller, String operator, boolean talks) {
    return new Channel(
        new Leg(legOf(operator), "hamroh-" + caller + ".1", caller(caller).linkedId(), "en"),
        "AppQueue",
        "(Outgoing Line)",
        talks ? "b-" + caller : "",
        Duration.ofSeconds(30));
  }

  static Waiting waits(int caller, String queue, int position, int priority) {
    return new Waiting(
        queue,
        position,
        priority,
        caller(caller).uniqueId(),
        caller(caller).channel(),
        Duration.ofSeconds(60));
  }

  static String legOf(String operator) {
    return "PJSIP/" + operator + "-0000000a";
  }

  private void say(AmiEvent event) {
    board.accept(event);
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  Instant now() {
    return now;
  }
}
