package org.hamroh.cases;

import java.util.regex.Pattern;

/// The number of a case, as it is told to its caller: seven digits that say nothing of how many
/// cases there are.
public record CaseId(String value) {

  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6}");

  /// @throws IllegalArgumentException for anything else
  public CaseId {
    if (!DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("a case number has seven digits");
    }
  }

  public static boolean isOne(String text) {
    return DIGITS.matcher(text).matches();
  }
}
