package org.hamroh.sms;

/// One submit: a whole short text, or a part of a longer one that the telephone joins again.
///
/// @param part  from 1
/// @param parts of the whole message
/// @param text  the letters of this part
public record Segment(int part, int parts, Encoding encoding, String text) {

  /// The header's part numbers are single octets (3GPP TS 23.040 §9.2.3.24.1).
  private static final int MOST_PARTS = 255;

  /// Whether the octets begin with a header.
  public boolean joined() {
    return parts > 1;
  }

  /// What `short_message` carries: for a joined segment first the user data header `05 00 03
  /// reference parts part`, then the letters. 140 octets at most for UCS-2, 159 unpacked septets
  /// for GSM-7.
  ///
  /// @param reference the same for all segments of one message; its low 8 bits are used
  public byte[] octets(int reference) {
    byte[] letters = encoding.encode(text);
    if (!joined()) {
      return letters;
    }
    if (parts > MOST_PARTS) {
      throw new IllegalStateException("a message has at most " + MOST_PARTS + " segments");
    }
    byte[] octets = new byte[6 + letters.length];
    octets[0] = 5; // octets that follow in this header
    octets[1] = 0; // element: concatenated message, 8-bit reference
    octets[2] = 3; // its length
    octets[3] = (byte) reference;
    octets[4] = (byte) parts;
    octets[5] = (byte) part;
    System.arraycopy(letters, 0, octets, 6, letters.length);
    return octets;
  }
}
