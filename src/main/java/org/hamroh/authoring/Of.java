package org.hamroh.authoring;

import java.util.Optional;

/// Which state of the scripts is meant: `published`, `draft`, or a version's number.
public sealed interface Of {

  /// What new calls hear.
  record Published() implements Of {}

  record Draft() implements Of {}

  record Numbered(int number) implements Of {}

  /// Empty when the word is none of them.
  public static Optional<Of> read(String word) {
    return switch (word) {
      case "published" -> Optional.of(new Published());
      case "draft" -> Optional.of(new Draft());
      default ->
          word.matches("[1-9][0-9]{0,8}")
              ? Optional.of(new Numbered(Integer.parseInt(word)))
              : Optional.empty();
    };
  }

  default String word() {
    return switch (this) {
      case Published published -> "published";
      case Draft draft -> "draft";
      case Numbered numbered -> Integer.toString(numbered.number());
    };
  }
}
