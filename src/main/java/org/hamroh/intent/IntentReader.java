package org.hamroh.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hamroh.intent.Vocabulary.Asks;
import org.hamroh.spelling.Fold;

/// Tells what a text asks for, by its words: in Tajik, Russian and English, in Cyrillic or Latin
/// letters, with and without Tajik ones, with typing mistakes. Danger is looked for first, then
/// silence, then the rest. In doubt a text is for a person to read. Immutable.
public final class IntentReader {

  /// Longer texts tell a story; a wish for silence is short, and a keyword shorter.
  private static final int LONGEST_ALONE = 14;

  private static final int LONGEST_KEYWORD = 6;

  /// What may stand beside `стоп` at the beginning without being known.
  private static final int STRANGERS = 1;

  /// Of one letter each, with dots or spaces between them.
  private static final int SPELT_OUT = 3;

  private final Vocabulary words;

  private IntentReader(Vocabulary words) {
    this.words = words;
  }

  /// With the words that come with the product.
  public static IntentReader load() {
    return new IntentReader(Vocabulary.load());
  }

  public Reading read(String text) {
    List<String> tokens = tokens(text);
    String language = LanguageGuess.of(text, tokens, words.language());
    Optional<Phrase> stopWord = first(tokens, singles(words.stop().alone()));
    Found found = find(tokens, text.contains("?"), stopWord);
    boolean maybe = stopWord.isPresent() && !found.intent.equals(Intent.STOP);
    return new Reading(found.intent, found.why, found.whole, maybe, language);
  }

  private record Found(Intent intent, String why, boolean whole) {}

  private Found find(List<String> tokens, boolean question, Optional<Phrase> stopWord) {
    if (tokens.isEmpty()) {
      return new Found(Intent.NONE, "it has no words", false);
    }
    Optional<Phrase> danger = asks(tokens, words.danger());
    if (danger.isPresent()) {
      return new Found(Intent.DANGER, "danger: " + danger.get().written(), false);
    }
    Optional<Phrase> help = first(tokens, words.help());
    if (stopWord.isPresent() && help.isPresent()) {
      return new Found(Intent.DANGER, "asks for help and holds a stop word", false);
    }
    Optional<Phrase> stop = asks(tokens, words.stop());
    if (stop.isPresent()) {
      return new Found(Intent.STOP, "asks for silence: " + stop.get().written(), true);
    }
    if (!question && leads(tokens)) {
      return new Found(Intent.STOP, "begins with a stop word and says hardly more", true);
    }
    Optional<Phrase> start = asks(tokens, words.start());
    if (start.isPresent()) {
      return new Found(Intent.START, "asks for texts: " + start.get().written(), true);
    }
    return keyword(tokens)
        .orElseGet(
            () ->
                new Found(
                    Intent.NONE,
                    stopWord
                        .map(word -> "holds " + word.written() + ", but says more")
                        .orElse("no word of ours decides"),
                    false));
  }

  private Optional<Found> keyword(List<String> tokens) {
    for (Map.Entry<String, Asks> one : words.keywords().entrySet()) {
      Optional<Phrase> whole = alone(tokens, one.getValue().alone(), this::isPoliteBesideKeyword);
      Optional<Phrase> said =
          whole.or(() -> first(tokens, one.getValue().said())).or(() -> begins(tokens, one));
      if (said.isPresent()) {
        return Optional.of(
            new Found(
                new Intent.Keyword(one.getKey()),
                "keyword: " + said.get().written(),
                whole.isPresent()));
      }
    }
    return Optional.empty();
  }

  /// A keyword before a few words that are not ours: `Курси забони русӣ`.
  private static Optional<Phrase> begins(List<String> tokens, Map.Entry<String, Asks> one) {
    boolean answer = one.getKey().equals("yes") || one.getKey().equals("no");
    return tokens.size() > LONGEST_KEYWORD || answer
        ? Optional.empty()
        : one.getValue().alone().stream().filter(phrase -> phrase.end(tokens, 0) >= 0).findFirst();
  }

  private boolean isPoliteBesideKeyword(String token) {
    return isPolite(token)
        || token.chars().allMatch(Character::isDigit)
        || isOne(token, words.keywordPolite());
  }

  private boolean isPolite(String token) {
    return isOne(token, words.polite());
  }

  private static boolean isOne(String token, List<Phrase> phrases) {
    List<String> alone = List.of(token);
    return phrases.stream().anyMatch(phrase -> phrase.end(alone, 0) == 1);
  }

  private Optional<Phrase> asks(List<String> tokens, Asks asks) {
    boolean besides = first(tokens, asks.besides()).isPresent();
    return alone(tokens, asks.alone(), this::isPolite)
        .or(() -> besides ? Optional.empty() : first(tokens, asks.said()));
  }

  private boolean leads(List<String> tokens) {
    long strangers = tokens.stream().skip(1).filter(token -> !isPolite(token)).count();
    boolean vetoed =
        first(tokens, words.stop().besides()).isPresent()
            || Stream.concat(
                    words.start().alone().stream(),
                    words.keywords().values().stream().flatMap(one -> one.alone().stream()))
                .anyMatch(phrase -> phrase.isIn(tokens.subList(1, tokens.size())));
    return !vetoed
        && strangers <= STRANGERS
        && words.stop().lead().stream().anyMatch(phrase -> phrase.end(tokens, 0) >= 0);
  }

  /// The first of the phrases that the text consists of, but for polite words.
  private static Optional<Phrase> alone(
      List<String> tokens, List<Phrase> phrases, Predicate<String> polite) {
    if (tokens.size() > LONGEST_ALONE) {
      return Optional.empty();
    }
    // From the end: which words from here on are all known, and the phrase among them, if any.
    List<Optional<Optional<Phrase>>> known = new ArrayList<>();
    for (int i = 0; i <= tokens.size(); i++) {
      known.add(Optional.empty());
    }
    known.set(tokens.size(), Optional.of(Optional.empty()));
    for (int at = tokens.size() - 1; at >= 0; at--) {
      Optional<Optional<Phrase>> best =
          polite.test(tokens.get(at)) ? known.get(at + 1) : Optional.empty();
      for (Phrase phrase : phrases) {
        int end = phrase.end(tokens, at);
        if (end > at && known.get(end).isPresent()) {
          best = Optional.of(Optional.of(phrase));
          break;
        }
      }
      known.set(at, best);
    }
    return known.getFirst().flatMap(found -> found);
  }

  private static Optional<Phrase> first(List<String> tokens, List<Phrase> phrases) {
    return phrases.stream().filter(phrase -> phrase.isIn(tokens)).findFirst();
  }

  private static List<Phrase> singles(List<Phrase> phrases) {
    return phrases.stream().filter(phrase -> phrase.slots().size() == 1).toList();
  }

  /// Folded words; letters that stand alone in a row are one word: `S T O P`, `с.т.о.п`.
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder spelt = new StringBuilder();
    for (String word : Fold.words(text.replace('ʼ', '\'').replace('ʻ', '\''))) {
      if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
        spelt.append(word);
      } else {
        flush(spelt, tokens);
        tokens.add(word);
      }
    }
    flush(spelt, tokens);
    return List.copyOf(tokens);
  }

  private static void flush(StringBuilder spelt, List<String> tokens) {
    if (spelt.length() >= SPELT_OUT) {
      tokens.add(spelt.toString());
    } else {
      spelt.chars().mapToObj(Character::toString).forEach(tokens::add);
    }
    spelt.setLength(0);
  }
}
