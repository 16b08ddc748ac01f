package org.hamroh.smpp;

/// What one submit_sm carries (SMPP 3.4 §4.4.1).
///
/// @param source      what the receiver sees: digits or up to 11 letters
/// @param destination E.164 with its `+`
/// @param dataCoding  §5.2.19: 0 the basic alphabet, 8 UCS-2
/// @param joined      whether the octets begin with a user data header
/// @param octets      of `short_message`, at most 254
public record SubmitSegment(
    String source, String destination, byte dataCoding, boolean joined, byte[] octets) {}
