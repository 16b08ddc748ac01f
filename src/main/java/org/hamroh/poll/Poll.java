package org.hamroh.poll;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A question with two to nine answers, each with its digit.
///
/// @param question by language
/// @param options  in the order of their digits
public record Poll(long campaign, Map<String, String> question, List<Option> options) {

  public static final int FEWEST_OPTIONS = 2;

  /// One key of a telephone for each; 0 is the operator's.
  public static final int MOST_OPTIONS = 9;

  public Poll {
    question = Map.copyOf(question);
    options = List.copyOf(options);
  }

  /// @param labels by language
  public record Option(int digit, Map<String, String> labels) {
    public Option {
      labels = Map.copyOf(labels);
    }

    public String label(String language) {
      return labels.getOrDefault(language, "");
    }
  }

  /// As it stands in a text: `Кор ёфтед? 1 Ҳа, 2 Не`.
  public String text(String language) {
    return question.getOrDefault(language, "")
        + " "
        + options.stream()
            .map(option -> option.digit + " " + option.label(language))
            .collect(Collectors.joining(", "));
  }

  public boolean has(int digit) {
    return options.stream().anyMatch(option -> option.digit == digit);
  }
}
