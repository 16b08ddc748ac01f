package org.hamroh.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an operator is helped with on one topic: `answers/<id>.yaml`.
///
/// @param id         the file's name, `wages`
/// @param order      place in the list of topics
/// @param label      the topic's name, by language
/// @param reasons    that scripts give to a queue, and contact reasons
/// @param steps      of scripts
/// @param queues     of the PBX, when nothing else tells the topic
/// @param source     where the content comes from
/// @param validUntil the last day on which it may be read out unread
/// @param ask        questions to the caller, by language
/// @param prompts    of the line, whose texts are read out
/// @param act        what the operator does then, by language
public record Topic(
    String id,
    int order,
    Map<String, String> label,
    Set<String> reasons,
    Set<String> steps,
    Set<String> queues,
    String source,
    LocalDate validUntil,
    List<Map<String, String>> ask,
    List<String> prompts,
    List<Map<String, String>> act) {

  /// The words in a language; in English where somebody forgot them.
  static String in(Map<String, String> words, String language) {
    return Optional.ofNullable(words.get(language)).orElse(words.getOrDefault("en", ""));
  }

  public String label(String language) {
    return in(label, language);
  }
}
