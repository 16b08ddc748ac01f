package org.hamroh.sms;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.gate.Errand;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.SubmitSegment;

/// A segment that is about to leave.
///
/// @param campaignId 0 for a single message
/// @param purpose    why it goes out: what the gate minds depends on it
/// @param attempts   how often it was marked, this time included
/// @param units      segments that are paid for this submit
/// @param validUntil after which it must not leave; empty: it may wait as long as it takes
/// @param repeats    whether it is rather sent twice than never
record OutgoingSegment(
    long messageId,
    long campaignId,
    Purpose purpose,
    PhoneNumber number,
    Segment segment,
    Joining joining,
    int attempts,
    int units,
    Optional<Instant> validUntil,
    boolean repeats) {

  /// What the gate is asked. A message that has begun goes out whole.
  Errand errand() {
    return Errand.text(number, purpose).of(units).goingOn(segment.part() > 1);
  }

  boolean isLate(Instant now) {
    return validUntil.isPresent() && !now.isBefore(validUntil.get());
  }

  SubmitSegment submit(String senderId) {
    return new SubmitSegment(
        messageId + "-" + segment.part(),
        senderId,
        number.e164(),
        segment.encoding().dataCoding(),
        segment.joined(),
        segment.octets((int) messageId, joining), // neighbouring messages differ
        segment.text(),
        validUntil);
  }
}
