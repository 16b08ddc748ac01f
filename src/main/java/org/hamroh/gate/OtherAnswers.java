package org.hamroh.gate;

import java.util.Locale;

/// What we do when somebody else answers a person's telephone.
///
/// @param mayAnswer   who may, besides the person; empty when nobody
/// @param neutralName who we say that we are, with [Then#NEUTRAL_NAME]
/// @param safeWord    by which the person is known to be the person, and free to speak
public record OtherAnswers(Then then, String mayAnswer, String neutralName, String safeWord) {

  /// Each of them short: it is read while the telephone rings.
  static final int LONGEST = 80;

  static final OtherAnswers CAREFUL = new OtherAnswers(Then.HANG_UP, "", "", "");

  public enum Then {
    HANG_UP,
    WRONG_NUMBER,
    NEUTRAL_NAME;

    /// As tables, forms and the API have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
