package org.hamroh.sms;

import java.time.Instant;
import java.util.List;
import org.hamroh.phone.PhoneNumber;

/// One text to one number, as the tables know it.
///
/// @param campaignId 0 for a single message
/// @param reason     why it was refused or is unknown, else empty
/// @param segments   each with what its receipt said, in the order of the parts
public record SmsMessage(
    long id,
    long campaignId,
    PhoneNumber number,
    String language,
    String text,
    int parts,
    SmsState state,
    String reason,
    Instant changedAt,
    List<Part> segments) {

  /// @param receipt the last receipt's status, empty while none came
  /// @param error   the network's code beside it
  public record Part(int part, SmsState state, String receipt, String error) {}

  public SmsMessage {
    segments = List.copyOf(segments);
  }
}
