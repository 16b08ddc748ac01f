package org.hamroh.voice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.voice.RecordedWords.Fragment;
import org.hamroh.yaml.ProblemsException;

/// Speaks the prompts that hold values while the call goes on: joined from a human's recordings
// when
/// there is one for every part, else spoken at once by the voice of the prompts around. What was
/// spoken is kept; the frequent ones are made before anybody asks.
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

  /// Between two sentences made ahead at the start: callers need the machine more.
  private static final Duration GENTLY = Duration.ofMillis(200);

  private static final Duration CLEANED_EVERY = Duration.ofMinutes(10);

  /// So many failures in a row are one fault; the next start tries again.
  private static final int GIVEN_UP_AFTER = 3;

  private static final int DIGEST_LETTERS = 40;

  private final Supplier<PromptBook> prompts;
  private final Voices voices;
  private final SoundShaper shaper = new SoundShaper();
  private final Joiner joiner = new Joiner(shaper);
  private final RecordedWords recorded;
  private final ValueWords words;
  private final SaidSounds said;
  private final Clock clock;
  private final Map<String, CompletableFuture<String>> making = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor makers;
  private final Semaphore servers = new Semaphore(ASKED_AT_MOST);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param prompts the texts in force
  /// @param clock   of the site: what is made ahead depends on the day
  public SentenceMaker(Supplier<PromptBook> prompts, VoicePlaces places, Clock clock) {
    this(prompts, places, places.openVoices(), clock);
  }

  SentenceMaker(Supplier<PromptBook> prompts, VoicePlaces places, Voices voices, Clock clock) {
    this.prompts = prompts;
    this.voices = voices;
    this.recorded = new RecordedWords(places.openRecordings());
    this.words = new ValueWords(new WrittenWords(places.sources()));
    this.said = new SaidSounds(places.sounds(), clock);
    this.clock = clock;
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

  /// What has to be made, and what it is called when it is there.
  private sealed interface Plan {
    String language();

    /// The names that will do, the best first.
    List<String> names();

    /// From recordings.
    record Joined(String language, List<String> names, List<Fragment> fragments, boolean goesOn)
        implements Plan {}

    /// By a voice; one name an engine.
    record Spoken(
        String language, List<String> names, List<SpeechEngine> engines, Utterance utterance)
        implements Plan {}
  }

  /// Begins, in the background and gently, to make the frequent sentences, and cleans up from time
  /// to time.
  public void start() {
    Thread.ofPlatform()
        .daemon()
        .name("speech-ahead")
        .priority(Thread.MIN_PRIORITY)
        .start(this::tend);
  }

  private void tend() {
    LocalDate made = LocalDate.MIN;
    try {
      do {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(made)) {
          makeAhead(today);
          made = today;
        }
        clean();
      } while (!closed.await(CLEANED_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clean() {
    try {
      int gone = said.clean(List.copyOf(prompts.get().languages()));
      if (gone > 0) {
        LOG.info("event=said-sounds-removed count={}", gone);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("event=said-sounds-not-cleaned", e); // the next time may do better
    }
  }

  private void makeAhead(LocalDate today) throws InterruptedException {
    int failures = 0;
    int count = 0;
    for (FrequentSentences.Frequent one : FrequentSentences.of(prompts.get(), today)) {
      try {
        if (makeNow(one)) {
          count++;
          failures = 0;
          if (closed.await(GENTLY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      } catch (ProblemsException | IOException | IllegalArgumentException e) {
        if (++failures == GIVEN_UP_AFTER) {
          LOG.warn(
              "event=speech-ahead-failed prompt={} reason=\"{}\"", one.prompt(), e.getMessage());
          return;
        }
      }
    }
    LOG.info("event=speech-ahead made={}", count);
  }

  /// Makes a sentence on this thread, with patience, unless it is there.
  ///
  /// @return whether it had to be made
  boolean makeNow(FrequentSentences.Frequent one) throws IOException {
    Optional<Plan> plan = plan(one.language(), one.prompt(), one.values());
    if (plan.isEmpty() || said.has(one.language(), plan.get().names().getFirst())) {
      return false;
    }
    switch (plan.get()) {
      case Plan.Joined joined -> join(joined);
      case Plan.Spoken spoken -> {
        voices.prepare(one.language());
        Voices.Speech speech = voices.speak(one.language(), spoken.utterance());
        int voice = speech.standIn() ? spoken.names().size() - 1 : 0;
        keep(spoken, spoken.names().get(voice), speech.sound());
      }
    }
    return true;
  }

  @Override
  public void prepare(String language, String prompt, Map<String, Spoken> values) {
    try {
      plan(language, prompt, values)
          .filter(plan -> !said.has(plan.language(), plan.names().getFirst()))
          .ifPresent(this::begin);
    } catch (IllegalArgumentException | RejectedExecutionException e) {
      LOG.debug("event=sentence-not-prepared language={} prompt={}", language, prompt);
    }
  }

  @Override
  public List<String> sounds(String language, String prompt, Map<String, Spoken> values) {
    try {
      Optional<Plan> plan = plan(language, prompt, values);
      if (plan.isEmpty()) {
        LOG.warn("event=sentence-unknown language={} prompt={}", language, prompt);
        return List.of();
      }
      return sounds(plan.get(), prompt);
    } catch (IllegalArgumentException e) {
      // Its message may hold what a caller has keyed in, so it stays out of the log.
      LOG.warn("event=sentence-refused language={} prompt={}", language, prompt);
      return List.of();
    }
  }

  private List<String> sounds(Plan plan, String prompt) {
    for (String name : plan.names()) {
      if (said.has(plan.language(), name)) {
        if (!name.equals(plan.names().getFirst())) {
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

  /// Empty when no prompt has this name.
  private Optional<Plan> plan(String language, String prompt, Map<String, Spoken> values) {
    Optional<PromptText> text = prompts.get().text(language, prompt);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Sentence sentence = Sentence.of(text.get(), values, words);
    Optional<List<Fragment>> fragments = recorded.of(sentence);
    if (fragments.isPresent()) {
      List<String> names = List.of(name(sentence, identity(fragments.get())));
      return Optional.of(new Plan.Joined(language, names, fragments.get(), sentence.goesOn()));
    }
    Utterance utterance = sentence.utterance();
    List<SpeechEngine> engines = voices.of(language);
    List<String> names =
        engines.stream().map(engine -> name(sentence, engine.identity(utterance))).toList();
    return Optional.of(new Plan.Spoken(language, names, engines, utterance));
  }

  private static String name(Sentence sentence, String identity) {
    String digest = Digests.of(SoundShaper.VERSION, identity).substring(0, DIGEST_LETTERS);
    return (sentence.passing() ? SaidSounds.PASSING : SaidSounds.FOLDER) + digest;
  }

  private static String identity(List<Fragment> fragments) {
    List<String> parts = new ArrayList<>(List.of("joined"));
    for (Fragment fragment : fragments) {
      java.io.File file = fragment.file().toFile();
      parts.add(file.getPath() + ":" + file.length() + ":" + file.lastModified());
      parts.add(Boolean.toString(fragment.breath()));
    }
    return Digests.of(parts.toArray(String[]::new));
  }

  private void beginIfRoom(Plan plan) {
    try {
      begin(plan);
    } catch (RejectedExecutionException e) {
      LOG.debug("event=sentence-not-prepared language={}", plan.language());
    }
  }

  /// Each sentence is made once, however many callers want it.
  ///
  /// @throws RejectedExecutionException when too many wait already
  private CompletableFuture<String> begin(Plan plan) {
    String key = plan.language() + "/" + plan.names().getFirst();
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

  private void make(Plan plan, CompletableFuture<String> made) {
    try {
      switch (plan) {
        case Plan.Joined joined -> made.complete(join(joined));
        case Plan.Spoken spoken -> speak(spoken, made);
      }
    } catch (IOException | RuntimeException | Error e) {
      made.completeExceptionally(e); // told by whoever waits for it
    }
  }

  private String join(Plan.Joined plan) throws IOException {
    String name = plan.names().getFirst();
    said.keep(plan.language(), name, joiner.join(plan.fragments(), plan.goesOn()));
    return name;
  }

  private void speak(Plan.Spoken plan, CompletableFuture<String> made) throws IOException {
    if (plan.engines().size() > 1 && serverIsQuick(plan)) {
      made.complete(plan.names().getFirst());
      return;
    }
    Pcm sound = plan.engines().getLast().speak(plan.utterance(), VOICE_PATIENCE);
    made.complete(keep(plan, plan.names().getLast(), sound));
  }

  /// Asks the server. When it takes longer than a caller can wait, its answer is kept when it
  // comes,
  /// for the next caller.
  private boolean serverIsQuick(Plan.Spoken plan) {
    if (!servers.tryAcquire()) {
      return false;
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("speech-server")
        .start(
            () -> {
              try {
                Pcm sound = plan.engines().getFirst().speak(plan.utterance(), voices.timeout());
                answer.complete(keep(plan, plan.names().getFirst(), sound));
              } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
              } finally {
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

  private String keep(Plan.Spoken plan, String name, Pcm sound) throws IOException {
    Leveller.Treatment treatment =
        plan.utterance().goesOn() ? Leveller.Treatment.GOES_ON : Leveller.Treatment.SPEECH;
    said.keep(plan.language(), name, shaper.encode(sound, treatment));
    return name;
  }

  /// What is being made is given up.
  @Override
  public void close() {
    closed.countDown();
    makers.shutdownNow();
  }
}
