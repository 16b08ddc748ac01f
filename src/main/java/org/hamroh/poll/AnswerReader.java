package org.hamroh.poll;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.spelling.Fold;

/// Reads an answer to a poll as people write it: the digit, the digit in letters, or words of an
/// answer, in either alphabet, with a slip of the finger. Whatever could mean two answers, or says
/// more than an answer, is none: a person reads it.
final class AnswerReader {

  /// Longer texts tell something.
  private static final int MOST_WORDS = 8;

  /// A shorter word with one letter changed is another word.
  private static final int LONG_WORD = 5;

  private static final Map<String, Integer> NUMBERS = numbers();

  private static final Set<String> FILLERS =
      folded(
          "ҷавоб ҷавоби ҷавобам ответ ответы мой вариант варианти рақам рақами номер номери нумера"
              + " салом ассалому алайкум здравствуйте рахмат раҳмат ташаккур спасибо ман ба барои"
              + " я выбираю за интихоб мекунам это ин аст пункт клавиша тугма тугмаи лутфан"
              + " пожалуйста answer option number no my");

  private AnswerReader() {}

  private static Set<String> folded(String words) {
    return Set.copyOf(Fold.words(words));
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new java.util.HashMap<>();
    List<String> words =
        List.of(
            "як якум один первый первое",
            "ду дуюм два второй второе",
            "се сеюм три третий третье",
            "чор чаҳор чорум чорӯм четыре четвёртый четвёртое",
            "панҷ панҷум пять пятый пятое",
            "шаш шашум шесть шестой шестое",
            "ҳафт ҳафтум семь седьмой седьмое",
            "ҳашт ҳаштум восемь восьмой восьмое",
            "нӯҳ нӯҳум девять девятый девятое");
    for (int i = 0; i < words.size(); i++) {
      int digit = i + 1;
      Fold.words(words.get(i)).forEach(word -> numbers.putIfAbsent(word, digit));
    }
    return Map.copyOf(numbers);
  }

  /// @return the digit; nothing when it is no answer
  static OptionalInt read(Poll poll, String text) {
    List<String> words = Fold.words(text);
    if (words.isEmpty() || words.size() > MOST_WORDS) {
      return OptionalInt.empty();
    }
    List<String> rest = words.stream().filter(word -> !FILLERS.contains(word)).toList();
    OptionalInt byLabel = byLabel(poll, rest);
    return byLabel.isPresent() ? byLabel : byNumber(poll, rest);
  }

  private static OptionalInt byNumber(Poll poll, List<String> words) {
    Set<Integer> digits = new HashSet<>();
    List<String> others = new ArrayList<>();
    for (String word : words) {
      OptionalInt digit = number(word);
      if (digit.isPresent()) {
        digits.add(digit.getAsInt());
      } else {
        others.add(word);
      }
    }
    if (digits.size() != 1) {
      return OptionalInt.empty();
    }
    int digit = digits.iterator().next();
    boolean fits =
        poll.options().stream()
            .filter(option -> option.digit() == digit)
            .anyMatch(option -> others.stream().allMatch(word -> isIn(word, words(option))));
    return fits ? OptionalInt.of(digit) : OptionalInt.empty();
  }

  /// `2`, `2й`, `ду`
  private static OptionalInt number(String word) {
    if (word.matches("(no)?[0-9]\\p{L}{0,3}")) {
      return OptionalInt.of(word.charAt(word.startsWith("no") ? 2 : 0) - '0');
    }
    if (word.matches("[0-9]+")) {
      return OptionalInt.of(Integer.MAX_VALUE); // of no poll
    }
    Integer spelt = NUMBERS.get(word);
    return spelt == null ? OptionalInt.empty() : OptionalInt.of(spelt);
  }

  /// All words of one answer and no others; else words that only one of the answers has.
  private static OptionalInt byLabel(Poll poll, List<String> words) {
    if (words.isEmpty()) {
      return OptionalInt.empty();
    }
    List<Poll.Option> whole =
        poll.options().stream().filter(option -> isWhole(option, words)).toList();
    List<Poll.Option> found =
        whole.isEmpty()
            ? poll.options().stream()
                .filter(option -> words.stream().allMatch(word -> isIn(word, words(option))))
                .toList()
            : whole;
    return found.size() == 1 ? OptionalInt.of(found.getFirst().digit()) : OptionalInt.empty();
  }

  private static boolean isWhole(Poll.Option option, List<String> words) {
    return option.labels().values().stream()
        .map(Fold::words)
        .anyMatch(
            label ->
                words.stream().allMatch(word -> isIn(word, label))
                    && label.stream()
                        .filter(word -> !FILLERS.contains(word))
                        .allMatch(word -> words.stream().anyMatch(said -> isMeant(word, said))));
  }

  private static List<String> words(Poll.Option option) {
    return option.labels().values().stream()
        .flatMap(label -> Stream.of(label).flatMap(one -> Fold.words(one).stream()))
        .collect(Collectors.toList());
  }

  private static boolean isIn(String word, List<String> label) {
    return label.stream().anyMatch(one -> isMeant(one, word));
  }

  /// The same word, or a long one with one letter changed, missing or too many.
  private static boolean isMeant(String word, String said) {
    if (word.equals(said)) {
      return true;
    }
    int longer = Math.max(word.length(), said.length());
    if (Math.min(word.length(), said.length()) < LONG_WORD
        || Math.abs(word.length() - said.length()) > 1) {
      return false;
    }
    int head = 0;
    while (head < Math.min(word.length(), said.length())
        && word.charAt(head) == said.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(word.length(), said.length()) - head
        && word.charAt(word.length() - 1 - tail) == said.charAt(said.length() - 1 - tail)) {
      tail++;
    }
    return head + tail >= longer - 1;
  }
}
