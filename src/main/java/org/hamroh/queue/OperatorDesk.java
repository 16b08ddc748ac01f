package org.hamroh.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiEvent;
import org.hamroh.queue.WantedState.Kind;
import org.hamroh.web.LiveFeed;

/// Where operators say that they are ready, that they rest, or that the work after a talk is done.
///
/// What is wanted is written down first, then asked of the PBX, then the result is written: after a
/// crash of either side it is asked for again. A talk that ends pauses its operator in all queues
/// until the operator ends the wrap-up, or its limit does. A telephone that rings several times
/// and is not answered gets a rest ([MissedRule]).
///
/// One thread does all this, in the order in which it was asked; so no two wishes for one operator
/// meet in the PBX. Screens show [QueueBoard], which tells what came of it.
public final class OperatorDesk implements AutoCloseable {

  /// The reason under which a member rests after a talk, in the PBX and on the screens.
  public static final String WRAP_UP = "wrap-up";

  /// The reason of a telephone that rang and was not answered.
  public static final String MISSED = "missed-rings";

  /// The reason of a pause that was offered after a hard call. It says no more than that: what the
  /// call was is nobody else's business.
  public static final String REST = "rest";

  /// The reason of a telephone that is on a practice call.
  public static final String PRACTICE = "practice";

  /// No pause that ends by itself is longer.
  public static final Duration LONGEST_REST = Duration.ofMinutes(60);

  /// After this an operator who forgot to end the wrap-up gets calls again.
  public static final Duration WRAP_UP_LIMIT = Duration.ofSeconds(120);

  /// Wishes that may wait; a busy hotline makes a few a second.
  private static final int MAX_WISHES = 1_000;

  /// How often ends of wrap-ups are looked for.
  private static final Duration TICK = Duration.ofSeconds(1);

  /// The longest that a web request waits: an action's turn and answer, and some.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Pattern OPERATOR = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{N} _.,-]{1,60}");
  private static final Logger LOG = LogManager.getLogger(OperatorDesk.class);

  /// What came of a wish.
  public sealed interface Outcome {
    record Done() implements Outcome {}

    /// Noted, and done as soon as the PBX can be reached.
    record Later(String why) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  private final QueueBoard board;
  private final Clock clock;
  private final MissedRule rule;
  private final MissedRings missed;
  private final WantedStates wanted;
  private final BlockingQueue<Runnable> wishes = new ArrayBlockingQueue<>(MAX_WISHES);
  /// Operators who talk on though their queue has done with it; for the one thread alone.
  private final Set<String> beyond = new HashSet<>();

  private final Thread worker;
  private volatile boolean closing;

  public OperatorDesk(
      MemberStore store, MemberPause pbx, QueueBoard board, LiveFeed feed, Clock clock) {
    this(store, pbx, board, feed, clock, MissedRule.STANDARD);
  }

  public OperatorDesk(
      MemberStore store,
      MemberPause pbx,
      QueueBoard board,
      LiveFeed feed,
      Clock clock,
      MissedRule rule) {
    this.wanted = new WantedStates(store, pbx, feed, clock);
    this.rule = rule;
    this.missed = new MissedRings(store, rule);
    this.board = board;
    this.clock = clock;
    this.worker = Thread.ofPlatform().name("operator-desk").daemon().unstarted(this::work);
  }

  /// Remembers what was wanted before the server went down, and begins to work.
  public void start() {
    wanted.remember();
    missed.load();
    worker.start();
  }

  /// Calls may come.
  public Outcome ready(String operator) {
    return wish(
        operator,
        () -> {
          missed.forgive(operator);
          return wanted.want(WantedState.ready(operator, clock.instant()));
        });
  }

  /// No calls until [#ready].
  ///
  /// @param reason shown to the others: letters, digits, blanks, at most 60
  public Outcome pause(String operator, String reason) {
    if (!REASON.matcher(reason).matches() || reason.equals(WRAP_UP) || reason.equals(MISSED)) {
      return new Outcome.Refused("A reason has 1 to 60 letters, digits or blanks.");
    }
    return wish(operator, () -> wanted.want(WantedState.paused(operator, reason, clock.instant())));
  }

  /// No calls for so long, or until [#ready]. A rest that is taken while the last talk is written
  /// down begins when the time for that is over, so that none of it is lost.
  ///
  /// @param reason [#REST] or [#PRACTICE]
  /// @param length up to [#LONGEST_REST]
  public Outcome rest(String operator, String reason, Duration length) {
    if (!Set.of(REST, PRACTICE).contains(reason) || length.compareTo(LONGEST_REST) > 0) {
      return new Outcome.Refused("A rest has a reason of its own, and 60 minutes at most.");
    }
    return wish(
        operator,
        () -> {
          Instant now = clock.instant();
          Instant written =
              state(operator)
                  .filter(one -> one.kind() == Kind.WRAP_UP)
                  .flatMap(one -> Optional.ofNullable(one.until()))
                  .filter(until -> until.isAfter(now) && !until.isAfter(now.plus(WRAP_UP_LIMIT)))
                  .orElse(now);
          return wanted.want(
              WantedState.rest(
                  operator,
                  reason,
                  now,
                  written.plus(length).truncatedTo(ChronoUnit.MILLIS))); // as the store has it
        });
  }

