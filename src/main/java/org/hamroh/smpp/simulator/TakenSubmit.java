package org.hamroh.smpp.simulator;

import java.time.Instant;
import java.util.HexFormat;

/// A submit that the simulator took, written down before it is answered: the oracle of what truly
/// left the house.
///
/// @param messageId   the id it was given, in decimal
/// @param source      sender as it came
/// @param destination digits as they came
/// @param joined      whether the octets begin with a user data header
public record TakenSubmit(
    Instant at,
    String messageId,
    String source,
    String destination,
    byte dataCoding,
    boolean joined,
    byte[] octets) {

  /// One line for a log: `2026-11-22T01:02:03Z 17 HAMROH 992900000001 8 udh 050003…`.
  @Override
  public String toString() {
    return "%s %s %s %s %d %s %s"
        .formatted(
            at,
            messageId,
            source,
            destination,
            dataCoding,
            joined ? "udh" : "-",
            HexFormat.of().formatHex(octets));
  }
}
