package org.hamroh.day;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What there is to do.
public enum DayList {

  /// In a queue now; the PBX gives each to one operator, so nobody claims them.
  WAITING,

  /// Voice messages that nobody has answered.
  MESSAGES,

  /// Calls that we owe today. While a person has one, the dialer leaves it alone.
  CALLBACKS,

  /// What one operator said would be done; nobody else sees them.
  FOLLOW_UPS,

  /// Who gave up in a queue or a menu and has not been reached since.
  LOST;

  /// As it stands in addresses: `follow-ups`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<DayList> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /// Whether one person can take a thing of it upon them.
  boolean isClaimed() {
    return this == MESSAGES || this == CALLBACKS || this == LOST;
  }
}
