package org.hamroh.training;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.agi.AgiCall;
import org.hamroh.agi.AgiEntry;
import org.hamroh.agi.AgiHangup;
import org.hamroh.agi.AgiHeard;
import org.hamroh.call.CallId;
import org.hamroh.call.NobodysCalls;
import org.hamroh.store.Database;
import org.hamroh.training.PracticeRun.End;
import org.hamroh.training.PracticeRun.Passed;
import org.hamroh.web.LiveFeed;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Pretended callers ring learners: on their own telephones, by the real PBX, and by nothing that
/// reaches outside. The call is nobody's, so it has no record and no figure knows it; its operator
/// is paused meanwhile. A real caller whom nobody else can take ends it at once.
public final class PracticeCalls implements AgiEntry, AutoCloseable {

  /// The path of the address that the dialplan gives.
  public static final String PATH = "practice";

  /// The name under which open pages are told.
  static final String TOPIC = "training";

  /// The longest practice call.
  static final Duration LONGEST = Duration.ofMinutes(20);

  private static final Duration RING = Duration.ofSeconds(30);

  /// A telephone that nobody answers is given up so long after it has stopped to ring.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// How soon a waiting caller, or a button on the page, is seen.
  private static final Duration SLICE = Duration.ofMillis(500);

  /// How long the end of the server waits for one.
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /// Keys that were pressed on the page and not used yet.
  private static final int MOST_KEYS = 10;

  private static final int FIRST_NTH = 100_000_000;
  private static final char AGAIN = '*';
  private static final Logger LOG = LogManager.getLogger(PracticeCalls.class);

  /// The learner's telephone, and those who wait for it.
  public interface Desk {

    /// Empty when it may be rung; else why not: `no-telephone`, `talking`, `caller-waits`.
    Optional<String> trouble(String operator);

    /// Whether a real caller waits whom nobody but this operator can take now.
    boolean isNeeded(String operator);

    /// Takes the telephone out of the queues, and says what to do when it goes back.
    Runnable practise(String operator, Duration longest);

    /// Rings it.
    ///
    /// @return why not, empty when it rings
    Optional<String> ring(CallId leg, String operator);

    void hangUp(CallId leg);

    /// Puts back a telephone that a server before us has left practising.
    void back(String operator);
  }

  /// A call that is under way.
  private static final class Going {
    private final PracticeRun run;
    private final PracticeScript script;
    private final Queue<Character> keys = new ArrayBlockingQueue<>(MOST_KEYS);
    private final List<Passed> path = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean answered;
    private volatile @Nullable End wanted;
    private final CountDownLatch put = new CountDownLatch(1);
    private volatile End came = End.BROKEN;
    private volatile String scene = "";

    private Going(PracticeRun run, PracticeScript script) {
      this.run = run;
      this.script = script;
    }
  }

  private final Database database;
  private final Desk desk;
  private final PracticeVoice voice;
  private final LiveFeed feed;
  private final Clock clock;
  private final NobodysCalls nobodys;
  private final Map<String, Going> byLeg = new ConcurrentHashMap<>();
  private final Map<String, Going> byOperator = new ConcurrentHashMap<>();

  public PracticeCalls(
      Database database, Desk desk, PracticeVoice voice, LiveFeed feed, Clock clock) {
    this.database = database;
    this.desk = desk;
    this.voice = voice;
    this.feed = feed;
    this.clock = clock;
    this.nobodys = new NobodysCalls(database);
  }

  /// Ends what a server before us has left.
  public void start() {
    for (PracticeRun left : database.read(TrainingStore::open)) {
      desk.hangUp(left.leg());
      desk.back(left.operator());
      end(left, End.BROKEN);
    }
  }

  /// What came of the wish to practise.
  sealed interface Begun {
    record Started(PracticeRun run) implements Begun {}

    /// @param word `no-telephone`, `talking`, `caller-waits`, `practising`
    record Refused(String word) implements Begun {}
  }

