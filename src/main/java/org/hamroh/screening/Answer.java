package org.hamroh.screening;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What came of one question. One that was not asked is no "no".
public enum Answer {
  YES,
  NO,
  /// The caller does not know, or did not want to say.
  UNSURE,
  NOT_ASKED;

  /// As tables, pages and the API have it: `not-asked`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Answer> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findAny();
  }
}
