package org.hamroh.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator's telephone shall do in all its queues, whatever it does now.
///
/// @param reason  shown beside a pause, empty when ready
/// @param since   when it was asked for
/// @param until   when a wrap-up or a rest ends by itself; absent for the others
/// @param done    whether the PBX has done it
/// @param trouble why not, empty when done or not tried yet
public record WantedState(
    String operator,
    Kind kind,
    String reason,
    Instant since,
    @Nullable Instant until,
    boolean done,
    String trouble) {

  public enum Kind {
    READY("ready"),
    PAUSED("paused"),
    WRAP_UP("wrap-up");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no state is called " + word);
    }
  }

  static WantedState ready(String operator, Instant now) {
    return new WantedState(operator, Kind.READY, "", now, null, false, "");
  }

  static WantedState paused(String operator, String reason, Instant now) {
    return new WantedState(operator, Kind.PAUSED, reason, now, null, false, "");
  }

  /// A telephone that rang several times and was not answered.
  static WantedState missed(String operator, Instant now, Duration rest) {
    return new WantedState(
        operator, Kind.PAUSED, OperatorDesk.MISSED, now, now.plus(rest), false, "");
  }

  /// A pause that ends by itself.
  static WantedState rest(String operator, String reason, Instant now, Instant until) {
    return new WantedState(operator, Kind.PAUSED, reason, now, until, false, "");
  }

  static WantedState wrapUp(String operator, Instant now, Duration limit) {
    return new WantedState(
        operator, Kind.WRAP_UP, OperatorDesk.WRAP_UP, now, now.plus(limit), false, "");
  }

  WantedState doneNow() {
    return new WantedState(operator, kind, reason, since, until, true, "");
  }

  WantedState failed(String why) {
    return new WantedState(operator, kind, reason, since, until, false, why);
  }

  /// A clock that was set back (no battery, the power returned) must not lengthen a rest: more left
  /// than the whole limit counts as over.
  boolean isOver(Instant now, Duration limit) {
    return until != null && (!now.isBefore(until) || now.plus(limit).isBefore(until));
  }
}
