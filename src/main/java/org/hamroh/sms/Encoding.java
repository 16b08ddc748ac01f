package org.hamroh.sms;

import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.commons.charset.GSMCharset;

/// How letters travel through the air (3GPP TS 23.038). The basic alphabet has no Cyrillic letter
/// at all: one Tajik or Russian letter makes the whole text UCS-2 and more than halves what fits.
public enum Encoding {

  /// Counted in septets; letters of the extension table (`^ { } \ [ ~ ] | €`) cost two.
  GSM_7("GSM-7", 0x00, 160, 153),

  /// Counted in 16-bit units; an emoji costs two. In truth it is UTF-16: telephones read it so.
  UCS_2("UCS-2", 0x08, 70, 67);

  /// One message of the air holds so many octets of user data (3GPP TS 23.040 §9.2.3.16).
  private static final int AIR_OCTETS = 140;

  private static final char ESCAPE = 0x1b;

  private final String label;
  private final int dataCoding;
  private final int alone;
  private final int joined;

  Encoding(String label, int dataCoding, int alone, int joined) {
    this.label = label;
    this.dataCoding = dataCoding;
    this.alone = alone;
    this.joined = joined;
  }

  /// The cheaper of the two that can write the whole text.
  public static Encoding of(String text) {
    return text.chars().allMatch(letter -> cost((char) letter) > 0) ? GSM_7 : UCS_2;
  }

  /// Septets that a letter costs in GSM-7: 1 or 2, or 0 when the alphabet lacks it.
  static int cost(char letter) {
    for (int i = 0; i < GSMCharset.CHAR_TABLE.length; i++) {
      if (i != ESCAPE && GSMCharset.CHAR_TABLE[i] == letter) {
        return 1;
      }
    }
    for (char extended : GSMCharset.EXT_CHAR_TABLE) {
      if (extended != 0 && extended == letter) {
        return 2;
      }
    }
    return 0;
  }

  /// `GSM-7` or `UCS-2`, as people write it.
  public String label() {
    return label;
  }

  /// SMPP 3.4 §5.2.19.
  public byte dataCoding() {
    return (byte) dataCoding;
  }

  /// What fits into a message of one segment: septets or units.
  public int alone() {
    return alone;
  }

  /// What fits into each segment of a longer message, beside the 6-octet header that joins them.
  public int joined() {
    return joined;
  }

  /// The same by the header that a route wants: 153 or 152 septets, 67 or 66 units.
  public int joined(Joining joining) {
    int octets = AIR_OCTETS - joining.header();
    return this == UCS_2 ? octets / 2 : octets * 8 / 7;
  }

  /// Length in septets or units.
  public int length(String text) {
    return this == UCS_2 ? text.length() : text.chars().map(letter -> cost((char) letter)).sum();
  }

  /// One octet per septet (the SMSC packs them), or big-endian units. A lone half of a surrogate
  /// pair is kept as it came.
  public byte[] encode(String text) {
    if (this == GSM_7) {
      return CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM);
    }
    byte[] octets = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      octets[2 * i] = (byte) (text.charAt(i) >> 8);
      octets[2 * i + 1] = (byte) text.charAt(i);
    }
    return octets;
  }

  /// The way back from [#encode]; an odd last octet of UCS-2 is dropped.
  public String decode(byte[] octets) {
    if (this == GSM_7) {
      return CharsetUtil.decode(octets, CharsetUtil.CHARSET_GSM);
    }
    StringBuilder text = new StringBuilder(octets.length / 2);
    for (int i = 0; i + 1 < octets.length; i += 2) {
      text.append((char) ((octets[i] & 0xff) << 8 | octets[i + 1] & 0xff));
    }
    return text.toString();
  }
}
