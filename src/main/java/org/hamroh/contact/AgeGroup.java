package org.hamroh.contact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/// How old somebody is, as far as a campaign asks. Only the year of birth is known, so a group is
/// right to within a year.
public enum AgeGroup {
  UNDER_18("under-18", 0, 17),
  FROM_18("18-29", 18, 29),
  FROM_30("30-44", 30, 44),
  FROM_45("45-59", 45, 59),
  FROM_60("60-up", 60, 150);

  private final String word;
  private final int youngest;
  private final int oldest;

  AgeGroup(String word, int youngest, int oldest) {
    this.word = word;
    this.youngest = youngest;
    this.oldest = oldest;
  }

  /// As filters and pages name it: `18-29`.
  public String word() {
    return word;
  }

  /// The first year of birth of the group at a moment.
  int bornFrom(Instant now) {
    return now.atZone(ZoneOffset.UTC).getYear() - oldest;
  }

  int bornUntil(Instant now) {
    return now.atZone(ZoneOffset.UTC).getYear() - youngest;
  }

  public static Optional<AgeGroup> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
