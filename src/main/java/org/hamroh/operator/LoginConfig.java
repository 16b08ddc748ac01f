package org.hamroh.operator;

/// How people log in.
///
/// @param totp whether a code from an authenticator app is asked for beside the password
public record LoginConfig(Totp totp) {

  public static final LoginConfig STANDARD = new LoginConfig(Totp.REQUIRED);

  public enum Totp {
    /// Of everybody; it is set up at the first login.
    REQUIRED,
    /// Of those who have set it up.
    OPTIONAL,
    /// Of nobody, not even of those who have.
    OFF
  }

  /// The same, where a demonstration must be entered by scripts that have no telephone.
  public LoginConfig withoutDuty() {
    return totp == Totp.REQUIRED ? new LoginConfig(Totp.OPTIONAL) : this;
  }
}
