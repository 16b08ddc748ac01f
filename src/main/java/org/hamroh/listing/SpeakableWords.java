package org.hamroh.listing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamroh.listing.ListingFaults.Fault;

/// Whether the voices can say what somebody typed: a profession, a place. They know the letters of
/// their own alphabet and whole words; figures, Latin letters and abbreviations would be spelled,
/// left out, or read as something else.
final class SpeakableWords {

  private static final Pattern FIGURES_OR_LATIN = Pattern.compile("[\\p{N}A-Za-z]+");

  /// Signs that stand between words and are not said.
  private static final String SIGNS = " ,.«»\"'’–—-";

  private static final String RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
  private static final String TAJIK = RUSSIAN + "ғӣқӯҳҷ";
  private static final String VOWELS = "аеёиоуыэюяӣӯ";

  /// `ВМКБ`, `МОТ`.
  private static final Pattern CAPITALS = Pattern.compile("(?<!\\p{L})\\p{Lu}{2,}(?!\\p{L})");

  /// `ул. Рудаки`, `г.Гарм`: a full stop in the middle.
  private static final Pattern CUT_SHORT = Pattern.compile("\\p{L}+\\.(?=.*\\p{L})");

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  /// What stands between words and may be one letter: "в", "и", "у", "с", "к".
  private static final int SHORTEST_WITHOUT_VOWEL = 2;

  private SpeakableWords() {}

  /// @param field    for the message
  /// @param language whose letters are meant
  static Optional<Fault> fault(String field, String language, String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return Optional.of(new Fault(field, "empty", ""));
    }
    return find(FIGURES_OR_LATIN, text)
        .map(found -> new Fault(field, "unspeakable", found))
        .or(() -> foreign(language, text).map(found -> new Fault(field, "letter", found)))
        .or(
            () ->
                find(CAPITALS, text)
                    .or(() -> find(CUT_SHORT, text))
                    .or(() -> withoutVowel(text))
                    .map(found -> new Fault(field, "abbreviation", found)));
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  private static Optional<String> foreign(String language, String text) {
    String alphabet = (language.equals("tg") ? TAJIK : RUSSIAN) + SIGNS;
    return text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(letter -> alphabet.indexOf(letter) < 0)
        .mapToObj(Character::toString)
        .findFirst();
  }

  private static Optional<String> withoutVowel(String text) {
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(word -> word.length() >= SHORTEST_WITHOUT_VOWEL)
        .filter(
            word ->
                word.toLowerCase(Locale.ROOT).chars().noneMatch(one -> VOWELS.indexOf(one) >= 0))
        .findFirst();
  }
}
