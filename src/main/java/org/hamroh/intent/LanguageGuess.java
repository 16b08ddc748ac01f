package org.hamroh.intent;

import java.util.List;
import java.util.Map;

/// Which language a text is in, when its words tell.
final class LanguageGuess {

  private static final String TAJIK_LETTERS = "ғӣқӯҳҷҒӢҚӮҲҶ";

  /// Which Tajik does not have.
  private static final String RUSSIAN_LETTERS = "щыьЩЫЬ";

  private LanguageGuess() {}

  /// @return a language of the words, empty when none has more of them than the others
  static String of(String text, List<String> tokens, Map<String, List<Phrase>> words) {
    if (text.chars().anyMatch(letter -> TAJIK_LETTERS.indexOf(letter) >= 0)) {
      return "tg";
    }
    if (text.chars().anyMatch(letter -> RUSSIAN_LETTERS.indexOf(letter) >= 0)) {
      return "ru";
    }
    String best = "";
    long most = 0;
    for (Map.Entry<String, List<Phrase>> one : words.entrySet()) {
      long score =
          tokens.stream()
              .filter(token -> one.getValue().stream().anyMatch(p -> p.end(List.of(token), 0) == 1))
              .count();
      if (score == most) {
        best = "";
      } else if (score > most) {
        best = one.getKey();
        most = score;
      }
    }
    return best;
  }
}
