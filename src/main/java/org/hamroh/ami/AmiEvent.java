package org.hamroh.ami;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamroh.yaml.Problem;
import org.jspecify.annotations.Nullable;

/// One thing that the PBX says about queues, callers and members: ours, so that nobody else learns
/// the library's four hundred classes. Names follow Asterisk's own; what we do not use is left out,
/// a caller's number above all.
///
/// AMI loses events (a slow reader is cut off), so none of these is a record of anything. Screens
/// follow them between two [Resynced] pictures, which say how things truly stand. Captures of real
/// ones are in `src/test/resources/ami`.
///
/// Source: Asterisk 22 `app_queue.c`, `manager_channels.c`; seen on 22.10.
public sealed interface AmiEvent {

  /// When it reached us, by our clock: AMI events carry no time of their own.
  Instant at();

  /// One leg of a call.
  ///
  /// @param channel  `PJSIP/demo-00000002`
  /// @param uniqueId `hamroh-1795309691.2`, names the leg
  /// @param linkedId uniqueid of the call's first leg, names the whole call
  /// @param language `tg`; what the dialplan or the script set
  record Leg(String channel, String uniqueId, String linkedId, String language) {}

  /// An operator's telephone as a member of one queue.
  ///
  /// @param device       `PJSIP/op1`, or `Local/op1@on-call` for a mobile that the dialplan rings
  /// @param name         `op1`; the device when the queue gives no name
  /// @param pausedReason empty when not paused or no reason was given
  /// @param inCall       whether it talks with a caller of a queue
  /// @param pausedAt     when it was last paused or made ready, absent when never
  /// @param penalty      how far it stands behind the others: 0 is the usual one
  record Member(
      String queue,
      String device,
      String name,
      Device status,
      boolean paused,
      String pausedReason,
      boolean inCall,
      @Nullable Instant pausedAt,
      int penalty) {

    /// With the usual penalty.
    public Member(
        String queue,
        String device,
        String name,
        Device status,
        boolean paused,
        String pausedReason,
        boolean inCall,
        @Nullable Instant pausedAt) {
      this(queue, device, name, status, paused, pausedReason, inCall, pausedAt, 0);
    }
  }

  /// What a telephone does, with Asterisk's numbers (`devicestate.h`).
  enum Device {
    UNKNOWN,
    IDLE,
    IN_USE,
    BUSY,
    INVALID,
    UNAVAILABLE,
    RINGING,
    RINGING_IN_USE,
    ON_HOLD;

    static Device of(@Nullable Integer status) {
      return status == null || status < 0 || status >= values().length ? UNKNOWN : values()[status];
    }
  }

  /// A caller in a queue, from `QueueStatus`.
  ///
  /// @param position 1 is next
  /// @param priority the higher, the sooner
  record Waiting(
      String queue, int position, int priority, String uniqueId, String channel, Duration waited) {}

  /// A leg that is up, from `CoreShowChannels`.
  ///
  /// @param application what it does: `Queue`, `AppQueue` (rung by a queue), `AGI`…
  /// @param data        what the application was given: for `Queue` the queue, then `,` and options
  /// @param bridgeId    shared by those who hear each other, empty when nobody does
  record Channel(Leg leg, String application, String data, String bridgeId, Duration age) {}

  /// How everything stands, asked from the PBX. It replaces whatever was believed before; events
  /// that follow it are newer than it.
  record Resynced(Instant at, List<Channel> channels, List<Member> members, List<Waiting> waiting)
      implements AmiEvent {}

  /// Nothing is known from here on, until the next [Resynced].
  record Lost(Instant at, Problem why) implements AmiEvent {}

  /// Those behind `position` have moved back by one.
  record QueueCallerJoin(Instant at, String queue, Leg caller, int position) implements AmiEvent {}

  /// Out of the queue: to an operator (an [AgentConnect] follows at once) or not. Those behind move
  /// up.
  record QueueCallerLeave(Instant at, String queue, Leg caller) implements AmiEvent {}

  /// The caller hung up while waiting; a [QueueCallerLeave] follows.
  record QueueCallerAbandon(Instant at, String queue, Leg caller) implements AmiEvent {}

  /// A member's telephone begins to ring for the caller.
  record AgentCalled(Instant at, String queue, Leg caller, String device, String memberChannel)
      implements AmiEvent {}

  record AgentConnect(Instant at, String queue, Leg caller, String device, String memberChannel)
      implements AmiEvent {}

  /// It rings no longer: not answered in time, refused, answered elsewhere, or the caller went.
  record AgentRingNoAnswer(Instant at, String queue, Leg caller, String device)
      implements AmiEvent {}

  /// The talk is over for the queue: it knows nothing of a hold or a third one.
  ///
  /// @param reason who ended it: `caller`, `agent`, or `transfer`
  record AgentComplete(Instant at, String queue, Leg caller, String device, String reason)
      implements AmiEvent {}

  /// `QueueMemberStatus`, `QueueMemberPause` and `QueueMemberAdded`: one shape, each of them says
  /// how the member stands now.
  record QueueMemberChanged(Instant at, Member member) implements AmiEvent {}

  record QueueMemberRemoved(Instant at, String queue, String device) implements AmiEvent {}

  /// Somebody pressed a key on this leg and let it go. Told only of legs whose channel variable
  /// HAMROH_KEYS is 1.
  ///
  /// @param digit one of `0-9 * # A-D`
  record KeyPressed(Instant at, Leg leg, String digit) implements AmiEvent {}

  /// Music begins, or goes on after an interruption.
  ///
  /// @param musicClass of `musiconhold.conf`: `hold-tg`
  record MusicStarted(Instant at, Leg leg, String musicClass) implements AmiEvent {}

  record MusicStopped(Instant at, Leg leg) implements AmiEvent {}

  /// The leg hears others from now on: a talk of two, or a room.
  record BridgeEntered(Instant at, Leg leg) implements AmiEvent {}

  /// The leg is gone.
  record Hangup(Instant at, Leg leg) implements AmiEvent {}
}
