package org.hamroh.sms;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The octets of an incoming message, with its user data header taken off (3GPP TS 23.040
/// §9.2.3.24).
///
/// @param header octets of the header with its length octet, 0 without one: packed septets begin
///               behind fill bits
/// @param place  which part of a longer text this is; null when it is whole
record UserData(byte[] letters, int header, @Nullable Place place) {

  private static final int EIGHT_BIT_REFERENCE = 0x00;
  private static final int SIXTEEN_BIT_REFERENCE = 0x08;

  /// @param part from 1 to `parts`
  record Place(int reference, int parts, int part) {

    private boolean isPossible() {
      return parts > 1 && part >= 1 && part <= parts;
    }
  }

  static UserData of(byte[] octets, boolean joined) {
    if (!joined || octets.length == 0) {
      return new UserData(octets, 0, null);
    }
    int header = Math.min(octets.length, 1 + (octets[0] & 0xff));
    byte[] letters = Arrays.copyOfRange(octets, header, octets.length);
    return new UserData(letters, header, place(octets, header));
  }

  /// Elements that we do not know are passed over; a broken header joins nothing.
  private static @Nullable Place place(byte[] octets, int header) {
    for (int at = 1; at + 1 < header; ) {
      int element = octets[at] & 0xff;
      int length = octets[at + 1] & 0xff;
      int from = at + 2;
      if (from + length > header) {
        return null;
      }
      Place found = null;
      if (element == EIGHT_BIT_REFERENCE && length == 3) {
        found = new Place(octets[from] & 0xff, octets[from + 1] & 0xff, octets[from + 2] & 0xff);
      } else if (element == SIXTEEN_BIT_REFERENCE && length == 4) {
        int reference = (octets[from] & 0xff) << 8 | octets[from + 1] & 0xff;
        found = new Place(reference, octets[from + 2] & 0xff, octets[from + 3] & 0xff);
      }
      if (found != null) {
        return found.isPossible() ? found : null;
      }
      at = from + length;
    }
    return null;
  }

  // Arrays compare by identity; nobody compares these.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
