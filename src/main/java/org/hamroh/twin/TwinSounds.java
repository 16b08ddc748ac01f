package org.hamroh.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.store.StoreException;
import org.hamroh.voice.Pcm;
import org.hamroh.voice.Speaker;

/// The sounds of whole texts, `<data>/sounds/<language>/twin/<digest>`: by a digest of the words,
/// so that what is the same for everybody is spoken once. Texts of campaigns that go out are
/// spoken before anybody rings; a person's own when that person is on the line, or about to be
/// rung. Used by the threads of all calls at once.
public final class TwinSounds implements AutoCloseable {

  static final String FOLDER = "twin/";

  /// Speaking is work for processors, of which a small machine has two; the calls need the other.
  private static final int THREADS = 1;

  /// More would come too late for who waits.
  private static final int WAITING_AT_MOST = 32;

  private static final int WIDE_RATE = 16_000;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration CLEANED_EVERY = Duration.ofHours(1);

  /// Nobody asks for a text of the last season.
  private static final Duration KEPT = Duration.ofDays(120);

  private static final Logger LOG = LogManager.getLogger(TwinSounds.class);

  private final Speaker speaker;
  private final Path sounds;
  private final Supplier<List<Map.Entry<String, String>>> soon;
  private final Clock clock;
  private final Map<String, CompletableFuture<String>> making = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor makers;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Instant cleaned = Instant.MIN;

  /// @param sounds `<data>/sounds`
  /// @param soon   words to be spoken ahead, each with its language
  public TwinSounds(
      Speaker speaker, Path sounds, Supplier<List<Map.Entry<String, String>>> soon, Clock clock) {
    this.speaker = speaker;
    this.sounds = sounds;
    this.soon = soon;
    this.clock = clock;
    this.makers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_AT_MOST),
            Thread.ofPlatform().daemon().name("twin-", 1).factory());
    makers.allowCoreThreadTimeOut(true);
  }

  /// Speaks ahead from now on, gently.
  public void start() {
    Thread.ofVirtual().name("twin-ahead").start(this::ahead);
  }

  private void ahead() {
    try {
      do {
        try {
          for (Map.Entry<String, String> one : soon.get()) {
            prepare(one.getKey(), one.getValue());
          }
          clean(clock.instant());
        } catch (StoreException | IOException e) {
          LOG.warn("event=twin-ahead-waits reason=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
          LOG.error("event=twin-ahead-failed", e); // ours; who rings has it made then
        }
      } while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    }
  }

  /// Begins to make a sound that is not there.
  void prepare(String language, String words) {
    try {
      if (!has(language, name(language, words))) {
        make(language, words);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("event=twin-not-prepared language={}", language); // the next look does it
    }
  }

  /// Whether the sound is there; begins to make it otherwise.
  boolean isReady(String language, String words) {
    prepare(language, words);
    return has(language, name(language, words));
  }

  boolean isThere(String language, String words) {
    return has(language, name(language, words));
  }

  /// The sound of these words below the language's folder.
  ///
  /// @param patience how long to wait for one that has to be made
  Optional<String> sound(String language, String words, Duration patience) {
    String name = name(language, words);
    if (has(language, name)) {
      return Optional.of(name);
    }
    try {
      return Optional.of(make(language, words).get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.warn("event=twin-late language={}", language);
    } catch (ExecutionException e) {
      LOG.warn(
          "event=twin-failed language={} reason=\"{}\"", language, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /// Each sound is made once, however many want it.
  private CompletableFuture<String> make(String language, String words) {
    String name = name(language, words);
    String key = language + "/" + name;
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> theirs = making.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs;
    }
    mine.whenComplete((made, failure) -> making.remove(key, mine));
    try {
      makers.execute(
          () -> {
            try {
              Path file = file(language, name);
              speaker.keep(
                  language,
                  speaker.sayable(language, words),
                  file.resolveSibling("."),
                  file.getFileName().toString());
              mine.complete(name);
            } catch (IOException | RuntimeException e) {
              mine.completeExceptionally(e); // told by whoever waits for it
            }
          });
    } catch (RejectedExecutionException e) {
      mine.completeExceptionally(e);
      throw e;
    }
    return mine;
  }

  /// Keeps what a person has read.
  ///
  /// @return its name below the language's folder
  String keep(long campaign, String language, Pcm sound) throws IOException {
    String name = FOLDER + "voice-" + campaign + "-" + clock.millis();
    Path file = file(language, name);
    Speaker.keep(sound, file.resolveSibling("."), file.getFileName().toString());
    return name;
  }

  /// As a browser plays it.
  byte[] wav(String language, String name) throws IOException {
    byte[] wide = Files.readAllBytes(sounds.resolve(language).resolve(name + ".sln16"));
    return new Pcm(Pcm.samples(wide), WIDE_RATE).wav();
  }

  boolean has(String language, String name) {
    return file(language, name)
            .resolveSibling(Path.of(name).getFileName() + ".alaw")
            .toFile()
            .length()
        > 0;
  }

  private Path file(String language, String name) {
    if (!language.matches("[a-z]{2,3}") || !name.matches("twin/[A-Za-z0-9_-]{1,80}")) {
      throw new IllegalArgumentException("not a sound of the twin: " + language + "/" + name);
    }
    return sounds.resolve(language).resolve(name);
  }

  private static String name(String language, String words) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((language + "\n" + words).getBytes(StandardCharsets.UTF_8));
      return FOLDER + HexFormat.of().formatHex(digest).substring(0, 40);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void clean(Instant now) throws IOException {
    if (now.isBefore(cleaned.plus(CLEANED_EVERY)) || !Files.isDirectory(sounds)) {
      return;
    }
    cleaned = now;
    List<Path> old;
    try (Stream<Path> all = Files.find(sounds, 3, (file, facts) -> isOld(file, now))) {
      old = all.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : old) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isOld(Path file, Instant now) {
    String name = file.getFileName().toString();
    return file.resolveSibling(".").normalize().endsWith("twin")
        && !name.startsWith("voice-")
        && Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(now.minus(KEPT));
  }

  /// What is being made is given up.
  @Override
  public void close() {
    closing.countDown();
    makers.shutdownNow();
  }
}
