package org.hamroh.talk;

import java.time.Instant;
import java.util.Locale;
import org.hamroh.call.CallId;

/// A call that an operator makes to a person, from what is written down.
///
/// @param record   of the contact; empty when made from the person's page
/// @param operator `op1`
/// @param reason   why it was refused, as [CallsOut.Refused]; else empty
public record OutCall(
    CallId call, String record, String operator, Instant at, State state, String reason) {

  /// How far it has come.
  public enum State {
    /// The operator's own telephone rings.
    DESK,
    /// The person's telephone rings.
    RINGING,
    TALKING,
    /// They have talked.
    OVER,
    /// The operator's telephone was not answered.
    NO_DESK,
    /// The person did not answer, or the operator hung up before.
    NOT_REACHED,
    REFUSED,
    /// The PBX or the server failed in between.
    BROKEN;

    /// As pages and the API say it: `not-reached`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean goesOn() {
      return this == DESK || this == RINGING || this == TALKING;
    }
  }
}
