package org.hamroh.phone;

/// A telephone number as the whole world writes it: `+` and 7 to 15 digits (E.164).
/// Its text form is masked, so that a number cannot slip into a log; [#e164] gives it whole.
///
/// @param e164 for example `+992900000001`
public record PhoneNumber(String e164) {

  public PhoneNumber {
    if (!e164.matches("\\+[1-9][0-9]{6,14}")) {
      throw new IllegalArgumentException("not an E.164 number of 7 to 15 digits");
    }
  }

  /// `+992•••••••01`: the country and the last two digits.
  public String masked() {
    int head = Math.min(4, e164.length() - 2);
    return e164.substring(0, head)
        + "•".repeat(e164.length() - head - 2)
        + e164.substring(e164.length() - 2);
  }

  @Override
  public String toString() {
    return masked();
  }
}
