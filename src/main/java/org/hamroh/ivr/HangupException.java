package org.hamroh.ivr;

/// The caller has hung up: a normal end of a script, at any step. Carries no stack trace, for it is
/// no mistake.
public final class HangupException extends RuntimeException {
  public HangupException() {
    super("the caller hung up", null, false, false);
  }
}
