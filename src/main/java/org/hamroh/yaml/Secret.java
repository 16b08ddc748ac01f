package org.hamroh.yaml;

/// A password or key that no log line, error or `toString` gives away.
///
/// @param value the secret itself
public record Secret(@com.fasterxml.jackson.annotation.JsonValue String value) {
  @Override
  public String toString() {
    return "[hidden]";
  }
}
