package org.hamroh.wellbeing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.queue.OperatorDesk;
import org.hamroh.store.Database;
import org.hamroh.web.LiveFeed;
import org.hamroh.wellbeing.HardCall.Answer;
import org.hamroh.wellbeing.HardCall.Sign;

/// Knows the hard calls, offers a pause after each, and tells the queues whose turn the next is.
///
/// It goes by what calls, screenings and records have left in the store, so a server that was down
/// meanwhile finds them when it is back. A pause that was taken is the desk's: it outlives a
/// restart, and ends by itself.
public final class HardCalls implements AutoCloseable {

  /// The name under which open pages are told.
  public static final String TOPIC = "wellbeing";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Signs that come later, such as a record that is written days after, still count; so far back
  /// is looked.
  private static final Duration BACK = Duration.ofDays(1);

  /// Contacts with their signs that are not weighed again; more than a day brings.
  private static final int MOST_SETTLED = 10_000;

  private static final Logger LOG = LogManager.getLogger(HardCalls.class);

  /// A talk that is over.
  public record Talk(String login, Instant endedAt, Duration talked) {}

  /// What the other rooms know of talks and of those who talk.
  public interface World {

    /// @param contact a call, or the record of who came without calling
    /// @return empty while it goes on, and when nobody of ours has talked
    Optional<Talk> ended(String contact);

    /// The talk that this person has now, or had last.
    Optional<String> latest(String login, Instant since);

    /// Whether this person has talked with them.
    boolean isOf(String contact, String login);

    /// `op1`; nothing for who takes no calls.
    Optional<String> operatorOf(String login);

    Set<String> operators();

    /// Who may take hard calls before the others, by telephone.
    Set<String> granted();
  }

