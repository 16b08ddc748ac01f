package org.hamroh.say;

import java.util.Locale;
import java.util.Optional;

/// What a value is, for saying it: the kinds of the language vectors.
public enum Kind {
  /// 0 to 999,999,999; Russian: masculine.
  CARDINAL,
  /// Russian only.
  CARDINAL_FEMININE,
  /// Russian only.
  CARDINAL_NEUTER,
  /// Tajik only.
  ORDINAL,
  /// Russian only: a place in the queue.
  ORDINAL_NEUTER,
  /// Digit by digit: `2047`.
  DIGITS,
  /// Day and month: `03-15`, or `2026-03-15` of which the year is not said.
  DATE,
  /// Russian only: on that day.
  DATE_GENITIVE,
  /// `2026-03-15`.
  DATE_YEAR,
  /// 1 (Monday) to 7.
  WEEKDAY,
  /// 1 to 12.
  MONTH,
  /// `17:45`, 24 hours.
  TIME24,
  /// Russian only, after "at": `восемь часов одну минуту`.
  TIME24_ACCUSATIVE,
  /// `17:00`, twelve hours and the part of the day.
  TIME_PART,
  /// Somoni and dirams: `12500.75`.
  MONEY_TJS,
  /// Whole roubles.
  MONEY_RUB,
  COUNT_PERSON,
  COUNT_MESSAGE,
  COUNT_DAY,
  COUNT_MINUTE,
  /// Russian only, after "about": `двух минут`.
  COUNT_MINUTE_GENITIVE,
  /// The whole sentence on how long to wait.
  WAIT_MINUTES,
  /// "in five minutes".
  IN_MINUTES,
  /// The whole sentence on the place in the queue.
  QUEUE_POSITION,
  /// The whole sentence on how many are before the caller.
  QUEUE_AHEAD,
  /// "press one"; 0-9 or `*`.
  PRESS_KEY;

  /// As it is written in files and commands: `count-person`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Kind> of(String code) {
    for (Kind kind : values()) {
      if (kind.code().equals(code)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
