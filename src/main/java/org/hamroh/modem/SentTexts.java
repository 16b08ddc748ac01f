package org.hamroh.modem;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Texts that the modem has sent and whose report has not come: their files lie in `sent` until
/// then, so a restart finds them again. Used by one thread.
final class SentTexts {

  /// No network tries longer; what it has not told by then it never will.
  static final Duration LONGEST = Duration.ofDays(8);

  /// Eight days of a card that sends a text every twenty seconds.
  private static final int MOST = 35_000;

  private record Text(String number, String reference, Instant sentAt) {}

  private final Map<Path, Text> waiting = new LinkedHashMap<>();

  boolean has(Path file) {
    return waiting.containsKey(file);
  }

  /// @param sentAt when its file came into `sent`
  /// @return whether there is room to wait for its report
  boolean add(Path file, SpoolFile text, Instant sentAt) {
    if (waiting.size() >= MOST) {
      return false;
    }
    waiting.put(file, new Text(text.header("To"), text.header("Message_id"), sentAt));
    return true;
  }

  /// The file that a report is about. References come round again, so it is the newest of those
  /// that fit.
  Optional<Path> of(StatusReport report) {
    return waiting.entrySet().stream()
        .filter(
            one ->
                one.getValue().reference.equals(report.reference())
                    && one.getValue().number.equals(report.number()))
        .max(Comparator.comparing(one -> one.getValue().sentAt))
        .map(Map.Entry::getKey);
  }

  void remove(Path file) {
    waiting.remove(file);
  }

  /// One that has waited too long.
  Optional<Path> forgotten(Instant now) {
    return waiting.entrySet().stream()
        .filter(one -> one.getValue().sentAt.plus(LONGEST).isBefore(now))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
