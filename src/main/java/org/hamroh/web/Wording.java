package org.hamroh.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// The pages' words in one language, with times as people of the site read them.
public final class Wording {

  private static final Logger LOG = LogManager.getLogger(Wording.class);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final String language;
  private final Map<String, String> words;
  private final DateTimeFormatter clockTime;
  private final DateTimeFormatter dateAndTime;
  private final DateTimeFormatter dayAndTime;

  Wording(String language, ZoneId zone, Map<String, String> words) {
    this.language = language;
    this.words = Map.copyOf(words);
    this.clockTime = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    this.dateAndTime = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(zone);
    this.dayAndTime = DateTimeFormatter.ofPattern("dd.MM. HH:mm").withZone(zone);
  }

  public String language() {
    return language;
  }

  /// A sentence by its key, with `{0}`, `{1}`… replaced. A key without words is shown as it is: a
  /// page that lacks one word is better than no page.
  public String of(String key, Object... values) {
    String sentence = words.get(key);
    if (sentence == null) {
      LOG.warn("event=text-missing key={} language={}", key, language);
      return key;
    }
    for (int i = 0; i < values.length; i++) {
      sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return sentence;
  }

  /// Every word whose key begins with one of these, for the scripts of a page.
  Map<String, String> startingWith(List<String> prefixes) {
    Map<String, String> found = new TreeMap<>();
    words.forEach(
        (key, word) -> {
          if (prefixes.stream().anyMatch(key::startsWith)) {
            found.put(key, word);
          }
        });
    return found;
  }

  public boolean has(String key) {
    return words.containsKey(key);
  }

  /// The words of `prefix.name`, or the bare name where it has none: for names that a site or the
  /// PBX may add to, such as queues and pause reasons.
  public String named(String prefix, String name) {
    return words.getOrDefault(prefix + "." + name, name);
  }

  /// `14:05:09`
  public String time(Instant at) {
    return clockTime.format(at);
  }

  /// `22.11.2026 14:05`
  public String dateTime(Instant at) {
    return dateAndTime.format(at);
  }

  /// `22.11.2026`
  public String day(LocalDate day) {
    return DAY.format(day);
  }

  /// `22.11. 14:05`, where the year is plain
  public String dayAndTime(Instant at) {
    return dayAndTime.format(at);
  }

  /// `0:07`, `12:40`, `1:02:03`
  public String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
