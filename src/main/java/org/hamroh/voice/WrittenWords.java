package org.hamroh.voice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes what people write in lists (names of organisations, vacancies) sayable: abbreviations in
/// full, figures in words, brackets as breaths. Prompts need none of it: they are refused instead.
/// Used by many threads at once.
final class WrittenWords {

  /// Beside the language's voice: `СММ = Созмони Милали Муттаҳид`.
  private static final String FILE = "abbreviations";

  /// Behind the full name it says the same once more.
  private static final Pattern SHORT_NAME = Pattern.compile("\\s*\\([\\p{Lu}-]{2,}\\)");

  private static final Pattern ASIDE = Pattern.compile("\\s*[()/;]+\\s*");
  private static final Pattern NOT_SAID = Pattern.compile("[\\[\\]<>{}*_|\\\\^~]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern CAPITALS = Pattern.compile("(?<!\\p{L})\\p{Lu}{2,}(?!\\p{L})");
  private static final Pattern VOWEL = Pattern.compile("[АЕЁИӢОУӮЭЮЯЫ]");

  /// In the middle of a word they are a second word grown on: АвруОсиё.
  private static final Pattern GROWN_ON = Pattern.compile("(?<=\\p{Ll})\\p{Lu}");

  private static final Pattern BREATHS = Pattern.compile("(\\s*,)+\\s*");
  private static final Pattern SPACE_BEFORE_A_MARK = Pattern.compile("\\s+(?=[.,:!?»])");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern BREATH_AT_AN_END = Pattern.compile("^[,\\s]+|[,\\s]+$");

  private final Path sources;
  private final Map<String, Abbreviations> byLanguage = new ConcurrentHashMap<>();

  private record Abbreviations(Map<String, String> full, Pattern pattern) {}

  /// @param sources `deploy/voices`
  WrittenWords(Path sources) {
    this.sources = sources;
  }

  /// @param figures says a run of digits
  String inWords(String language, String text, UnaryOperator<String> figures) {
    String said = Normalizer.normalize(text, Normalizer.Form.NFC);
    said = SHORT_NAME.matcher(said).replaceAll("");
    said = ASIDE.matcher(said).replaceAll(", ");
    said = NOT_SAID.matcher(said).replaceAll(" ");
    Abbreviations known = byLanguage.computeIfAbsent(language, this::read);
    said = each(known.pattern, said, found -> apart(known.full.getOrDefault(found, found)));
    said = each(DIGITS, said, digits -> apart(figures.apply(digits)));
    said = each(CAPITALS, said, WrittenWords::asAWord);
    said = each(GROWN_ON, said, found -> found.toLowerCase(Locale.ROOT));
    said = BREATHS.matcher(said).replaceAll(", ");
    said = SPACE_BEFORE_A_MARK.matcher(said).replaceAll("");
    said = SPACES.matcher(said).replaceAll(" ");
    return BREATH_AT_AN_END.matcher(said).replaceAll("");
  }

  /// One that nobody wrote down, МИРПАЛ, is read as a word if it can be; else the voice spells it.
  private static String asAWord(String capitals) {
    return VOWEL.matcher(capitals).find()
        ? capitals.charAt(0) + capitals.substring(1).toLowerCase(Locale.ROOT)
        : String.join(" ", capitals.split("")).toLowerCase(Locale.ROOT);
  }

  private static String each(Pattern pattern, String text, UnaryOperator<String> said) {
    return pattern
        .matcher(text)
        .replaceAll((MatchResult found) -> Matcher.quoteReplacement(said.apply(found.group())));
  }

  private static String apart(String words) {
    return " " + words + " "; // 500$ has no space
  }

  private Abbreviations read(String language) {
    Path file = sources.resolve(language).resolve(FILE);
    Map<String, String> full =
        Files.exists(file) ? WordList.read(file, "its words in full") : Map.of();
    String words =
        full.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    Pattern pattern =
        Pattern.compile(full.isEmpty() ? "(?!)" : "(?<!\\p{L})(" + words + ")(?!\\p{L})");
    return new Abbreviations(full, pattern);
  }
}
