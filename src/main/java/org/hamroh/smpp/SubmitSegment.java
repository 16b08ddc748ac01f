package org.hamroh.smpp;

import java.time.Instant;
import java.util.Optional;

/// What one submit carries (SMPP 3.4 §4.4.1).
///
/// @param key         ours, the same for each try: `4711-2`
/// @param source      what the receiver sees: digits or up to 11 letters
/// @param destination E.164 with its `+`
/// @param dataCoding  §5.2.19: 0 the basic alphabet, 8 UCS-2
/// @param joined      whether the octets begin with a user data header
/// @param octets      of `short_message` (254 at most) or, when longer, of `message_payload`
/// @param text        the same in letters, for ways that take letters
/// @param validUntil  after which the network must not deliver it any more
public record SubmitSegment(
    String key,
    String source,
    String destination,
    byte dataCoding,
    boolean joined,
    byte[] octets,
    String text,
    Optional<Instant> validUntil) {

  /// What one submit over the air holds, in octets.
  private static final int AIR = 160;

  public SubmitSegment(
      String source, String destination, byte dataCoding, boolean joined, byte[] octets) {
    this("", source, destination, dataCoding, joined, octets, "", Optional.empty());
  }

  /// Whether the carrier cuts it: it is longer than one segment of the air.
  boolean isPayload() {
    return !joined && octets.length > (dataCoding == 0 ? AIR : AIR * 7 / 8);
  }
}