  /// The work after the talk is done, calls may come. Does nothing to an operator who rests.
  public Outcome endWrapUp(String operator) {
    return wish(
        operator,
        () -> {
          WantedState now = wanted.of(operator);
          return now == null || now.kind() == Kind.WRAP_UP
              ? wanted.want(WantedState.ready(operator, clock.instant()))
              : new Outcome.Done();
        });
  }

  /// What was last wanted, by the operator or by the end of a talk.
  public Optional<WantedState> state(String operator) {
    return Optional.ofNullable(wanted.of(operator));
  }

  /// A listener of [org.hamroh.ami.AmiClient]; returns at once.
  public void accept(AmiEvent event) {
    switch (event) {
      case AmiEvent.AgentComplete done ->
          later(() -> queueEnded(QueueMember.operatorOf(done.device())));
      case AmiEvent.AgentCalled called -> later(() -> missed.rings(called));
      case AmiEvent.AgentConnect connected ->
          later(
              () -> {
                beyond.remove(QueueMember.operatorOf(connected.device()));
                missed.answered(connected);
              });
      case AmiEvent.AgentRingNoAnswer unanswered -> later(() -> ringEnded(unanswered));
      case AmiEvent.Resynced all ->
          later(
              () -> {
                endUnheard(all.members());
                wanted.askAgain(all.members());
              });
      default -> {}
    }
  }

  /// A queue will call this operator's talk over, and it goes on: a caller on hold, a third one
  /// asked. [#talkOver] tells its end, at the latest the next call.
  public void talkGoesOn(String operator) {
    later(() -> beyond.add(operator));
  }

  /// It did not come to that.
  public void talkStaysWithQueue(String operator) {
    later(() -> beyond.remove(operator));
  }

  /// A talk has ended that the queues know nothing of, such as one that went on after a lost page.
  public void talkOver(String operator) {
    later(
        () -> {
          beyond.remove(operator);
          talkEnded(operator);
        });
  }

  private void later(Runnable work) {
    if (!wishes.offer(work)) {
      LOG.error("event=operator-desk-full waiting={}", MAX_WISHES);
    }
  }

  private interface Wish {
    Outcome fulfil();
  }

  private Outcome wish(String operator, Wish wish) {
    QueuePicture picture = board.snapshot();
    if (!OPERATOR.matcher(operator).matches()
        || picture.live() && picture.operator(operator).isEmpty()) {
      return new Outcome.Refused(operator + " is no member of any queue.");
    }
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    later(
        () -> {
          try {
            outcome.complete(wish.fulfil());
          } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
          }
        });
    try {
      return outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Later("The desk is busy; it is done in turn.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Later("The server is stopping.");
    }
  }

  private void work() {
    while (!closing) {
      try {
        Runnable wish = wishes.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (wish != null) {
          wish.run();
        }
        endOverdueRests();
      } catch (InterruptedException e) {
        return; // nobody interrupts it; should somebody, it ends
      } catch (RuntimeException e) {
        LOG.error("event=operator-desk-failed", e);
      }
    }
  }

  private void endOverdueRests() {
    Instant now = clock.instant();
    for (WantedState one : wanted.all()) {
      if (one.isOver(now, limit(one))) {
        LOG.info("event=rest-over operator={} reason={}", one.operator(), one.reason());
        if (one.reason().equals(MISSED)) {
          missed.restIsOver(one.operator());
        }
        wanted.want(WantedState.ready(one.operator(), now));
      }
    }
  }

  private Duration limit(WantedState rest) {
    if (rest.kind() == Kind.WRAP_UP) {
      return WRAP_UP_LIMIT;
    }
    return rest.reason().equals(MISSED) ? rule.returnAfter() : LONGEST_REST.plus(WRAP_UP_LIMIT);
  }

  /// A mobile on call is rung until it is answered: there may be nobody else.
  private void ringEnded(AmiEvent.AgentRingNoAnswer event) {
    String operator = QueueMember.operatorOf(event.device());
    boolean atDesk = !event.device().startsWith(OnCallDesk.MOBILE);
    WantedState now = wanted.of(operator);
    if (atDesk && missed.unanswered(event) && (now == null || now.kind() == Kind.READY)) {
      LOG.info("event=operator-missed-rings operator={}", operator);
      wanted.want(WantedState.missed(operator, clock.instant(), rule.returnAfter()));
    }
  }

  /// Who asked for a rest during the talk rests; everybody else has work to finish first.
  private void queueEnded(String operator) {
    if (!beyond.contains(operator)) {
      talkEnded(operator);
    }
  }

  /// While the PBX could not be heard, talks beyond a queue may have ended.
  private void endUnheard(List<AmiEvent.Member> members) {
    List<String> over =
        beyond.stream()
            .filter(
                operator ->
                    members.stream()
                        .filter(one -> QueueMember.operatorOf(one.device()).equals(operator))
                        .allMatch(one -> one.status() == AmiEvent.Device.IDLE))
            .toList();
    over.forEach(beyond::remove);
    over.forEach(this::talkEnded);
  }

  private void talkEnded(String operator) {
    WantedState now = wanted.of(operator);
    if (now == null || now.kind() != Kind.PAUSED) {
      wanted.want(WantedState.wrapUp(operator, clock.instant(), WRAP_UP_LIMIT));
    }
  }

  /// Ends after the wish in hand: it is not interrupted between its act and the note of its result.
  @Override
  public void close() {
    closing = true;
    later(() -> {}); // wakes the worker
    try {
      if (worker.isAlive()) {
        worker.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
