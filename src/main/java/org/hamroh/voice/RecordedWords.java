package org.hamroh.voice;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The human voice for values: `sounds/<language>/say/<word>.wav`, one file a word or a phrase,
/// named by its Latin letters: `say/bistu.wav`, `say/yakum.wav`, `say/vodii-rasht.wav`.
///
/// @param recordings where they lie
record RecordedWords(Recordings recordings) {

  static final String FOLDER = "say/";

  /// As many words as people say in one breath; also a bound for the search.
  private static final int LONGEST_PHRASE = 6;

  /// Latin for the letters of both languages. No two words of the grammars get the same name.
  private static final Map<Character, String> LATIN =
      Map.ofEntries(
          Map.entry('а', "a"),
          Map.entry('б', "b"),
          Map.entry('в', "v"),
          Map.entry('г', "g"),
          Map.entry('ғ', "gh"),
          Map.entry('д', "d"),
          Map.entry('е', "e"),
          Map.entry('ё', "yo"),
          Map.entry('ж', "zh"),
          Map.entry('з', "z"),
          Map.entry('и', "i"),
          Map.entry('ӣ', "ii"),
          Map.entry('й', "y"),
          Map.entry('к', "k"),
          Map.entry('қ', "q"),
          Map.entry('л', "l"),
          Map.entry('м', "m"),
          Map.entry('н', "n"),
          Map.entry('о', "o"),
          Map.entry('п', "p"),
          Map.entry('р', "r"),
          Map.entry('с', "s"),
          Map.entry('т', "t"),
          Map.entry('у', "u"),
          Map.entry('ӯ', "uu"),
          Map.entry('ф', "f"),
          Map.entry('х', "kh"),
          Map.entry('ҳ', "h"),
          Map.entry('ц', "ts"),
          Map.entry('ч', "ch"),
          Map.entry('ҷ', "j"),
          Map.entry('ш', "sh"),
          Map.entry('щ', "shch"),
          Map.entry('ъ', "_"),
          Map.entry('ы', "yi"),
          Map.entry('ь', "_"),
          Map.entry('э', "eh"),
          Map.entry('ю', "yu"),
          Map.entry('я', "ya"));

  /// A part of a joined sentence.
  ///
  /// @param breath whether a short pause follows
  record Fragment(Path file, boolean breath) {}

  /// The sentence as recordings, when there is one for every part of it.
  Optional<List<Fragment>> of(Sentence sentence) {
    List<Fragment> fragments = new ArrayList<>();
    for (Sentence.Part part : sentence.parts()) {
      Optional<List<Fragment>> found =
          part.sound()
              .map(
                  sound ->
                      recordings
                          .find(sentence.language(), sound, part.words())
                          .map(file -> List.of(new Fragment(file, part.breath()))))
              .orElseGet(() -> words(sentence.language(), part));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      fragments.addAll(found.get());
    }
    return Optional.of(List.copyOf(fragments));
  }

  private Optional<List<Fragment>> words(String language, Sentence.Part part) {
    List<Fragment> fragments = new ArrayList<>();
    String[] breaths = part.words().split("[,.;:!?—–]+\\s*", -1);
    for (int i = 0; i < breaths.length; i++) {
      List<String> words =
          Arrays.stream(breaths[i].split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
      for (int at = 0; at < words.size(); ) {
        int length = 0;
        for (int tried = Math.min(LONGEST_PHRASE, words.size() - at); tried > 0; tried--) {
          Optional<Path> file = find(language, words.subList(at, at + tried));
          if (file.isPresent()) {
            boolean last = at + tried == words.size();
            boolean breath = last && (i + 1 < breaths.length || part.breath());
            fragments.add(new Fragment(file.get(), breath));
            length = tried;
            break;
          }
        }
        if (length == 0) {
          return Optional.empty();
        }
        at += length;
      }
    }
    return Optional.of(fragments);
  }

  private Optional<Path> find(String language, List<String> words) {
    String phrase = String.join(" ", words);
    return recordings.find(language, name(phrase), phrase);
  }

  /// The sound that a word or phrase is recorded as: `бисту як` is `say/bistu-yak`.
  static String name(String phrase) {
    return Normalizer.normalize(phrase, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .strip()
        .chars()
        .mapToObj(letter -> letter(Character.toChars(letter)[0]))
        .collect(Collectors.joining("", FOLDER, ""));
  }

  private static String letter(char letter) {
    if (Character.isWhitespace(letter) || letter == '-') {
      return "-";
    }
    return LATIN.getOrDefault(letter, Character.isLetterOrDigit(letter) ? "x" : "");
  }
}
