package org.hamroh.spelling;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Folds words so that those who mean the same find it, however they typed it: `Ғарм`, `Гарм`,
/// `Gharm`, `ғарм` and `Garm` become `garm`. Tajik keyboards are rare; people write `и` for `ӣ`,
/// `к` for `қ`, `х` for `ҳ`, `ч` or `дж` for `ҷ`, the letters of old Tajik fonts (`њ`, `љ`, `ќ`,
/// `ї`, `ў`, `ѓ`), Latin letters, or both alphabets in one word.
///
/// What comes out is for comparing only: it loses differences on purpose, and is shown to nobody.
public final class Fold {

  /// Longer words are no words.
  private static final int LONGEST_WORD = 60;

  /// Cyrillic to the letters of the fold. `j` stands for ҷ, ч, ж and дж, `w` for ш and щ.
  private static final Map<Character, String> CYRILLIC =
      Map.ofEntries(
          Map.entry('а', "a"),
          Map.entry('б', "b"),
          Map.entry('в', "v"),
          Map.entry('г', "g"),
          Map.entry('ғ', "g"),
          Map.entry('д', "d"),
          Map.entry('е', "e"),
          Map.entry('ё', "e"),
          Map.entry('ж', "j"),
          Map.entry('з', "z"),
          Map.entry('и', "i"),
          Map.entry('й', "i"),
          Map.entry('к', "k"),
          Map.entry('қ', "k"),
          Map.entry('л', "l"),
          Map.entry('м', "m"),
          Map.entry('н', "n"),
          Map.entry('о', "o"),
          Map.entry('п', "p"),
          Map.entry('р', "r"),
          Map.entry('с', "s"),
          Map.entry('т', "t"),
          Map.entry('у', "u"),
          Map.entry('ф', "f"),
          Map.entry('х', "h"),
          Map.entry('ҳ', "h"),
          Map.entry('ц', "s"),
          Map.entry('ч', "j"),
          Map.entry('ҷ', "j"),
          Map.entry('ш', "w"),
          Map.entry('щ', "w"),
          Map.entry('ъ', ""),
          Map.entry('ы', "i"),
          Map.entry('ь', ""),
          Map.entry('э', "e"),
          Map.entry('ю', "u"),
          Map.entry('я', "a"),
          Map.entry('і', "i"),
          Map.entry('њ', "h"),
          Map.entry('љ', "j"),
          Map.entry('ң', "n"),
          Map.entry('ө', "o"),
          Map.entry('ү', "u"));

  /// Latin letters that look like Cyrillic ones, for words that mix both.
  private static final Map<Character, Character> LOOK_ALIKES =
      Map.ofEntries(
          Map.entry('a', 'а'),
          Map.entry('b', 'в'),
          Map.entry('c', 'с'),
          Map.entry('e', 'е'),
          Map.entry('h', 'н'),
          Map.entry('i', 'и'),
          Map.entry('k', 'к'),
          Map.entry('m', 'м'),
          Map.entry('o', 'о'),
          Map.entry('p', 'р'),
          Map.entry('t', 'т'),
          Map.entry('u', 'и'),
          Map.entry('x', 'х'),
          Map.entry('y', 'у'));

  /// Latin, the longer first.
  private static final List<Map.Entry<String, String>> LATIN =
      List.of(
          Map.entry("shch", "w"),
          Map.entry("dzh", "j"),
          Map.entry("dj", "j"),
          Map.entry("zh", "j"),
          Map.entry("ch", "j"),
          Map.entry("sh", "w"),
          Map.entry("kh", "h"),
          Map.entry("gh", "g"),
          Map.entry("ts", "s"),
          Map.entry("ph", "f"),
          Map.entry("ck", "k"),
          Map.entry("ya", "a"),
          Map.entry("yu", "u"),
          Map.entry("yo", "e"),
          Map.entry("ye", "e"),
          Map.entry("ce", "se"),
          Map.entry("ci", "si"),
          Map.entry("w", "v"),
          Map.entry("q", "k"),
          Map.entry("x", "h"),
          Map.entry("c", "k"),
          Map.entry("y", "i"));

  private Fold() {}

  /// The folded words of a text, in order. Letters and digits belong to words, nothing else does.
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= plain.length(); i++) {
      char letter = i < plain.length() ? plain.charAt(i) : ' ';
      if (Character.isLetterOrDigit(letter)
          || Character.getType(letter) == Character.NON_SPACING_MARK) {
        word.append(letter);
      } else if (!isApostrophe(letter) || word.isEmpty()) {
        take(word, words);
      }
    }
    return words;
  }

  /// In `Kal'ai` and `ba'd` it stands for ъ, and does not end the word.
  private static boolean isApostrophe(char letter) {
    return letter == '\'' || letter == '’' || letter == '‘' || letter == '`' || letter == 'ʼ';
  }

  private static void take(StringBuilder word, List<String> words) {
    if (!word.isEmpty() && word.length() <= LONGEST_WORD) {
      String folded = word(word.toString());
      if (!folded.isEmpty()) {
        words.add(folded);
      }
    }
    word.setLength(0);
  }

  /// The whole text as one: folded words with a space between.
  public static String text(String text) {
    return String.join(" ", words(text));
  }

  private static String word(String lower) {
    StringBuilder bare = new StringBuilder();
    // ӣ, ӯ, й, ё, ќ, ї, ў and ѓ are letters with a mark.
    for (char letter : Normalizer.normalize(lower, Normalizer.Form.NFD).toCharArray()) {
      if (Character.getType(letter) != Character.NON_SPACING_MARK) {
        bare.append(letter);
      }
    }
    boolean cyrillic = bare.chars().anyMatch(Fold::isCyrillic);
    StringBuilder folded = new StringBuilder();
    if (cyrillic) {
      for (char letter : bare.toString().toCharArray()) {
        char meant = LOOK_ALIKES.getOrDefault(letter, letter);
        folded.append(CYRILLIC.getOrDefault(meant, String.valueOf(meant)));
      }
    } else {
      latin(bare, folded);
    }
    return single(folded.toString().replace("dj", "j"));
  }

  private static boolean isCyrillic(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
  }

  private static void latin(CharSequence bare, StringBuilder folded) {
    int i = 0;
    String word = bare.toString();
    while (i < word.length()) {
      int at = i;
      Map.Entry<String, String> found =
          LATIN.stream().filter(one -> word.startsWith(one.getKey(), at)).findFirst().orElse(null);
      if (found == null) {
        folded.append(word.charAt(i));
        i++;
      } else {
        folded.append(found.getValue());
        i += found.getKey().length();
      }
    }
  }

  /// `Қӯрғонтеппа` and `Кургантепа`: doubled letters are one.
  private static String single(String word) {
    StringBuilder once = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (i == 0 || letter != word.charAt(i - 1) || Character.isDigit(letter)) {
        once.append(letter);
      }
    }
    return once.toString();
  }
}
