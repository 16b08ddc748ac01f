package org.hamroh.sms;

import org.hamroh.gate.Errand;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;

/// A segment that is marked as sending and has not left yet.
///
/// @param campaignId 0 for a single message
/// @param purpose    why it goes out: what the gate minds depends on it
/// @param attempts   how often it was marked, this time included
record OutgoingSegment(
    long messageId,
    long campaignId,
    Purpose purpose,
    PhoneNumber number,
    Segment segment,
    int attempts) {

  /// What the gate is asked. A message that has begun goes out whole.
  Errand errand() {
    return Errand.text(number, purpose).goingOn(segment.part() > 1);
  }

  /// Joins the parts of one message on the telephone; neighbouring messages differ.
  int reference() {
    return (int) (messageId & 0xff);
  }
}
