package org.hamroh.screening;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What has been answered so far, by question, and what the caller said to it. What was not asked
/// is not in it.
public record Sheet(Map<String, Answer> answers, Map<String, String> words) {

  /// Of one question: what is longer belongs into the record.
  static final int LONGEST_WORDS = 2_000;

  static final Sheet EMPTY = new Sheet(Map.of(), Map.of());

  public Sheet {
    Map<String, Answer> asked = new TreeMap<>(answers);
    asked.values().removeIf(answer -> answer == Answer.NOT_ASKED);
    Map<String, String> said = new TreeMap<>(words);
    said.values().removeIf(String::isBlank);
    answers = Map.copyOf(asked);
    words = Map.copyOf(said);
  }

  public Answer answer(String question) {
    return answers.getOrDefault(question, Answer.NOT_ASKED);
  }

  public String said(String question) {
    return words.getOrDefault(question, "");
  }

  /// The answers as tables, pages and the API have them.
  Map<String, String> answerWords() {
    Map<String, String> all = new LinkedHashMap<>();
    new TreeMap<>(answers).forEach((question, answer) -> all.put(question, answer.word()));
    return all;
  }

  static Map<String, Answer> answersOf(Map<String, String> words) {
    Map<String, Answer> all = new TreeMap<>();
    words.forEach((question, word) -> all.put(question, Answer.of(word).orElseThrow()));
    return all;
  }

  /// What JSON brings; what is left out was not asked.
  record Sent(@Nullable Map<String, String> answers, @Nullable Map<String, String> words) {

    /// @return what is wrong with it, for those rules
    List<String> mistakes(ScreeningRules rules) {
      List<String> mistakes = new ArrayList<>();
      Set<String> ids = rules.ids().collect(Collectors.toSet());
      or(answers)
          .forEach(
              (question, word) -> {
                if (!ids.contains(question)) {
                  mistakes.add("there is no question " + question);
                } else if (Answer.of(word).isEmpty()) {
                  mistakes.add(question + " is answered by yes, no, unsure or not-asked");
                }
              });
      or(words)
          .forEach(
              (question, said) -> {
                if (!ids.contains(question)) {
                  mistakes.add("there is no question " + question);
                } else if (said.length() > LONGEST_WORDS) {
                  mistakes.add("the words to " + question + " have at most " + LONGEST_WORDS);
                }
              });
      return mistakes;
    }

    /// Only of what has no mistakes.
    Sheet sheet() {
      return new Sheet(answersOf(or(answers)), or(words));
    }

    private static Map<String, String> or(@Nullable Map<String, String> given) {
      return given == null ? Map.of() : given;
    }
  }
}
