package org.hamroh.voice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.ProblemsException;

/// Makes the frequent sentences before anybody asks for them, each day anew, and cleans up what
/// nobody hears any more; in the background, gently.
final class SpeechAhead implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(SpeechAhead.class);

  /// Between two sentences: callers need the machine more.
  private static final Duration GENTLY = Duration.ofMillis(200);

  private static final Duration CLEANED_EVERY = Duration.ofMinutes(10);

  /// So many failures in a row are one fault; the next day tries again.
  private static final int GIVEN_UP_AFTER = 3;

  private final SentencePlanner planner;
  private final SentenceWorkshop workshop;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  SpeechAhead(SentencePlanner planner, SentenceWorkshop workshop, Clock clock) {
    this.planner = planner;
    this.workshop = workshop;
    this.clock = clock;
  }

  void start() {
    Thread.ofPlatform()
        .daemon()
        .name("speech-ahead")
        .priority(Thread.MIN_PRIORITY)
        .start(this::tend);
  }

  private void tend() {
    LocalDate made = LocalDate.MIN;
    try {
      prepare();
      do {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(made)) {
          makeAll(today);
          made = today;
        }
        clean();
      } while (!closed.await(CLEANED_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The voices were compiled by the build, but for another espeak-ng perhaps.
  private void prepare() {
    for (String language : planner.prompts().languages()) {
      try {
        workshop.prepare(language);
      } catch (ProblemsException e) {
        LOG.warn("event=voice-not-ready language={} reason=\"{}\"", language, e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("event=voice-not-ready language={}", language, e);
      }
    }
  }

  /// The frequent sentences that are not there.
  List<SentencePlan> missing(LocalDate today) {
    return FrequentSentences.of(planner.prompts(), today).stream()
        .map(one -> planner.plan(one.language(), one.prompt(), one.values()))
        .flatMap(Optional::stream)
        .filter(plan -> !workshop.has(plan))
        .toList();
  }

  private void makeAll(LocalDate today) throws InterruptedException {
    int failures = 0;
    int made = 0;
    try {
      for (SentencePlan plan : missing(today)) {
        try {
          workshop.make(plan);
          made++;
          failures = 0;
        } catch (ProblemsException | IOException e) {
          if (++failures == GIVEN_UP_AFTER) {
            LOG.warn("event=speech-ahead-failed reason=\"{}\"", e.getMessage());
            return;
          }
        }
        if (closed.await(GENTLY.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      LOG.error("event=speech-ahead-failed", e); // ours; the line goes on without
    }
    if (made > 0) {
      LOG.info("event=speech-ahead made={}", made);
    }
  }

  private void clean() {
    try {
      int gone = workshop.clean(List.copyOf(planner.prompts().languages()), clock.instant());
      if (gone > 0) {
        LOG.info("event=said-sounds-removed count={}", gone);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("event=said-sounds-not-cleaned", e); // the next time may do better
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