  /// Rings the learner's telephone.
  ///
  /// @param language one of the script's
  Begun begin(String login, String operator, String name, PracticeScript script, String language) {
    Optional<String> trouble = desk.trouble(operator);
    if (trouble.isPresent()) {
      return new Begun.Refused(trouble.get());
    }
    Instant now = clock.instant();
    CallId leg =
        CallId.ofPractice(now, ThreadLocalRandom.current().nextInt(FIRST_NTH, FIRST_NTH * 10));
    PracticeRun run =
        new PracticeRun(
            "p-" + UUID.randomUUID(),
            leg,
            login,
            operator,
            name,
            language,
            now,
            Optional.empty(),
            Optional.empty(),
            End.NONE,
            List.of(),
            Optional.empty());
    Going going = new Going(run, script);
    if (byOperator.putIfAbsent(operator, going) != null) {
      return new Begun.Refused("practising");
    }
    try {
      nobodys.add(leg, now);
      database.write(
          handle -> {
            TrainingStore.add(handle, run);
            return true;
          });
    } catch (RuntimeException e) {
      byOperator.remove(operator);
      throw e;
    }
    byLeg.put(leg.value(), going);
    feed.changed(TOPIC);
    Thread.ofVirtual().name("practice-" + run.id()).start(() -> follow(going));
    return new Begun.Started(run);
  }

