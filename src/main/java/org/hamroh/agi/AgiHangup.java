package org.hamroh.agi;

/// The conversation with one leg is over: Asterisk said `HANGUP`, answered 511, or closed the
/// socket. A normal end at any moment, so it carries no stack trace.
public final class AgiHangup extends RuntimeException {
  public AgiHangup() {
    super("the leg is gone", null, false, false);
  }
}
