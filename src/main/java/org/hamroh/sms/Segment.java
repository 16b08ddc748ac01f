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

  /// What `short_message` carries: for a joined segment first the user data header, then the
  /// letters. 140 octets at most for UCS-2, 159 unpacked septets for GSM-7.
  ///
  /// @param reference the same for all segments of one message; as many low bits as the header has
  public byte[] octets(int reference, Joining joining) {
    byte[] letters = encoding.encode(text);
    if (!joined()) {
      return letters;
    }
    if (parts > MOST_PARTS) {
      throw new IllegalStateException("a message has at most " + MOST_PARTS + " segments");
    }
    byte[] header =
        switch (joining) {
          // octets that follow, element 0: concatenated, 8-bit reference; its length
          case UDH8, PAYLOAD -> new byte[] {5, 0, 3, (byte) reference, (byte) parts, (byte) part};
          // the same with element 8: 16-bit reference
          case UDH16 ->
              new byte[] {
                6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) parts, (byte) part
              };
        };
    byte[] octets = new byte[header.length + letters.length];
    System.arraycopy(header, 0, octets, 0, header.length);
    System.arraycopy(letters, 0, octets, header.length, letters.length);
    return octets;
  }

  /// The same with the header that every telephone knows.
  public byte[] octets(int reference) {
    return octets(reference, Joining.UDH8);
  }
}
