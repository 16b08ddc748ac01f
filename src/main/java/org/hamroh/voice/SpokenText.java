package org.hamroh.voice;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes a prompt's text ready for espeak-ng: marks that a reader needs and a voice stumbles
/// over go away, and words that it says wrongly are given in phonemes.
final class SpokenText {

  private static final Pattern QUOTES = Pattern.compile("[«»„“”\"]");

  /// A dash at the very end would be a pause before the value or the next sound.
  private static final Pattern LAST_DASH = Pattern.compile("[\\s—–:,-]+$");

  private final Map<String, String> phonemes;
  private final Pattern exceptions;

  private SpokenText(Map<String, String> phonemes) {
    this.phonemes = phonemes;
    this.exceptions =
        Pattern.compile(
            phonemes.keySet().stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}-])(", ")(?![\\p{L}-])")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// For a voice that says every word well by itself.
  static SpokenText plain() {
    return new SpokenText(Map.of());
  }

  /// @param words a file of `word = phonemes` lines; `#` begins a comment line
  static SpokenText withExceptions(Path words) {
    Map<String, String> phonemes = WordList.read(words, "phonemes");
    return new SpokenText(phonemes);
  }

  /// @param goesOn whether more follows in the next sound: the voice then stays up, as at a comma
  String of(String text, boolean goesOn) {
    String clean = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    clean = QUOTES.matcher(clean).replaceAll("");
    clean = LAST_DASH.matcher(clean).replaceAll("");
    if (goesOn) {
      clean += ",";
    }
    if (phonemes.isEmpty()) {
      return clean;
    }
    return exceptions
        .matcher(clean)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "[[" + phonemes.get(found.group().toLowerCase(java.util.Locale.ROOT)) + "]]"));
  }
}
