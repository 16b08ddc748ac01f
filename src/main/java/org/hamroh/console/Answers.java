package org.hamroh.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.Problems;

/// The suggested answers as the folder holds them now: a file that somebody changes is on the
/// screens within seconds, without a restart. A folder with mistakes changes nothing, and the log
/// says why. Shared by threads.
public final class Answers {

  private static final Logger LOG = LogManager.getLogger(Answers.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final Path folder;
  private final Clock clock;
  private Map<Path, FileTime> seen = Map.of();
  private Instant looked = Instant.MIN;
  private AnswerBook book = AnswerBook.empty();

  /// @param folder `answers` of the checkout
  public Answers(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// What is suggested now.
  public synchronized AnswerBook book() {
    Instant now = clock.instant();
    if (looked.isBefore(now.minus(LOOK_EVERY)) || looked.isAfter(now)) {
      looked = now;
      look();
    }
    return book;
  }

  private void look() {
    Map<Path, FileTime> times = new TreeMap<>();
    Problems problems = new Problems();
    try {
      for (Path file : AnswerBook.files(folder, problems)) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      LOG.warn("event=answers-not-read reason={}", e.getMessage());
      return;
    }
    if (times.equals(seen)) {
      return;
    }
    AnswerBook read = AnswerBook.read(folder, problems);
    seen = times;
    if (problems.hasErrors()) {
      problems.list().forEach(problem -> LOG.error("event=answers-wrong problem=\"{}\"", problem));
      if (!book.topics().isEmpty()) {
        return;
      }
    }
    book = read;
  }
}
