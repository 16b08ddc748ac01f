package org.hamroh.ivr;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamroh.hours.HoursBook;
import org.hamroh.ivr.outside.Names;
import org.hamroh.voice.PromptBook;

/// What a script may name, for its check.
///
/// @param prompts   every text that can be said
/// @param languages that the site speaks, first choice first
/// @param queues    that the PBX has
/// @param hours     the schedules
/// @param outside   what the rest of the hotline has for them
public record Vocabulary(
    PromptBook prompts,
    List<String> languages,
    Set<String> queues,
    HoursBook hours,
    Names outside) {

  /// Before the schedules have been read, which stand beside the scripts.
  public Vocabulary(PromptBook prompts, List<String> languages, Set<String> queues) {
    this(prompts, languages, queues, HoursBook.none(), Names.unknown());
  }

  Vocabulary with(HoursBook read) {
    return new Vocabulary(prompts, languages, queues, read, outside);
  }

  private static final List<String> TOPICS =
      List.of(
          "queue-high",
          "queue-wages",
          "queue-rights",
          "queue-documents",
          "queue-agency",
          "queue-jobs",
          "queue-family",
          "queue-union",
          "queue-general");

  /// The queues of our PBX configuration (`deploy/asterisk/queues.conf`) that a script may name:
  /// the topics, each also for who wants to speak with a woman. The dialplan adds the language.
  public static final Set<String> QUEUES =
      Stream.concat(
              Stream.of("queue-danger"),
              TOPICS.stream().flatMap(topic -> Stream.of(topic, topic + "-woman")))
          .collect(Collectors.toUnmodifiableSet());
}
