package org.hamroh.sms;

import org.hamroh.gate.Purpose;

/// What goes first on every route. A lane is emptied before the next is looked at; campaigns share
/// what is left evenly.
final class Lane {

  /// Our own people are told that somebody is in danger, or the line is down.
  static final long ALARMS = 0;

  /// Answers to people, and what operators send.
  static final long SINGLE = -1;

  /// The other parts of broadcasts whose first part has left: they go out also when the campaign
  /// pauses or stops.
  static final long BEGUN = -2;

  private Lane() {}

  /// Where a message waits while nothing of it has left.
  static long home(long campaignId, Purpose purpose) {
    if (campaignId != 0) {
      return campaignId;
    }
    return purpose == Purpose.ALARM ? ALARMS : SINGLE;
  }

  /// Where its other parts wait.
  static long begun(long campaignId, Purpose purpose) {
    return campaignId == 0 ? home(0, purpose) : BEGUN;
  }
}
