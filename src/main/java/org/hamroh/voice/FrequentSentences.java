package org.hamroh.voice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamroh.say.Kind;

/// What many callers will hear: the first places of a queue, waits of half an hour, full hours, the
/// days of the coming fortnight. Made before anybody rings.
final class FrequentSentences {

  private static final int PLACES = 20;
  private static final int NUMBERS = 30;
  private static final int DAYS = 14;

  private FrequentSentences() {}

  /// A prompt with its one value.
  record Frequent(String language, String prompt, Map<String, Spoken> values) {}

  /// Of every prompt that has exactly one value, and says how it is said.
  static List<Frequent> of(PromptBook book, LocalDate today) {
    List<Frequent> all = new ArrayList<>();
    for (String language : book.languages()) {
      for (String name : book.names()) {
        book.text(language, name).ifPresent(text -> all.addAll(of(text, today)));
      }
    }
    return all;
  }

  private static List<Frequent> of(PromptText text, LocalDate today) {
    if (text.placeholders().size() != 1) {
      return List.of();
    }
    String value = text.placeholders().iterator().next();
    return Optional.ofNullable(text.values().get(value)).stream()
        .flatMap(kind -> inputs(kind, today).map(input -> new Spoken.Of(kind, input)))
        .map(spoken -> new Frequent(text.language(), text.name(), Map.of(value, spoken)))
        .toList();
  }

  private static Stream<String> inputs(Kind kind, LocalDate today) {
    return switch (kind) {
      case ORDINAL, ORDINAL_NEUTER, QUEUE_POSITION, QUEUE_AHEAD -> numbers(1, PLACES);
      case CARDINAL,
          CARDINAL_FEMININE,
          CARDINAL_NEUTER,
          COUNT_PERSON,
          COUNT_MESSAGE,
          COUNT_DAY,
          COUNT_MINUTE,
          COUNT_MINUTE_GENITIVE,
          WAIT_MINUTES,
          IN_MINUTES ->
          numbers(1, NUMBERS);
      case WEEKDAY -> numbers(1, 7);
      case MONTH -> numbers(1, 12);
      case TIME24, TIME24_ACCUSATIVE, TIME_PART ->
          IntStream.range(0, 24).mapToObj("%02d:00"::formatted);
      case DATE, DATE_GENITIVE, DATE_YEAR ->
          IntStream.rangeClosed(0, DAYS).mapToObj(day -> today.plusDays(day).toString());
      // Each caller's own.
      case DIGITS, MONEY_TJS, MONEY_RUB, PRESS_KEY -> Stream.empty();
    };
  }

  private static Stream<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString);
  }
}