  private void follow(Going going) {
    End end = End.BROKEN;
    Runnable back = () -> {};
    try {
      speakAll(going);
      back = desk.practise(going.run.operator(), LONGEST.plus(RING));
      Optional<String> trouble = desk.ring(going.run.leg(), going.run.operator());
      if (trouble.isEmpty()) {
        end = await(going);
      } else {
        LOG.warn("event=practice-not-rung run={} reason=\"{}\"", going.run.id(), trouble.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process ends
    } catch (java.io.IOException | ProblemsException e) {
      LOG.error("event=practice-not-spoken run={}", going.run.id(), e);
    } catch (RuntimeException e) {
      LOG.error("event=practice-failed run={}", going.run.id(), e);
    } finally {
      desk.hangUp(going.run.leg());
      byLeg.remove(going.run.leg().value());
      byOperator.remove(going.run.operator());
      end(going.run, end);
      back.run();
      going.put.countDown();
    }
  }

  private void speakAll(Going going) throws java.io.IOException {
    for (PracticeScript.Scene scene : going.script.scenes().values()) {
      voice.line(going.run.language(), says(going, scene));
    }
  }

  private static String says(Going going, PracticeScript.Scene scene) {
    return scene.says().getOrDefault(going.run.language(), "");
  }

  /// Until it is over, by whomever.
  private End await(Going going) throws InterruptedException {
    Instant giveUp = clock.instant().plus(RING).plus(GRACE);
    Instant longest = clock.instant().plus(LONGEST);
    while (!going.over.await(SLICE.toMillis(), TimeUnit.MILLISECONDS)) {
      Instant now = clock.instant();
      End wanted = going.wanted;
      if (wanted != null) {
        return wanted;
      }
      if (desk.isNeeded(going.run.operator())) {
        LOG.info("event=practice-gives-way run={}", going.run.id());
        return End.CALLER_WAITS;
      }
      if (!going.answered && now.isAfter(giveUp)) {
        return End.UNANSWERED;
      }
      if (now.isAfter(longest)) {
        return End.STOPPED;
      }
    }
    End wanted = going.wanted;
    return wanted == null ? going.came : wanted;
  }

  private void end(PracticeRun run, End end) {
    try {
      boolean first =
          database.write(handle -> TrainingStore.ended(handle, run.id(), end, clock.instant()));
      LOG.info("event=practice-over run={} end={} first={}", run.id(), end.word(), first);
    } catch (RuntimeException e) {
      LOG.error("event=practice-end-not-kept run={}", run.id(), e); // the next start ends it
    }
    feed.changed(TOPIC);
  }

  /// The learner has answered: the pretended caller speaks.
  @Override
  public void serve(AgiCall leg) {
    Going going = byLeg.get(leg.request().uniqueId());
    if (going == null) {
      return; // of a server before us: the dialplan hangs up
    }
    going.answered = true;
    try {
      database.write(
          handle -> {
            TrainingStore.answered(handle, going.run.id(), clock.instant());
            return true;
          });
      feed.changed(TOPIC);
      play(leg, going);
      going.came = End.DONE;
    } catch (AgiHangup gone) {
      going.came = End.HUNG_UP;
      throw gone;
    } catch (java.io.IOException e) {
      LOG.error("event=practice-not-spoken run={}", going.run.id(), e);
      going.came = End.BROKEN;
    } finally {
      going.over.countDown();
    }
  }

  private void play(AgiCall leg, Going going) throws java.io.IOException {
    String name = going.script.start();
    for (int scenes = 0; scenes < PracticeScript.MOST_SCENES; scenes++) {
      PracticeScript.Scene scene = going.script.scene(name);
      going.scene = name;
      feed.changed(TOPIC);
      Optional<Character> key = act(leg, going, scene);
      going.path.add(new Passed(name, key.map(String::valueOf).orElse("")));
      List<Passed> path = List.copyOf(going.path);
      database.write(
          handle -> {
            TrainingStore.passed(handle, going.run.id(), path);
            return true;
          });
      PracticeScript.Silence silence = scene.silence();
      if (scene.isEnd() || silence == null) {
        return;
      }
      name =
          key.map(pressed -> scene.moves().get(String.valueOf(pressed)))
              .map(PracticeScript.Move::to)
              .orElse(silence.to());
    }
  }

  /// Says it, as often as asked, and waits for what the learner does.
  ///
  /// @return the key of what was done; empty after silence
  private Optional<Character> act(AgiCall leg, Going going, PracticeScript.Scene scene)
      throws java.io.IOException {
    String keys = String.join("", scene.moves().keySet());
    PracticeVoice.Line line = voice.line(going.run.language(), says(going, scene));
    going.keys.clear(); // of the scene before
    for (int times = 0; times < PracticeScript.MOST_SCENES; times++) {
      AgiHeard heard = leg.play(line.path(), keys + AGAIN, line.length());
      Optional<Character> key = key(heard);
      if (scene.isEnd()) {
        return Optional.empty();
      }
      if (key.isEmpty()) {
        key = wait(leg, going, scene);
      }
      if (key.filter(pressed -> pressed == AGAIN).isEmpty()) {
        return key;
      }
    }
    return Optional.empty();
  }

  private Optional<Character> wait(AgiCall leg, Going going, PracticeScript.Scene scene) {
    PracticeScript.Silence silence = scene.silence();
    int seconds = silence == null ? 0 : silence.seconds();
    Instant until = clock.instant().plusSeconds(seconds);
    while (clock.instant().isBefore(until)) {
      Character onPage = going.keys.poll();
      Optional<Character> key = onPage == null ? key(leg.waitForKey(SLICE)) : Optional.of(onPage);
      if (key.filter(one -> one == AGAIN || scene.moves().containsKey(String.valueOf(one)))
          .isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  private static Optional<Character> key(AgiHeard heard) {
    return switch (heard) {
      case AgiHeard.Key pressed -> Optional.of(pressed.key());
      case AgiHeard.Ended ended -> Optional.empty();
      case AgiHeard.Missing missing -> Optional.empty(); // silence says that something is wrong
    };
  }

  /// A key that is pressed on the page instead of the telephone.
  ///
  /// @return whether the call goes on
  boolean press(PracticeRun run, char key) {
    Going going = byLeg.get(run.leg().value());
    return going != null && going.answered && going.keys.offer(key);
  }

  /// The learner has had enough.
  void stop(PracticeRun run) {
    Going going = byLeg.get(run.leg().value());
    if (going != null) {
      going.wanted = End.STOPPED;
    }
  }

  /// The scene that is played now; empty while it rings, and when it is over.
  Optional<String> scene(PracticeRun run) {
    Going going = byLeg.get(run.leg().value());
    return going == null || going.scene.isEmpty() ? Optional.empty() : Optional.of(going.scene);
  }

  /// Nobody is left on a call that nobody leads.
  @Override
  public void close() {
    List<Going> left = List.copyOf(byLeg.values());
    left.forEach(
        going -> {
          going.wanted = End.BROKEN;
          going.over.countDown();
        });
    try {
      for (Going going : left) {
        if (!going.put.await(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("event=practice-left-open run={}", going.run.id()); // the next start ends it
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
