package org.hamroh.sip;

/// The telephone could not do what it was asked: nothing answered, a prompt was not heard, the far
/// end did not hang up. The message is a sentence for a person.
public class TelephoneException extends RuntimeException {
  public TelephoneException(String message) {
    super(message);
  }

  public TelephoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
