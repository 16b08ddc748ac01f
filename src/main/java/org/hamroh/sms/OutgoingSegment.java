package org.hamroh.sms;

import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;

/// A segment that is marked as sending and has not left yet.
///
/// @param campaignId 0 for a single message
/// @param attempts   how often it was marked, this time included
record OutgoingSegment(
    long messageId, long campaignId, PhoneNumber number, Segment segment, int attempts) {

  Purpose purpose() {
    return campaignId == 0 ? Purpose.SERVICE : Purpose.BROADCAST;
  }

  /// Joins the parts of one message on the telephone; neighbouring messages differ.
  int reference() {
    return (int) (messageId & 0xff);
  }
}
