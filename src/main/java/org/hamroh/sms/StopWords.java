package org.hamroh.sms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Whether a text asks for no more broadcasts. Only its first word counts, in any case, with or
/// without Tajik letters: many telephones cannot write ҚАТЪ.
final class StopWords {

  /// Folded: ИСТ, ҚАТЪ, БАС (Tajik), СТОП, ОТКАЗ (Russian), and their Latin spellings.
  private static final Set<String> WORDS =
      Set.of("ист", "кат", "бас", "стоп", "отказ", "ist", "stop", "qat", "bas");

  private StopWords() {}

  static boolean asks(String text) {
    String[] words = text.strip().split("[^\\p{L}\\p{M}]+", 3);
    String first = words[0].isEmpty() && words.length > 1 ? words[1] : words[0];
    return WORDS.contains(fold(first));
  }

  private static String fold(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    Normalizer.normalize(word, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .chars()
        .forEach(
            letter -> {
              switch (letter) {
                case 'ғ' -> folded.append('г');
                case 'ӣ' -> folded.append('и');
                case 'қ' -> folded.append('к');
                case 'ӯ' -> folded.append('у');
                case 'ҳ' -> folded.append('х');
                case 'ҷ' -> folded.append('ч');
                case 'ъ' -> {}
                default -> folded.append((char) letter);
              }
            });
    return folded.toString();
  }
}
