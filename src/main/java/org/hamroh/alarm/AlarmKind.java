package org.hamroh.alarm;

import java.util.Locale;

/// What can be so wrong that somebody must get up.
public enum AlarmKind {

  /// A call in danger has had no person for too long. Stays red until somebody takes it on: that
  /// the caller has gone does not make it good.
  DANGER,

  /// Under the cover of the weather line a caller has asked for help.
  SILENT_EMERGENCY,

  /// A partner has not answered, or not begun, by the time it was due. About a referral.
  REFERRAL_LATE,

  /// A life was at risk: a partner was told of a person who could not be asked. About a referral.
  REFERRAL_UNASKED,

  /// The answers of a screening say that somebody needs help soon.
  HIGH_RISK,

  /// One of our own numbers does not work. Over when it works again, and that is told too.
  LINE,

  /// No texts leave by a route. Over when they do again, and that is told too.
  ROUTE,

  /// The clock has jumped, and nothing is let go of until a person has looked at it.
  CLOCK,

  /// The same firm, site or agent is named in several cases: work for the union's lawyer.
  CLUSTER;

  /// As tables, messages and the API have it: `silent-emergency`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static AlarmKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether it stands on everybody's console until somebody takes it on.
  boolean isRed() {
    return this != CLUSTER;
  }

  /// Whether it is over by itself, and staff are told so.
  boolean recovers() {
    return this == LINE || this == CLOCK || this == ROUTE;
  }
}
