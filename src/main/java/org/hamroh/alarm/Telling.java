package org.hamroh.alarm;

import java.time.Instant;

/// One person who is to be told of one alarm.
///
/// @param occasion `raised` or `over`
/// @param target   an address or a number
/// @param attempts so far
record Telling(
    long alarmId,
    AlarmKind kind,
    Instant since,
    String about,
    String occasion,
    String target,
    int attempts) {

  static final String RAISED = "raised";
  static final String OVER = "over";
}
