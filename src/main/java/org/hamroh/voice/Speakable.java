package org.hamroh.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what no voice can say as it stands, and no caller would understand: figures, Latin
/// letters, signs, abbreviations. For texts that people write, before they are heard.
public final class Speakable {

  /// What cannot be said, and what to write instead.
  ///
  /// @param found   as it stands in the text
  /// @param message in one clause
  /// @param remedy  in one clause
  public record Fault(String found, String message, String remedy) {}

  private static final String IN_WORDS = "write it in words, in this language's letters";
  private static final String IN_FULL = "write it in full, as an operator would say it";

  /// The voices speak letters of their own alphabet only: `15` or `SMS` would be spelled, or read
  /// in English.
  private static final Pattern FIGURES = Pattern.compile("[0-9A-Za-z]+");

  private static final Pattern SIGN = Pattern.compile("[№%$€₽£&@#*+=/\\\\<>_|^~\\[\\]]");

  private static final String VOWELS = "аеиоуыэюяёӣӯАЕИОУЫЭЮЯЁӢӮ";
  private static final String CONSONANT = "[\\p{IsCyrillic}&&[^" + VOWELS + "]]";
  private static final String BEGINS = "(?<!\\p{L})";
  private static final String ENDS = "(?!\\p{L})";

  /// СММ, ООО; a word of nothing but capitals would be a fault too.
  private static final Pattern CAPITALS =
      Pattern.compile(BEGINS + "[\\p{Lu}&&\\p{IsCyrillic}]{2,}" + ENDS);

  /// т.е.: a full stop has a space behind it.
  private static final Pattern STOP_INSIDE =
      Pattern.compile(BEGINS + "\\p{IsCyrillic}+\\.\\p{IsCyrillic}[\\p{IsCyrillic}.]*");

  /// ш. Душанбе, и т. д.: a letter that is no word of its own.
  private static final Pattern LETTER_WITH_STOP = Pattern.compile(BEGINS + CONSONANT + "\\.");

  /// кг, млн, стр: Tajik and Russian words of two letters and more have a vowel.
  private static final Pattern NO_VOWEL =
      Pattern.compile(BEGINS + CONSONANT + "{2,}" + ENDS + "\\.?");

  /// Those that have one.
  private static final Pattern WELL_KNOWN =
      Pattern.compile(
          BEGINS + "(сом|руб|дир|тел|ул|тыс|коп|сек|мин|обл|пос|кӯч|вил|ноҳ|рақ|дақ)\\.",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Speakable() {}

  /// At most one of what is no word and one abbreviation; empty when the text can be said. Values
  /// in braces do not count.
  public static List<Fault> faults(String text) {
    String words = text.replaceAll("\\{[A-Za-z]+}", " ");
    List<Fault> faults = new ArrayList<>();
    first(List.of(FIGURES, SIGN), words)
        .map(found -> new Fault(found, "the voice cannot say \"" + found + "\"", IN_WORDS))
        .ifPresent(faults::add);
    first(List.of(CAPITALS, STOP_INSIDE, LETTER_WITH_STOP, NO_VOWEL, WELL_KNOWN), words)
        .map(found -> new Fault(found, "has the abbreviation \"" + found + "\"", IN_FULL))
        .ifPresent(faults::add);
    return List.copyOf(faults);
  }

  private static Optional<String> first(List<Pattern> patterns, String text) {
    return patterns.stream()
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }
}
