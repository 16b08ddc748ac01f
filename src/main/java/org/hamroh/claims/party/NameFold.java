package org.hamroh.claims.party;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/// How a name sounds, whatever alphabet and quotation marks it was typed with: `ООО «Строй-Инвест»`
/// and `Stroyinvest` are one.
final class NameFold {

  /// Above it two names are shown to a person as perhaps one. Found by trying: `stroinvest` and
  /// `stroinvset` have 0.98, `alfastroi` and `betastroi` 0.69.
  private static final double LIKELY = 0.92;

  /// Short names are alike by chance.
  private static final int SHORTEST_LIKELY = 5;

  /// Forms of firms in Russia, Tajikistan and Kazakhstan, and in Latin letters.
  private static final Pattern FORMS =
      Pattern.compile(
          "(?U)\\b(ооо|оао|зао|пао|ао|ип|чп|тоо|тдо|ҷдмм|ҷсп|ҷсшк|чдмм|llc|ltd|ooo|oao|zao|ip|too)\\b");

  private static final Pattern NO_LETTERS = Pattern.compile("[^a-z0-9]+");

  /// `Мосстрой` is soon typed with one s; of digits each counts.
  private static final Pattern DOUBLED = Pattern.compile("([a-z])\\1+");

  private NameFold() {}

  /// Letters `a` to `z` and digits only; may be empty.
  static String of(String name) {
    String plain = FORMS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
    // Not kept in a field: ICU's are not safe for several threads.
    String latin = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower").transliterate(plain);
    String bare = NO_LETTERS.matcher(latin.replace('y', 'i').replace('j', 'i')).replaceAll("");
    return DOUBLED.matcher(bare).replaceAll("$1");
  }

  /// Whether two folded names may be one, for a person to decide.
  static boolean isLikely(String one, String other) {
    return Math.min(one.length(), other.length()) >= SHORTEST_LIKELY
        && new JaroWinklerSimilarity().apply(one, other) >= LIKELY;
  }
}
