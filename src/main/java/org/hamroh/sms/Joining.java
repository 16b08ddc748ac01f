package org.hamroh.sms;

import java.util.Locale;

/// How the parts of a longer text find together again on the telephone. Carriers differ in what
/// they pass on.
public enum Joining {

  /// A header of six octets with an 8-bit reference: every telephone knows it.
  UDH8(6),

  /// A header of seven octets with a 16-bit reference: neighbouring messages are mixed up more
  /// rarely, and a letter less fits into each part.
  UDH16(7),

  /// The whole text in one submit; the carrier cuts it, and bills it as if it were cut by [#UDH8].
  PAYLOAD(6);

  private final int header;

  Joining(int header) {
    this.header = header;
  }

  /// Octets of the header of each part.
  int header() {
    return header;
  }

  /// As settings and tables have it: `udh8`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Joining of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
