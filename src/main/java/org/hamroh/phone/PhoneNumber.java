package org.hamroh.phone;

import java.util.regex.Pattern;

/// A telephone number as the whole world writes it: `+` and 7 to 15 digits (E.164).
/// Its text form is masked, so that a number cannot slip into a log; [#e164] gives it whole.
///
/// @param e164 for example `+992900000001`
public record PhoneNumber(String e164) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
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
