package org.hamroh.phone;

/// What came of reading a number as people write it.
public sealed interface NumberReading {

  record Read(PhoneNumber number) implements NumberReading {}

  /// @param reason a clause for the person who has to mend it: `has 7 digits, too few`
  record Unreadable(String reason) implements NumberReading {}
}
