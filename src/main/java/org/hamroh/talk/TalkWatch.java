package org.hamroh.talk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.call.CallId;
import org.hamroh.talk.TalkPicture.Leg;
import org.hamroh.talk.TalkPicture.Place;
import org.hamroh.talk.Talks.Target;

/// Looks after callers whose operator has asked somebody, or who are on hold, until somebody speaks
/// with them again.
final class TalkWatch implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(TalkWatch.class);

  private static final Duration LOOK = Duration.ofMillis(300);

  /// A leg that is asked for is there milliseconds later.
  private static final Duration BORN_WITHIN = Duration.ofSeconds(3);

  /// A watch over a caller on hold ends with this at the latest; the dialplan's own hold is
  /// shorter.
  private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

  private final TalkLegs legs;
  private final Consumer<Leg> joined;
  private final Clock clock;
  private final Set<CallId> watched = ConcurrentHashMap.newKeySet();

  /// Calls in which whoever was asked takes over as soon as they answer; the watch leaves that.
  private final Set<CallId> handing = ConcurrentHashMap.newKeySet();

  private final CountDownLatch closing = new CountDownLatch(1);

  /// @param joined is told who was asked and has answered
  TalkWatch(TalkLegs legs, Consumer<Leg> joined, Clock clock) {
    this.legs = legs;
    this.joined = joined;
    this.clock = clock;
  }

  /// Who was asked comes to the operator; when nobody answers, the caller is back with the
  /// operator.
  void consulted(CallId call, String operator, Target target, String leg) {
    inBackground(call, () -> awaitConsulted(call, operator, target, leg));
  }

  private void awaitConsulted(CallId call, String operator, Target target, String leg)
      throws InterruptedException {
    if (awaitAnswer(call, leg)) {
      legs.tell(call, operator, "joined", target.name());
      return;
    }
    legs.tell(call, operator, "not-reached", target.name());
    TalkPicture now = legs.picture(call);
    if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) == Place.HELD) {
      if (now.operator(operator).isPresent()) {
        legs.rejoin(call, TalkLegs.callerOf(now));
        legs.tell(call, operator, "resumed", "");
      } else {
        legs.back(call, operator);
      }
    }
  }

  /// From now on until [#handedOver] ends, whoever was asked takes over as soon as they answer.
  void hands(CallId call) {
    handing.add(call);
  }

  /// It came to nothing.
  void keeps(CallId call) {
    handing.remove(call);
  }

  /// Who was asked is brought together with the caller as soon as they answer; when nobody does,
  /// the caller goes to the head of the queue.
  void handedOver(CallId call, String operator, Target target, String leg) {
    inBackground(
        call,
        () -> {
          try {
            handOverWhenAnswered(call, operator, target, leg);
          } finally {
            keeps(call);
          }
        });
  }

  private void handOverWhenAnswered(CallId call, String operator, Target target, String leg)
      throws InterruptedException {
    boolean answered = awaitAnswer(call, leg);
    TalkPicture now = legs.picture(call);
    if (answered) {
      legs.join(call, now);
      legs.tell(call, operator, "handed-over", target.name());
    } else {
      legs.tell(call, operator, "not-reached", target.name());
      if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) == Place.HELD) {
        legs.back(call, operator);
      }
    }
  }

  /// Whether somebody has answered; when not, the leg is gone.
  private boolean awaitAnswer(CallId call, String leg) throws InterruptedException {
    Instant asked = clock.instant();
    while (clock.instant().isBefore(asked.plus(Talks.RING).plus(BORN_WITHIN))) {
      TalkPicture now = legs.picture(call);
      Optional<Leg> rung = now.staff().stream().filter(one -> one.name().equals(leg)).findFirst();
      if (rung.isPresent() && rung.get().place() == Place.ROOM) {
        joined.accept(rung.get());
        return true;
      }
      if (now.caller().isEmpty()) { // hung up: nobody needs to answer any more
        rung.ifPresent(legs::letGo);
        return false;
      }
      if (rung.isEmpty() && clock.instant().isAfter(asked.plus(BORN_WITHIN))) {
        return false;
      }
      if (pause()) {
        return false;
      }
    }
    return false;
  }

  /// Looks after a caller on hold: when nobody of the staff is left, the caller goes to the head of
  /// the queue; when only who was asked is left, the two are brought together.
  void watch(CallId call) {
    if (!watched.add(call)) {
      return;
    }
    inBackground(
        call,
        () -> {
          try {
            Instant end = clock.instant().plus(LONGEST_WATCH);
            boolean alone = false;
            while (clock.instant().isBefore(end)) {
              if (pause()) {
                return;
              }
              TalkPicture now = legs.picture(call);
              if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) != Place.HELD) {
                if (now.caller().isEmpty()) {
                  now.staff().forEach(legs::letGo);
                }
                return;
              }
              boolean nobody = now.staff().isEmpty();
              if (nobody && alone) { // seen twice: not only on the way from one place to another
                legs.back(call, "");
                return;
              }
              alone = nobody;
              boolean onlyTheAsked =
                  !nobody
                      && !handing.contains(call)
                      && now.staff().stream()
                          .allMatch(
                              leg ->
                                  leg.name().startsWith(TalkPicture.legPrefix(call))
                                      && leg.place() == Place.ROOM);
              if (onlyTheAsked) {
                legs.join(call, now);
                legs.tell(call, "", "handed-over", TalkLegs.named(now.staff().getFirst()));
                return;
              }
            }
          } finally {
            watched.remove(call);
          }
        });
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void inBackground(CallId call, Work work) {
    Thread.ofVirtual()
        .name("talk-" + call.value())
        .start(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the process ends; the dialplan goes on
              } catch (RuntimeException e) {
                // The dialplan's own limits bring the caller to a person.
                LOG.error("event=talk-failed call={}", call, e);
              }
            });
  }

  private boolean pause() throws InterruptedException {
    return closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Callers stay where they are: the dialplan leads on.
  @Override
  public void close() {
    closing.countDown();
  }
}
