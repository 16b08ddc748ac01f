package org.hamroh.witness;

/// A line of the PBX's files that cannot be read. It is counted and put aside; reading goes on.
final class DamagedLineException extends RuntimeException {
  private final String why;

  /// @param why as it follows the word "line": `has no time`
  DamagedLineException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
