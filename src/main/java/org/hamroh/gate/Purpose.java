package org.hamroh.gate;

/// Why somebody is to be written to or rung.
public enum Purpose {

  /// One of many: closed at night, and to whoever said stop.
  BROADCAST(true, true),

  /// We said that we would ask again: closed at night.
  FOLLOW_UP(true, false),

  /// What this person asked for in this very call or text, or is owed at once.
  SERVICE(false, false),

  /// The same in words that tell nobody who we are.
  PLAIN(false, false),

  /// The call that this person asked for, at the time that was asked for.
  CALLBACK(false, false),

  /// Our own staff are told that something is wrong.
  ALARM(false, false),

  /// An organisation is told that somebody needs it. It is no caller of ours, and it is its work.
  PARTNER(false, false),

  /// Somebody of our own who is on call is rung for a caller: it is their hour.
  ON_CALL(false, false),

  /// The line rings its own number to see that it works, many times a day.
  SELF_TEST(false, false);

  private final boolean mindsTheHour;
  private final boolean mindsOptOut;

  Purpose(boolean mindsTheHour, boolean mindsOptOut) {
    this.mindsTheHour = mindsTheHour;
    this.mindsOptOut = mindsOptOut;
  }

  /// Whether it goes to our own people, who are needed most on a day that is full.
  boolean isForStaff() {
    return this == ALARM || this == ON_CALL;
  }

  /// Whether it waits for the day, for the person did not choose the moment.
  boolean mindsTheHour() {
    return mindsTheHour;
  }

  boolean mindsOptOut() {
    return mindsOptOut;
  }
}
