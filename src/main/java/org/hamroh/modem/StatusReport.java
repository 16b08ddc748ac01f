package org.hamroh.modem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the network told a modem about a text, as SMS Server Tools writes it down:
///
/// ```
/// SMS STATUS REPORT
/// Message_id: 117
/// Discharge_timestamp: 26-11-22 12:30:00
/// Status: 0,Ok,short message received by the SME
/// ```
///
/// @param number    whom the text was for
/// @param reference 0 to 255: the modem counts on and begins again
/// @param status    as receipts have it, `DELIVRD`
/// @param code      the network's (3GPP TS 23.040 §9.2.3.15)
record StatusReport(String number, String reference, String status, String code) {

  private static final Pattern WORDS =
      Pattern.compile(
          "SMS STATUS REPORT\\s.*?Message_id: *(\\d{1,3})\\s.*?Status: *(\\d{1,3})",
          Pattern.DOTALL);

  /// Empty when the file is something else.
  static Optional<StatusReport> of(SpoolFile file) {
    Matcher words = WORDS.matcher(file.text());
    return words.lookingAt()
        ? Optional.of(
            new StatusReport(
                file.header("From"),
                words.group(1),
                status(Integer.parseInt(words.group(2))),
                words.group(2)))
        : Optional.empty();
  }

  /// Whether more will be told.
  boolean isLast() {
    return !status.equals("ENROUTE");
  }

  private static String status(int code) {
    return switch (code) {
      case 0 -> "DELIVRD";
      case 1 -> "ACCEPTD"; // passed on; whether it arrived cannot be confirmed
      case 2, 0x48, 0x49 -> "DELETED"; // replaced, or deleted by somebody
      case 0x46 -> "EXPIRED";
      default -> code >= 0x20 && code < 0x40 ? "ENROUTE" : "UNDELIV"; // still tried, or given up
    };
  }
}
