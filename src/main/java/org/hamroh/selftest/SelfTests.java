package org.hamroh.selftest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.alarm.AlarmKind;
import org.hamroh.alarm.Alarms;
import org.hamroh.selftest.SelfTestStore.Proof;
import org.hamroh.web.LiveFeed;

/// Proves every few minutes that the line works. Two failures in a row alarm the staff, and so does
/// the recovery. Where things stand is kept: a restart forgets neither a proof nor a failure.
public final class SelfTests implements AutoCloseable {

  /// Failures in a row that are no chance any more.
  static final int ALARMING = 2;

  /// After a failure it is tried again soon: callers may be hearing silence.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /// After a start, when everything has come up.
  private static final Duration FIRST = Duration.ofMinutes(1);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LogManager.getLogger(SelfTests.class);

  /// One walk from the carrier's side to the queue's door.
  @FunctionalInterface
  public interface Walk {
    Tried prove(String number);
  }

  private final SelfTestStore store;
  private final Walk walk;
  private final List<String> numbers;
  private final Duration every;
  private final Alarms alarms;
  private final LiveFeed feed;
  private final Clock clock;
  private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Instant begun;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("self-test").daemon().factory());

  /// @param numbers that the public may ring
  /// @param feed    is told `line`
  public SelfTests(
      SelfTestConfig config,
      SelfTestStore store,
      Walk walk,
      List<String> numbers,
      Alarms alarms,
      LiveFeed feed,
      Clock clock) {
    this.store = store;
    this.walk = walk;
    this.numbers = List.copyOf(numbers);
    this.every = config.every();
    this.alarms = alarms;
    this.feed = feed;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /// Remembers how things stood, and begins to test; only on demand when it is
  /// switched off.
  public void start() {
    store.all().stream()
        .filter(proof -> numbers.contains(proof.number()))
        .forEach(proof -> proofs.put(proof.number(), proof));
    clockwork.scheduleWithFixedDelay(
        this::testDue, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void testDue() {
    for (String number : numbers) {
      try {
        if (isDue(number)) {
          test(number);
        }
      } catch (RuntimeException e) {
        LOG.error("event=self-test-failed number={}", number, e); // again in a moment
      }
    }
  }

  /// Tests this number in a moment, whatever the clock says.
  ///
  /// @return false when it is none of ours
  public boolean soon(String number) {
    boolean ours = numbers.contains(number);
    if (ours) {
      wanted.add(number);
    }
    return ours;
  }

  private boolean isDue(String number) {
    if (wanted.remove(number)) {
      return true;
    }
    Proof last = proofs.get(number);
    Instant now = clock.instant();
    if (!every.isPositive() || now.isBefore(begun.plus(FIRST))) {
      return false;
    }
    return last == null
        || last.triedAt().isAfter(now) // the clock was set back
        || !now.isBefore(last.triedAt().plus(last.failures() > 0 ? AGAIN : every));
  }

  /// Tries one number, keeps the outcome, and tells whom it concerns.
  synchronized void test(String number) {
    Tried tried = walk.prove(number);
    Instant now = clock.instant();
    Proof before =
        Objects.requireNonNullElseGet(
            proofs.get(number), () -> new Proof(number, tried.reach(), now, null, null, 0, ""));
    Proof after = before.after(tried, now);
    store.put(after);
    proofs.put(number, after);
    feed.changed("line");
    if (tried.trouble().isEmpty()) {
      LOG.info("event=line-proven number={} from={}", number, tried.reach().word());
      alarms.over(AlarmKind.LINE, number);
    } else {
      LOG.warn(
          "event=line-not-proven number={} from={} failures={} reason=\"{}\"",
          number,
          tried.reach().word(),
          after.failures(),
          tried.trouble().get());
      if (after.failures() >= ALARMING && after.failingSince() != null) {
        alarms.raise(AlarmKind.LINE, number, after.failingSince());
      }
    }
  }

  /// How every number stands that has been tried.
  public List<Proof> proofs() {
    return numbers.stream().map(proofs::get).filter(Objects::nonNull).toList();
  }

  /// What is wrong with the line; empty when nothing is, or nothing is known yet.
  public Optional<String> trouble() {
    return proofs().stream()
        .filter(proof -> proof.failures() >= ALARMING)
        .map(
            proof ->
                proof.number()
                    + " has failed since "
                    + proof.failingSince()
                    + ": "
                    + proof.reason())
        .findFirst();
  }

  /// When each number was last proven, for `/ready`.
  public String lastProven() {
    return numbers.isEmpty()
        ? "no number to test"
        : String.join(
            ", ",
            numbers.stream()
                .map(
                    number -> {
                      Proof proof = proofs.get(number);
                      return number
                          + (proof == null || proof.provenAt() == null
                              ? " not proven yet"
                              : " proven at "
                                  + proof.provenAt()
                                  + (proof.reach() == Reach.OUTSIDE
                                      ? " through the carrier"
                                      : " from inside only"));
                    })
                .toList());
  }

  /// When a number was last proven, epoch seconds; 0 when it never was.
  public double provenAt(String number) {
    Proof proof = proofs.get(number);
    return proof == null || proof.provenAt() == null ? 0 : proof.provenAt().getEpochSecond();
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
