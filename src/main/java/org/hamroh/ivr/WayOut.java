package org.hamroh.ivr;

import org.hamroh.ivr.step.Next;

/// How a call's script came to its end.
public sealed interface WayOut {

  /// The dialplan takes the caller to people.
  record ToQueue(Next.Queue queue) implements WayOut {}

  /// We said good-bye.
  record Ended() implements WayOut {}

  /// The caller hung up first.
  record CallerLeft() implements WayOut {}

  /// As `CallEvent.ScriptEnded` says it.
  default String word() {
    return switch (this) {
      case ToQueue toQueue -> "queue";
      case Ended ended -> "end";
      case CallerLeft callerLeft -> "hangup";
    };
  }
}
