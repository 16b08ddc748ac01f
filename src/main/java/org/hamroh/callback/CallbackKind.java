package org.hamroh.callback;

import java.util.Locale;

/// Why somebody is to be called.
public enum CallbackKind {

  /// Rang the line that is never answered: the main menu, once a key confirms who it is.
  MISSED_CALL,

  /// Waited in a queue and keeps the place by being called.
  QUEUE,

  /// At a time that was chosen.
  BOOKED,

  /// Was in danger and could not stay on the line.
  DANGER,

  /// The line broke on our side in the middle of a talk.
  LINE_LOST,

  /// The hotline rings itself, to see whether it answers.
  SELF;

  /// Whether nobody but an operator will do once the person has answered.
  public boolean wantsOperator() {
    return switch (this) {
      case QUEUE, BOOKED, DANGER, LINE_LOST -> true;
      case MISSED_CALL, SELF -> false;
    };
  }

  /// As it stands in the table and on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CallbackKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
