package org.hamroh.modem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hamroh.smpp.SubmitSegment;

/// A text file of SMS Server Tools: headers, an empty line, the text (its documentation, "SMS file
/// format"). Each part of a longer text is a file of its own, with its header in hex: the daemon
/// would cut long ones too, but tell of the last part alone.
///
/// ```
/// To: 992900000001
/// Report: yes
/// Alphabet: UCS
/// UDH-DATA: 05 00 03 2A 02 01
///
/// (UTF-16, big-endian)
/// ```
///
/// @param headers by their names in small letters
record SpoolFile(Map<String, String> headers, byte[] body) {

  private static final byte UCS2 = 8;

  /// What the daemon means by "ISO": with the euro sign.
  private static final Charset WESTERN = Charset.forName("ISO-8859-15");

  /// The shortest validity that the air knows (3GPP TS 23.040 §9.2.3.12.1).
  private static final long SHORTEST_MINUTES = 5;

  /// @param now of the time from which its validity counts
  static SpoolFile of(SubmitSegment segment, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("To", segment.destination().substring(1));
    headers.put("Report", "yes");
    segment
        .validUntil()
        .map(until -> Math.max(SHORTEST_MINUTES, Duration.between(now, until).toMinutes()))
        .ifPresent(minutes -> headers.put("Validity", minutes + " min"));
    headers.put("Alphabet", segment.dataCoding() == UCS2 ? "UCS" : "GSM");
    byte[] octets = segment.octets();
    if (!segment.joined()) {
      return new SpoolFile(headers, octets);
    }
    int header = 1 + octets[0];
    headers.put(
        "UDH-DATA",
        HexFormat.ofDelimiter(" ").withUpperCase().formatHex(Arrays.copyOf(octets, header)));
    return new SpoolFile(headers, Arrays.copyOfRange(octets, header, octets.length));
  }

  byte[] octets() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    headers.forEach(
        (name, value) ->
            octets.writeBytes((name + ": " + value + "\n").getBytes(StandardCharsets.US_ASCII)));
    octets.write('\n');
    octets.writeBytes(body);
    return octets.toByteArray();
  }

  static SpoolFile read(byte[] file) {
    Map<String, String> headers = new HashMap<>();
    int at = 0;
    while (at < file.length) {
      int end = at;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      String line = new String(file, at, end - at, StandardCharsets.ISO_8859_1).strip();
      at = Math.min(end + 1, file.length);
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new SpoolFile(headers, Arrays.copyOfRange(file, at, file.length));
  }

  /// Empty when it is not there.
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// The text, by its `Alphabet`.
  String text() {
    String alphabet = header("Alphabet").toUpperCase(Locale.ROOT);
    return switch (alphabet) {
      case "UCS", "UCS2" -> new String(body, StandardCharsets.UTF_16BE);
      case "UTF-8", "UTF8" -> new String(body, StandardCharsets.UTF_8);
      default -> new String(body, WESTERN);
    };
  }
}
