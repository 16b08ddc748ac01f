package org.hamroh.authoring;

/// Somebody else was quicker: what was sent was made from something that has changed since. The
/// message says who and what to do.
public final class StaleException extends RuntimeException {
  public StaleException(String message) {
    super(message, null, false, false);
  }
}
