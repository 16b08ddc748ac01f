package org.hamroh.sip;

/// The PBX did not take the telephone's registration: wrong password (401), unknown name (403,
/// 404).
public final class RegistrationRefused extends TelephoneException {

  private final int code;

  public RegistrationRefused(int code, String reason) {
    super("the registration was refused: " + code + " " + reason);
    this.code = code;
  }

  /// The SIP status, 300 to 699 (RFC 3261 §21).
  public int code() {
    return code;
  }
}
