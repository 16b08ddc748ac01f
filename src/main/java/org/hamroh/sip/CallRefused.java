package org.hamroh.sip;

/// The far end said no to a call: busy (486), not found (404), cancelled (487)…
public final class CallRefused extends TelephoneException {

  private final int code;

  public CallRefused(int code, String reason) {
    super("the call was refused: " + code + " " + reason);
    this.code = code;
  }

  /// The SIP status, 300 to 699 (RFC 3261 §21).
  public int code() {
    return code;
  }
}
