package org.hamroh.call;

/// How a call came to its end, as the hotline sees it.
public enum Ending {
  /// Spoke with an operator.
  ANSWERED,
  /// Asked for an operator and left, or was let go, without one.
  ABANDONED,
  /// Heard information to its end, or was led to a good-bye.
  SELF_SERVED,
  /// Left a voice message and spoke with nobody.
  LEFT_MESSAGE,
  /// Booked a call back, and spoke with nobody yet.
  BOOKED_CALL,
  /// Hung up before anything was heard to its end.
  HUNG_UP_IN_MENU,
  /// Rang and was never answered by us: a missed call.
  MISSED,
  /// We rang, and nobody answered.
  NOT_REACHED,
  /// Our fault: the caller got neither information nor a person.
  FAILED,
  /// The PBX lost the call; nobody saw its end.
  UNKNOWN
}
