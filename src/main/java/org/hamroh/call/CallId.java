package org.hamroh.call;

/// Names one call from its first ring to the end of its last leg: Asterisk's `linkedid`, which is
/// the uniqueid of the caller's own leg, such as `hamroh-1763769600.12`. So a call that the server
/// never saw has the same name in the PBX's files.
public record CallId(String value) {
  public CallId {
    if (!value.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new IllegalArgumentException("a call id has 1 to 80 letters, digits, dots or hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
