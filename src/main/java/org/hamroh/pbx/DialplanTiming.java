package org.hamroh.pbx;

import java.time.Duration;

/// How long the dialplan is patient, in whole seconds on Asterisk's side.
///
/// @param firstHandle a server that takes a call and says nothing loses it after this
/// @param queueWait   in a queue, until the server is asked what else to offer
/// @param dangerWait  the same in `queue-danger`: the content promises 30 s at most
/// @param netWait     in the queue without a server, until a voice message is taken
/// @param netRetry    how long the net tries again while no telephone is registered
/// @param announce    between two announcements of the place in the queue
/// @param wrapUp      an operator's rest after a talk, when nobody pauses them for longer
/// @param ring        a line that is never answered rings for this
/// @param message     longest voice message
public record DialplanTiming(
    Duration firstHandle,
    Duration queueWait,
    Duration dangerWait,
    Duration netWait,
    Duration netRetry,
    Duration announce,
    Duration wrapUp,
    Duration ring,
    Duration message) {

  /// How long an operator whom the caller knows is asked before the others.
  static final Duration FIRST_CHOICE = Duration.ofSeconds(15);

  /// How long those who are to have calls in danger first are rung before everybody is: two rings,
  /// for the caller is promised a person within half a minute.
  static final Duration DANGER_FIRST = Duration.ofSeconds(8);

  /// How long those who are on call are rung for one caller: two rounds of their mobiles.
  static final Duration ON_CALL = Duration.ofSeconds(80);

  /// A mobile rings, is taken out of a pocket, and asks for a key, in one round of the queue.
  static final Duration ON_CALL_RING = Duration.ofSeconds(35);

  /// What a real hotline uses.
  public static DialplanTiming standard() {
    return new DialplanTiming(
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(3),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2));
  }
}
