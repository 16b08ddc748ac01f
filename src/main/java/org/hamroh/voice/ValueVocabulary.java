package org.hamroh.voice;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamroh.say.Grammar;
import org.hamroh.say.Kind;

/// The words of which the values in a site's prompts are made, for a speaker to record: when all
/// that a sentence needs is recorded, no synthesised voice is heard in it. Larger numbers and other
/// words may be recorded too, by the same rule ([RecordedWords]).
final class ValueVocabulary {

  /// A year that has a 29th of February.
  private static final LocalDate LEAP_YEAR = LocalDate.of(2028, 1, 1);

  private ValueVocabulary() {}

  /// In the order in which they first occur.
  static Set<String> of(PromptBook book, String language) {
    Optional<Grammar> grammar = Grammar.of(language);
    Set<String> words = new LinkedHashSet<>();
    if (grammar.isEmpty()) {
      return words;
    }
    Set<Kind> kinds = new LinkedHashSet<>();
    for (String name : book.names()) {
      book.text(language, name).ifPresent(text -> kinds.addAll(text.values().values()));
    }
    for (Kind kind : kinds) {
      inputs(kind)
          .map(input -> grammar.get().say(kind, input))
          .flatMap(said -> Stream.of(said.split("[\\s.,—]+", -1)))
          .filter(word -> !word.isEmpty())
          .forEach(words::add);
    }
    return words;
  }

  private static Stream<String> inputs(Kind kind) {
    return switch (kind) {
      case CARDINAL,
          CARDINAL_FEMININE,
          CARDINAL_NEUTER,
          COUNT_PERSON,
          COUNT_MESSAGE,
          COUNT_DAY,
          COUNT_MINUTE,
          COUNT_MINUTE_GENITIVE,
          WAIT_MINUTES,
          IN_MINUTES,
          QUEUE_AHEAD ->
          numbers(0, 199);
      case ORDINAL, ORDINAL_NEUTER, QUEUE_POSITION -> numbers(1, 60);
      case DIGITS, PRESS_KEY -> numbers(0, 9);
      case WEEKDAY -> numbers(1, 7);
      case MONTH -> numbers(1, 12);
      case TIME24, TIME24_ACCUSATIVE ->
          IntStream.range(0, 24 * 12).mapToObj(i -> "%02d:%02d".formatted(i / 12, i % 12 * 5));
      case TIME_PART -> IntStream.range(0, 24).mapToObj("%02d:00"::formatted);
      case DATE, DATE_GENITIVE, DATE_YEAR ->
          LEAP_YEAR.datesUntil(LEAP_YEAR.plusYears(1)).map(LocalDate::toString);
      case MONEY_TJS, MONEY_RUB -> Stream.concat(numbers(0, 199), round());
    };
  }

  /// What wages are told in.
  private static Stream<String> round() {
    return List.of(100, 1_000, 10_000).stream()
        .flatMap(step -> IntStream.rangeClosed(1, 9).mapToObj(i -> Integer.toString(i * step)));
  }

  private static Stream<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString);
  }
}
