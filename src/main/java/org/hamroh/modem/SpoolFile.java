package org.hamroh.modem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hamroh.smpp.SubmitSegment;

/// A text file of SMS Server Tools: headers, an empty line, the text. Texts with other letters than
/// the basic alphabet's are written as UCS-2; the daemon cuts long ones itself (its documentation,
/// "SMS file format").
///
/// ```
/// To: 992900000001
/// Alphabet: UCS
/// Report: yes
///
/// (UTF-16, big-endian)
/// ```
///
/// @param headers by their names in small letters
record SpoolFile(Map<String, String> headers, byte[] body) {

  static SpoolFile of(SubmitSegment segment) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("To", segment.destination().substring(1));
    if (segment.dataCoding() == 8) {
      headers.put("Alphabet", "UCS");
      return new SpoolFile(headers, segment.text().getBytes(StandardCharsets.UTF_16BE));
    }
    headers.put("Alphabet", "UTF-8");
    return new SpoolFile(headers, segment.text().getBytes(StandardCharsets.UTF_8));
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
    return new SpoolFile(headers, java.util.Arrays.copyOfRange(file, at, file.length));
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
      default -> new String(body, StandardCharsets.ISO_8859_1);
    };
  }
}
