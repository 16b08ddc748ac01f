package org.hamroh.claims.party;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.hamroh.spelling.Fold;

/// How a name sounds, whatever alphabet and quotation marks it was typed with: `ООО «Строй-Инвест»`
/// and `Stroyinvest` are one.
public final class NameFold {

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
  public static String of(String name) {
    String plain = FORMS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
    String bare = NO_LETTERS.matcher(String.join("", Fold.words(plain))).replaceAll("");
    return DOUBLED.matcher(bare).replaceAll("$1");
  }

  /// Whether two folded names may be one, for a person to decide.
  public static boolean isLikely(String one, String other) {
    return Math.min(one.length(), other.length()) >= SHORTEST_LIKELY
        && new JaroWinklerSimilarity().apply(one, other) >= LIKELY;
  }
}
