package org.hamroh.contact;

import org.hamroh.phone.PhoneNumber;

/// Numbers that were seen, in eight bytes each: a list may have a million.
final class NumberSet {

  /// Past it the table grows, so that a look-up stays short.
  private static final double FULL = 0.6;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] slots = new long[1 << 12];
  private int size;

  /// @return whether it was not there
  boolean add(PhoneNumber number) {
    return add(Long.parseLong(number.e164(), 1, number.e164().length(), 10));
  }

  int size() {
    return size;
  }

  private boolean add(long number) { // never 0: a country code does not begin with it
    int at = place(slots, number);
    if (slots[at] == number) {
      return false;
    }
    slots[at] = number;
    size++;
    if (size > slots.length * FULL) {
      long[] larger = new long[slots.length * 2];
      for (long one : slots) {
        if (one != 0) {
          larger[place(larger, one)] = one;
        }
      }
      slots = larger;
    }
    return true;
  }

  /// Where a number is or would be.
  private static int place(long[] slots, long number) {
    int at = (int) (number * SPREAD >>> 40) & slots.length - 1;
    while (slots[at] != 0 && slots[at] != number) {
      at = at + 1 & slots.length - 1;
    }
    return at;
  }
}
