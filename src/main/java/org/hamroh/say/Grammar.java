package org.hamroh.say;

import java.util.Optional;

/// How one language says values: numbers, dates, sums, places in the queue.
public interface Grammar {

  /// The words for a value, without figures, ready to be spoken or joined from recorded pieces.
  ///
  /// @param input as [Kind] describes it
  /// @throws IllegalArgumentException when the input is no such value, or the language has no such
  ///                                  kind; the message says which
  String say(Kind kind, String input);

  /// Whether the language has this kind.
  boolean knows(Kind kind);

  /// @param language `tg` or `ru`
  static Optional<Grammar> of(String language) {
    return switch (language) {
      case "tg" -> Optional.of(new TajikGrammar());
      case "ru" -> Optional.of(new RussianGrammar());
      default -> Optional.empty();
    };
  }
}
