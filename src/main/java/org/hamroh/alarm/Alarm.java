package org.hamroh.alarm;

import java.time.Instant;

/// One alarm that nobody has taken on yet.
///
/// @param about a call's id, or one of our own numbers; never a caller's number
/// @param since when the trouble began
public record Alarm(long id, AlarmKind kind, String about, Instant since) {

  /// Whether somebody can take it on; a broken line is over only when it works.
  public boolean canBeTaken() {
    return !kind.recovers();
  }

  /// Whether it is about a call that has a page.
  public boolean isAboutACall() {
    return kind != AlarmKind.LINE && kind != AlarmKind.CLOCK;
  }
}
