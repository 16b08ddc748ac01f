package org.hamroh.claims.party;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

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

  /// How people of these countries write Cyrillic letters in Latin ones. ICU's own tables keep
  /// letters that nobody types, and leave Tajik ones as they are.
  private static final Map<Integer, String> LETTERS =
      letters(
          """
          а a б b в v г g ғ g д d е e ё e ж zh з z и i ӣ i й i к k қ k л l м m н n о o п p р r с s
          т t у u ӯ u ў u ф f х h ҳ h һ h ц ts ч ch ҷ j ш sh щ sh ы i э e ю iu я ia ә a ө o ү u ұ u
          ң n і i
          """);

  private NameFold() {}

  private static Map<Integer, String> letters(String pairs) {
    String[] words = pairs.strip().split("\\s+");
    Map<Integer, String> letters = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      letters.put(words[i].codePointAt(0), words[i + 1]);
    }
    return Map.copyOf(letters);
  }

  /// Letters `a` to `z` and digits only; may be empty.
  public static String of(String name) {
    String plain = FORMS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
    StringBuilder latin = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            letter ->
                latin.append(
                    Objects.requireNonNullElseGet(
                        LETTERS.get(letter), () -> Character.toString(letter))));
    String bare =
        NO_LETTERS
            .matcher(Normalizer.normalize(latin, Normalizer.Form.NFKD))
            .replaceAll("")
            .replace("kh", "h")
            .replace("dzh", "i")
            .replace('y', 'i')
            .replace('j', 'i')
            .replace('w', 'v');
    return DOUBLED.matcher(bare).replaceAll("$1");
  }

  /// Whether two folded names may be one, for a person to decide.
  public static boolean isLikely(String one, String other) {
    return Math.min(one.length(), other.length()) >= SHORTEST_LIKELY
        && new JaroWinklerSimilarity().apply(one, other) >= LIKELY;
  }
}
