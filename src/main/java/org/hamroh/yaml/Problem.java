package org.hamroh.yaml;

/// One mistake that a person has to mend, said so that they can: where, what, and the remedy.
///
/// @param place    the file as the user named it, or a port, a program, a peer
/// @param line     1-based line in that file, 0 when there is none
/// @param key      the key or name inside it, empty when the place says enough
/// @param message  what is wrong, in one clause
/// @param remedy   what to do about it, in one clause
/// @param severity whether it can be lived with
public record Problem(
    String place, int line, String key, String message, String remedy, Severity severity) {

  /// What a mistake stops.
  public enum Severity {
    /// Nothing begins, and nothing is published, before it is mended.
    ERROR,
    /// It works, but somebody should look at it.
    WARNING
  }

  /// An error.
  public Problem(String place, int line, String key, String message, String remedy) {
    this(place, line, key, message, remedy, Severity.ERROR);
  }

  /// An error of something that has no lines: a port, a program, a peer.
  public static Problem of(String place, String message, String remedy) {
    return new Problem(place, 0, "", message, remedy);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// The same, which can be lived with.
  public Problem asWarning() {
    return new Problem(place, line, key, message, remedy, Severity.WARNING);
  }

  /// `deploy/hamroh.yaml:12: web.port: is 99999; give a port from 1 to 65535`
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!isError()) {
      text.append("warning: ");
    }
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    text.append(message);
    if (!remedy.isEmpty()) {
      text.append("; ").append(remedy);
    }
    return text.toString();
  }
}
