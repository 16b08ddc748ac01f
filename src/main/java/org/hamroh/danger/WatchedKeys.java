package org.hamroh.danger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.call.CallRecords;
import org.hamroh.call.ToldEvent;
import org.hamroh.queue.QueueBoard;
import org.hamroh.queue.SilentTalks;
import org.hamroh.store.StoreException;
import org.hamroh.web.LiveFeed;
import org.jspecify.annotations.Nullable;

/// Keys that are heard where no script hears them: of a caller who cannot speak, during the talk
/// with an operator (1 yes, 2 no), and of one who listens to the cover text (5: help).
///
/// The PBX tells the keys of such calls only; the dialplan variable HAMROH_KEYS, which scripts set,
/// and a filter in `manager.conf` see to it that no other digit ever leaves it. A key is worth
/// nothing to anybody who does not know the mode the call is in.
public final class WatchedKeys implements SilentTalks {

  /// The key that asks for help under the cover text. It changes nothing that can be heard.
  static final String HELP = "5";

  private static final Map<String, String> ANSWERS = Map.of("1", "yes", "2", "no");

  /// Answers of one talk that are shown; a talk has some twenty.
  private static final int MOST_ANSWERS = 100;

  /// A minute of tries, one a second.
  private static final int MOST_TRIES = 60;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /// Calls in these modes at once; a hotline has a few.
  private static final int MOST_CALLS = 1_000;

  private static final Logger LOG = LogManager.getLogger(WatchedKeys.class);

  private enum Mode {
    TALK,
    COVER
  }

  private static final class Watched {
    private volatile Mode mode;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    private Watched(Mode mode) {
      this.mode = mode;
    }
  }

  private final CallJournal journal;
  private final CallRecords calls;
  private final QueueBoard board;
  private final Alarms alarms;
  private final LiveFeed feed;
  private volatile Predicate<CallId> askedElsewhere = call -> false;
  private final Map<CallId, Watched> watched = new ConcurrentHashMap<>();

  public WatchedKeys(
      CallJournal journal, CallRecords calls, QueueBoard board, Alarms alarms, LiveFeed feed) {
    this.journal = journal;
    this.calls = calls;
    this.board = board;
    this.alarms = alarms;
    this.feed = feed;
  }

  /// Keys of these calls are somebody else's answers now, and none of a caller who cannot speak.
  public void except(Predicate<CallId> calls) {
    askedElsewhere = calls;
  }

  /// What scripts tell; returns at once.
  public void told(CallId call, CallEvent event) {
    switch (event) {
      case CallEvent.CannotSpeak mode -> watch(call, Mode.TALK);
      case CallEvent.CoverKeyPressed mode -> watch(call, Mode.COVER);
      default -> {}
    }
  }

  private void watch(CallId call, Mode mode) {
    if (watched.size() >= MOST_CALLS) {
      LOG.error("event=watched-calls-full call={}", call);
      return;
    }
    watched.computeIfAbsent(call, one -> new Watched(mode)).mode = mode;
  }

  /// A listener of [org.hamroh.ami.AmiClient]; returns at once.
  public void accept(AmiEvent event) {
    switch (event) {
      case AmiEvent.KeyPressed key when isCallers(key.leg()) -> pressed(key);
      case AmiEvent.Hangup gone when isCallers(gone.leg()) ->
          callOf(gone.leg()).ifPresent(watched::remove);
      case AmiEvent.Resynced all when watched.size() > MOST_CALLS / 2 ->
          watched
              .keySet()
              .removeIf(
                  call ->
                      all.channels().stream()
                          .noneMatch(leg -> leg.leg().linkedId().equals(call.value())));
      default -> {}
    }
  }

  private static boolean isCallers(AmiEvent.Leg leg) {
    return leg.uniqueId().equals(leg.linkedId());
  }

  private static Optional<CallId> callOf(AmiEvent.Leg leg) {
    try {
      return Optional.of(new CallId(leg.linkedId()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no name of a call
    }
  }

  private void pressed(AmiEvent.KeyPressed key) {
    Optional<CallId> call = callOf(key.leg());
    if (call.isEmpty()) {
      return;
    }
    boolean talks = board.snapshot().talking().containsKey(call.get());
    Watched known = watched.get(call.get());
    if (known != null && known.mode == Mode.COVER) {
      if (key.digit().equals(HELP)) {
        helpWanted(call.get(), key.at());
      }
    } else if (talks && !askedElsewhere.test(call.get()) && ANSWERS.containsKey(key.digit())) {
      answered(call.get(), key.at(), ANSWERS.getOrDefault(key.digit(), ""));
    }
  }

  private void answered(CallId call, Instant at, String answer) {
    Watched talk = watched.computeIfAbsent(call, one -> new Watched(Mode.TALK));
    if (talk.answers.size() < MOST_ANSWERS) {
      talk.answers.add(new Answer(at, answer));
    }
    journal.tell(call, at, new CallEvent.SilentAnswer(answer));
    feed.changed("queue");
  }

  private void helpWanted(CallId call, Instant at) {
    journal.tell(call, at, new CallEvent.HelpWanted());
    Thread.ofVirtual().name("help-" + call).start(() -> raise(call, at));
  }

  /// The store may be down for a moment, and this alarm has nobody else who would raise it again.
  private void raise(CallId call, Instant at) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        alarms.raise(AlarmKind.SILENT_EMERGENCY, call.value(), at);
        return;
      } catch (StoreException e) {
        LOG.error("event=silent-emergency-not-kept call={} tries={}", call, tries, e);
      }
      try {
        Thread.sleep(BETWEEN_TRIES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Reads the store where this server has not seen the call from its beginning.
  @Override
  public Optional<List<Answer>> of(CallId call, String queue) {
    Watched known = watched.get(call);
    if (known == null && queue.equals(DangerStory.QUEUE)) {
      known = fromEvents(call);
    }
    return known == null || known.mode != Mode.TALK
        ? Optional.empty()
        : Optional.of(List.copyOf(known.answers));
  }

  private @Nullable Watched fromEvents(CallId call) {
    List<ToldEvent> events = calls.events(call);
    if (events.stream().noneMatch(told -> told.event() instanceof CallEvent.CannotSpeak)) {
      return null;
    }
    Watched found = new Watched(Mode.TALK);
    for (ToldEvent told : events) {
      if (told.event() instanceof CallEvent.SilentAnswer given) {
        found.answers.add(new Answer(told.at(), given.answer()));
      }
    }
    Watched first = watched.putIfAbsent(call, found);
    return first == null ? found : first;
  }
}
