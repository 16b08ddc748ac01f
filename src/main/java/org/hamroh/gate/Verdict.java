package org.hamroh.gate;

/// Whether something may go out to a number.
public sealed interface Verdict {

  record Open() implements Verdict {}

  /// @param reason for those who run the line: `has opted out`
  record Closed(String reason) implements Verdict {}
}
