package org.hamroh.callback;

import java.time.Duration;
import java.util.Locale;

/// What came of one attempt.
public enum Outcome {

  /// A key was pressed: the person was there.
  CONFIRMED,

  /// Answered, but no key was pressed: a machine, somebody else, or too short a moment.
  UNCONFIRMED,
  BUSY,
  NO_ANSWER,

  /// The telephone is off, out of reach, or there is no such number.
  UNREACHABLE,

  /// The person pressed the red button.
  REFUSED,

  /// The network let nothing through on this way.
  BLOCKED,

  /// We or the PBX died, and nobody knows whether it rang.
  LOST,

  /// The gate closed, or the PBX could not be asked, in the last moment: nothing has left.
  NOT_SENT;

  /// A person needs seconds to look and refuse, and a telephone that is on rings for a while; a
  /// network needs neither.
  private static final Duration TOO_QUICK_FOR_A_PERSON = Duration.ofSeconds(3);

  /// Of a leg that was not answered.
  ///
  /// @param cause Q.850, as Asterisk makes it from the carrier's answer
  /// @param took  from the marking to the end
  public static Outcome unanswered(int cause, Duration took) {
    boolean quick = took.compareTo(TOO_QUICK_FOR_A_PERSON) < 0;
    return switch (cause) {
      case 17 -> BUSY;
      case 18, 19 -> quick ? UNREACHABLE : NO_ANSWER;
      case 1, 20, 22, 28 -> UNREACHABLE;
      case 21 -> quick ? BLOCKED : REFUSED;
      case 0, 16 -> NO_ANSWER;
      default -> BLOCKED; // no circuit, congestion, out of order, not allowed…
    };
  }

  /// As it stands in the table and in `why`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Outcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
