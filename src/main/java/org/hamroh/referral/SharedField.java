package org.hamroh.referral;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a partner may be told of a person, piece by piece: each needs its own yes.
public enum SharedField {
  /// How the person wants to be called.
  NAME,
  /// How the person can be reached without danger.
  CONTACT,
  LANGUAGE,
  SEX,
  AGE,
  PLACE,
  /// What help is asked for.
  NEED,
  SITUATION,
  EMPLOYER,
  PAPERS;

  /// A page of writing.
  static final int MOST_LETTERS = 2000;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SharedField> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  static String join(Set<SharedField> fields) {
    return fields.stream().map(SharedField::word).collect(Collectors.joining(" "));
  }

  static Set<SharedField> split(String words) {
    Set<SharedField> fields = EnumSet.noneOf(SharedField.class);
    Arrays.stream(words.split(" ", values().length + 1)).forEach(w -> of(w).ifPresent(fields::add));
    return fields;
  }

  /// Whether it is worth several lines.
  public boolean isLong() {
    return this == SITUATION || this == NEED;
  }
}