  private final Database database;
  private final HardCallRules rules;
  private final HardSigns signs;
  private final World world;
  private final OperatorDesk desk;
  private final HardTurns turns;
  private final Runnable turnsChanged;
  private final LiveFeed feed;
  private final Clock clock;
  private final Map<String, Set<Sign>> settled =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<Sign>> eldest) {
          return size() > MOST_SETTLED;
        }
      };
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("hard-calls").daemon().factory());

  /// @param turnsChanged tells the queues
  public HardCalls(
      Database database,
      HardCallRules rules,
      World world,
      OperatorDesk desk,
      HardTurns turns,
      Runnable turnsChanged,
      LiveFeed feed,
      Clock clock) {
    this.database = database;
    this.rules = rules;
    this.signs = new HardSigns(rules.signs());
    this.world = world;
    this.desk = desk;
    this.turns = turns;
    this.turnsChanged = turnsChanged;
    this.feed = feed;
    this.clock = clock;
  }

  public HardCallRules rules() {
    return rules;
  }

  public void start() {
    clockwork.scheduleWithFixedDelay(
        this::lookOrWait, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookOrWait() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("event=hard-calls-not-watched", e); // the store is down: again in a second
    }
  }

  /// Finds new ones, lets old offers go, and settles whose turn is next.
  synchronized void look() {
    Instant now = clock.instant();
    Map<String, Set<Sign>> found = database.read(handle -> signs.since(handle, now.minus(BACK)));
    found.forEach(
        (contact, why) -> {
          if (!why.equals(settled.get(contact))) {
            judge(contact, why, now);
          }
        });
    Instant before = now.minus(rules.pause().offered());
    int lapsed = database.write(handle -> HardCallStore.lapse(handle, before, now));
    if (lapsed > 0) {
      feed.changed(TOPIC);
    }
    settleTurns(now);
  }

  private void judge(String contact, Set<Sign> why, Instant now) {
    world
        .ended(contact)
        .ifPresent(
            talk -> {
              database.write(
                  handle -> {
                    Optional<HardCall> old = HardCallStore.find(handle, contact);
                    HardCallStore.put(handle, next(contact, talk, why, old, now));
                    return true;
                  });
              settled.put(contact, Set.copyOf(why));
              LOG.info("event=hard-call contact={} signs={}", contact, why.size());
              feed.changed(TOPIC);
            });
  }

  private HardCall next(
      String contact, Talk talk, Set<Sign> why, Optional<HardCall> old, Instant now) {
    Set<Sign> all = EnumSet.copyOf(why);
    old.ifPresent(one -> all.addAll(one.why()));
    boolean inTime = now.isBefore(talk.endedAt().plus(rules.pause().offered()));
    Instant offered = old.map(HardCall::offeredAt).orElse(inTime ? now : null);
    return new HardCall(
        contact,
        old.map(HardCall::login).orElse(talk.login()),
        talk.endedAt(),
        talk.talked(),
        all,
        offered,
        old.map(HardCall::answer).orElse(Answer.OPEN),
        old.map(HardCall::answeredAt).orElse(null),
        old.map(HardCall::minutes).orElse(0));
  }

  private void settleTurns(Instant now) {
    Instant from = now.minus(rules.turns().spared());
    Set<String> tired =
        database.read(handle -> HardCallStore.since(handle, from)).stream()
            .flatMap(one -> world.operatorOf(one.login()).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (turns.settle(world.operators(), world.granted(), tired)) {
      turnsChanged.run();
    }
  }

  /// The pause that is offered to this person now.
  public Optional<HardCall> offered(String login) {
    Instant from = clock.instant().minus(rules.pause().offered());
    return database.read(handle -> HardCallStore.open(handle, login, from));
  }

  /// What came of an answer.
  public enum Outcome {
    DONE,
    /// The telephone exchange cannot be reached; it is done as soon as it can.
    LATER,
    /// There is nothing to answer any more.
    TOO_LATE,
    WRONG
  }

  /// The offered pause is taken. Noted before it is asked of the desk: whoever wanted a pause and
  /// did not get one by our fault still sees that it was taken, and presses again.
  public Outcome take(String login, int minutes) {
    if (!rules.pause().minutes().contains(minutes)) {
      return Outcome.WRONG;
    }
    Optional<HardCall> open = offered(login);
    Optional<String> operator = world.operatorOf(login);
    if (open.isEmpty() || operator.isEmpty()) {
      return Outcome.TOO_LATE;
    }
    answer(open.get(), Answer.TAKEN, minutes);
    OperatorDesk.Outcome rest =
        desk.rest(operator.get(), OperatorDesk.REST, Duration.ofMinutes(minutes));
    return switch (rest) {
      case OperatorDesk.Outcome.Done done -> Outcome.DONE;
      case OperatorDesk.Outcome.Later later -> Outcome.LATER;
      case OperatorDesk.Outcome.Refused refused -> {
        answer(open.get(), Answer.OPEN, 0);
        yield Outcome.TOO_LATE;
      }
    };
  }

  /// No pause, thank you.
  public Outcome decline(String login) {
    Optional<HardCall> open = offered(login);
    open.ifPresent(one -> answer(one, Answer.DECLINED, 0));
    return open.isPresent() ? Outcome.DONE : Outcome.TOO_LATE;
  }

  private void answer(HardCall one, Answer answer, int minutes) {
    database.write(
        handle -> {
          HardCallStore.put(
              handle,
              new HardCall(
                  one.contact(),
                  one.login(),
                  one.endedAt(),
                  one.talked(),
                  one.why(),
                  one.offeredAt(),
                  answer,
                  answer == Answer.OPEN ? null : clock.instant(),
                  minutes));
          return true;
        });
    feed.changed(TOPIC);
  }

  /// A pause that runs goes on for some more, up to the longest there is.
  public Outcome longer(String login, int minutes) {
    if (!rules.pause().minutes().contains(minutes)) {
      return Outcome.WRONG;
    }
    Optional<String> operator = world.operatorOf(login);
    Optional<Instant> until = operator.flatMap(one -> Rest.of(desk, one)).map(Rest::until);
    if (operator.isEmpty() || until.isEmpty()) {
      return Outcome.TOO_LATE;
    }
    Duration length = Duration.between(clock.instant(), until.get()).plusMinutes(minutes);
    if (length.compareTo(OperatorDesk.LONGEST_REST) > 0) {
      return Outcome.WRONG;
    }
    return desk.rest(operator.get(), OperatorDesk.REST, length) instanceof OperatorDesk.Outcome.Done
        ? Outcome.DONE
        : Outcome.LATER;
  }

  /// The talk that this person may say something of now: the one going on, or the last.
  public Optional<String> latest(String login) {
    return world.latest(login, clock.instant().minus(rules.pause().offered()));
  }

  public boolean isSaidHard(String contact) {
    return database.read(handle -> HardCallStore.isSaid(handle, contact));
  }

  /// The operator says that a call was hard, or takes it back.
  public Outcome say(String login, String contact, boolean hard) {
    if (!world.isOf(contact, login)) {
      return Outcome.TOO_LATE;
    }
    synchronized (this) {
      database.write(
          handle -> {
            if (hard) {
              HardCallStore.say(handle, contact, login, clock.instant());
            } else {
              takeBack(handle, contact);
            }
            return true;
          });
      settled.remove(contact);
    }
    feed.changed(TOPIC);
    return Outcome.DONE;
  }

  /// What was hard by nothing but the operator's word is so no longer.
  private static void takeBack(org.jdbi.v3.core.Handle handle, String contact) {
    HardCallStore.unsay(handle, contact);
    Optional<HardCall> old = HardCallStore.find(handle, contact);
    if (old.isEmpty()) {
      return;
    }
    Set<Sign> left = EnumSet.copyOf(old.get().why());
    left.remove(Sign.SAID);
    if (left.isEmpty()) {
      HardCallStore.remove(handle, contact);
      return;
    }
    HardCall one = old.get();
    HardCallStore.put(
        handle,
        new HardCall(
            contact,
            one.login(),
            one.endedAt(),
            one.talked(),
            left,
            one.offeredAt(),
            one.answer(),
            one.answeredAt(),
            one.minutes()));
  }

  /// Hard calls from a moment on, the newest first.
  public List<HardCall> since(Instant from) {
    return database.read(handle -> HardCallStore.since(handle, from));
  }

  /// Lets go of what is older: hard calls, and talks that were asked for.
  ///
  /// @return how many
  public static int letGo(Database database, Instant before) {
    return database.write(
        handle -> HardCallStore.letGo(handle, before) + Debriefs.letGo(handle, before));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
