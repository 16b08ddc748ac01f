package org.hamroh.voice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.yaml.ProblemsException;

/// Speaks the prompts that hold values while the call goes on: joined from a human's recordings
/// when there is one for every part, else spoken whole by the voice of the prompts around. What
/// was spoken is kept; the frequent ones are made before anybody asks.
///
/// Used by the threads of all calls at once.
public final class SentenceMaker implements Sentences, AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(SentenceMaker.class);

  /// The longest that a caller hears nothing.
  static final Duration CALLER_PATIENCE = Duration.ofMillis(150);

  /// A server that has not answered by then leaves espeak-ng time enough to stand in.
  private static final Duration SERVER_PATIENCE = Duration.ofMillis(60);

  /// A voice that hangs is killed, and its thread free again.
  private static final Duration VOICE_PATIENCE = Duration.ofSeconds(5);

  /// Speaking is work for processors, of which a small machine has two.
  private static final int THREADS = 2;

  /// Five seconds of work; what comes on top of it would come too late anyway.
  private static final int WAITING_AT_MOST = 64;

  /// Questions to servers at the same time.
  private static final int ASKED_AT_MOST = 8;

  private final Voices voices;
  private final SentencePlanner planner;
  private final SentenceWorkshop workshop;
  private final SaidSounds said;
  private final SpeechAhead ahead;
  private final Map<String, CompletableFuture<String>> making = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor makers;
  private final Semaphore servers = new Semaphore(ASKED_AT_MOST);
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /// @param prompts the texts in force
  /// @param clock   of the site: what is made ahead depends on the day
  public SentenceMaker(Supplier<PromptBook> prompts, VoicePlaces places, Clock clock) {
    this(prompts, places, places.openVoices(), clock);
  }

  SentenceMaker(Supplier<PromptBook> prompts, VoicePlaces places, Voices voices, Clock clock) {
    this.voices = voices;
    this.planner = new SentencePlanner(prompts, places, voices);
    this.said = new SaidSounds(places.sounds(), clock);
    this.workshop = new SentenceWorkshop(voices, said);
    this.ahead = new SpeechAhead(planner, workshop, clock);
    this.makers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_AT_MOST),
            Thread.ofPlatform().daemon().name("speech-", 1).factory());
    makers.allowCoreThreadTimeOut(true);
  }

  /// Begins, in the background and gently, to make the frequent sentences; cleans up from time to
  /// time.
  public void start() {
    ahead.start();
  }

  @Override
  public void prepare(String language, String prompt, Map<String, Spoken> values) {
    prepare(planner.prompts(), language, prompt, values);
  }

  @Override
  public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
    return sounds(planner.prompts(), language, prompt, values);
  }

  @Override
  public Sentences from(PromptBook texts) {
    return new Sentences() {
      @Override
      public void prepare(String language, String prompt, Map<String, Spoken> values) {
        SentenceMaker.this.prepare(texts, language, prompt, values);
      }

      @Override
      public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
        return SentenceMaker.this.sounds(texts, language, prompt, values);
      }
    };
  }

  private void prepare(
      PromptBook texts, String language, String prompt, Map<String, Spoken> values) {
    try {
      planner
          .plan(texts, language, prompt, values)
          .filter(plan -> !workshop.has(plan))
          .ifPresent(this::begin);
    } catch (IllegalArgumentException | RejectedExecutionException | ProblemsException e) {
      LOG.debug("event=sentence-not-prepared language={} prompt={}", language, prompt);
    }
  }

  private List<String> sounds(
      PromptBook texts, String language, String prompt, Map<String, Spoken> values) {
    try {
      Optional<SentencePlan> plan = planner.plan(texts, language, prompt, values);
      if (plan.isEmpty()) {
        LOG.warn("event=sentence-unknown language={} prompt={}", language, prompt);
        return List.of();
      }
      return sounds(plan.get(), prompt);
    } catch (IllegalArgumentException e) {
      // Its message may hold what a caller has keyed in, so it stays out of the log.
      LOG.warn("event=sentence-refused language={} prompt={}", language, prompt);
      return List.of();
    } catch (ProblemsException e) {
      LOG.warn("event=sentence-failed prompt={} reason=\"{}\"", prompt, e.getMessage());
      return List.of(); // a broken list of abbreviations must not cost anybody the call
    }
  }

  private List<String> sounds(SentencePlan plan, String prompt) {
    for (String name : plan.names()) {
      if (said.has(plan.language(), name)) {
        if (!name.equals(plan.best())) {
          beginIfRoom(plan); // the better voice, for the next caller
        }
        return List.of(name);
      }
    }
    try {
      return List.of(begin(plan).get(CALLER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.warn("event=sentence-late language={} prompt={}", plan.language(), prompt);
    } catch (ExecutionException e) {
      LOG.warn(
          "event=sentence-failed language={} prompt={} reason=\"{}\"",
          plan.language(),
          prompt,
          String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private void beginIfRoom(SentencePlan plan) {
    try {
      begin(plan);
    } catch (RejectedExecutionException e) {
      LOG.debug("event=sentence-not-prepared language={}", plan.language());
    }
  }

  /// Each sentence is made once, however many callers want it.
  ///
  /// @throws RejectedExecutionException when too many wait already
  private CompletableFuture<String> begin(SentencePlan plan) {
    String key = plan.language() + "/" + plan.best();
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> theirs = making.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs;
    }
    mine.whenComplete((name, failure) -> making.remove(key, mine));
    try {
      makers.execute(() -> make(plan, mine));
    } catch (RejectedExecutionException e) {
      mine.completeExceptionally(e);
      throw e;
    }
    return mine;
  }

  private void make(SentencePlan plan, CompletableFuture<String> made) {
    try {
      switch (plan) {
        case SentencePlan.Joined joined -> made.complete(workshop.join(joined));
        case SentencePlan.Spoken spoken -> speak(spoken, made);
      }
    } catch (IOException | RuntimeException | Error e) {
      made.completeExceptionally(e); // told by whoever waits for it
    }
  }

  private void speak(SentencePlan.Spoken plan, CompletableFuture<String> made) throws IOException {
    if (plan.engines().size() > 1 && serverIsQuick(plan)) {
      made.complete(plan.best());
      return;
    }
    if (said.has(plan.language(), plan.names().getLast())) {
      made.complete(plan.names().getLast());
      return;
    }
    Pcm sound = plan.engines().getLast().speak(plan.utterance(), VOICE_PATIENCE);
    made.complete(workshop.keep(plan, plan.names().getLast(), sound));
  }

  /// Asks the server. When it takes longer than a caller can wait, its answer is for the next.
  private boolean serverIsQuick(SentencePlan.Spoken plan) {
    if (!asked.add(plan.best())) {
      return false; // it is thinking about this one already
    }
    if (!servers.tryAcquire()) {
      asked.remove(plan.best());
      return false;
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("speech-server")
        .start(
            () -> {
              try {
                Pcm sound = plan.engines().getFirst().speak(plan.utterance(), voices.timeout());
                answer.complete(workshop.keep(plan, plan.best(), sound));
              } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
              } finally {
                asked.remove(plan.best());
                servers.release();
              }
            });
    try {
      answer.get(SERVER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false; // the engine itself has told why, once
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What is being made is given up.
  @Override
  public void close() {
    ahead.close();
    makers.shutdownNow();
  }
}
