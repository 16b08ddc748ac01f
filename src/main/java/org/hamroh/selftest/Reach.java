package org.hamroh.selftest;

import java.util.Locale;

/// From where a number was tried.
public enum Reach {

  /// Out through the carrier, and back as any caller comes.
  OUTSIDE,

  /// As if the carrier had brought the call: its own way to us is not proven.
  INSIDE;

  /// As it stands in the table and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Reach of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
