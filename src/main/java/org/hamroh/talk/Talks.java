package org.hamroh.talk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiActions.Move;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.talk.TalkPicture.Leg;
import org.hamroh.talk.TalkPicture.Place;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;

/// Hold, hand over, bring a third one in. The server moves the legs, so that it works the same with
/// a telephone on the desk, in the browser and a mobile.
///
/// A caller is always in one of three places of the dialplan: with somebody, on hold with music, or
/// in a queue; each leads to a person by itself when the server or an operator is gone.
public final class Talks implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(Talks.class);

  /// Long enough to reach for the receiver, short enough for who waits meanwhile.
  static final Duration RING = Duration.ofSeconds(25);

  private static final Duration LOOK = Duration.ofMillis(300);

  /// A leg that is asked for is there milliseconds later.
  private static final Duration BORN_WITHIN = Duration.ofSeconds(3);

  /// A watch over a caller on hold ends with this at the latest; the dialplan's own hold is
  /// shorter.
  private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

  /// Who is asked to join.
  ///
  /// @param name as the record calls them
  public sealed interface Target {
    String name();

    record Operator(String name) implements Target {}

    record Outside(Partner partner) implements Target {
      @Override
      public String name() {
        return partner.id();
      }
    }
  }

  private final AmiClient ami;
  private final PartnerLine partners;
  private final CallJournal journal;
  private final LiveFeed live;
  private final Clock clock;
  private final Set<CallId> watched = ConcurrentHashMap.newKeySet();

  /// Calls in which whoever was asked takes over as soon as they answer; the watch leaves that.
  private final Set<CallId> handing = ConcurrentHashMap.newKeySet();

  private final CountDownLatch closing = new CountDownLatch(1);

  public Talks(
      AmiClient ami, PartnerLine partners, CallJournal journal, LiveFeed live, Clock clock) {
    this.ami = ami;
    this.partners = partners;
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  /// @throws Refusal 503 when the PBX does not answer
  TalkPicture picture(CallId call) {
    AmiAnswer<List<Channel>> channels = ami.actions().coreShowChannels();
    if (channels instanceof AmiAnswer.Done<List<Channel>> done) {
      return TalkPicture.of(call, done.value());
    }
    throw new Refusal(503, "The telephone exchange does not answer. Try again in a moment.");
  }

  /// The caller hears music; the operator waits alone.
  public void hold(CallId call, String operator) {
    TalkPicture now = picture(call);
    Leg caller = callerOf(now);
    Leg own = ownLeg(now, operator);
    String room = TalkPicture.room(call);
    if (caller.place() == Place.HELD) {
      return;
    }
    if (own.place() == Place.ROOM) {
      done(ami.actions().redirect(caller.channel(), "talk-hold", room));
    } else {
      done(
          ami.actions()
              .redirectBoth(
                  new Move(caller.channel(), "talk-hold", room),
                  new Move(own.channel(), "talk-staff", room)));
    }
    tell(call, operator, "held", "");
    watch(call);
  }

  /// Everybody hears everybody again.
  public void resume(CallId call, String operator) {
    TalkPicture now = picture(call);
    ownLeg(now, operator);
    done(ami.actions().redirect(callerOf(now).channel(), "talk-caller", TalkPicture.room(call)));
    tell(call, operator, "resumed", "");
  }

  /// Rings somebody into the talk while the caller hears music.
  public void consult(CallId call, String operator, Target target) {
    TalkPicture now = picture(call);
    callerOf(now);
    ownLeg(now, operator);
    if (now.isRinging() || !now.others(operator).isEmpty()) {
      throw new Refusal(409, "Somebody else is on this call already.");
    }
    String leg = ring(call, operator, target); // refused: the talk goes on undisturbed
    hold(call, operator);
    inBackground(call, () -> awaitConsulted(call, operator, target, leg));
  }

  /// Caller and the one who was asked are together, and the operator is free.
  public void handOver(CallId call, String operator) {
    TalkPicture now = picture(call);
    Leg own = ownLeg(now, operator);
    Leg other =
        now.others(operator).stream()
            .findFirst()
            .orElseThrow(() -> new Refusal(409, "Nobody else is on this call yet."));
    join(call, now);
    done(ami.actions().hangup(own.channel()));
    tell(call, operator, "handed-over", named(other));
  }

  /// The operator goes; the others stay together.
  public void leave(CallId call, String operator) {
    TalkPicture now = picture(call);
    Leg own = ownLeg(now, operator);
    if (now.others(operator).isEmpty()) {
      throw new Refusal(409, "The caller would be alone. Hand over, or hang up.");
    }
    join(call, now);
    done(ami.actions().hangup(own.channel()));
    tell(call, operator, "left", "");
  }

  /// Sends away who was asked; the caller is still on hold until [#resume].
  public void dismiss(CallId call, String operator) {
    TalkPicture now = picture(call);
    ownLeg(now, operator);
    now.staff().stream()
        .filter(leg -> leg.name().startsWith(TalkPicture.legPrefix(call)))
        .forEach(leg -> done(ami.actions().hangup(leg.channel())));
  }

  /// Gives the caller to a queue, at its head, and lets the operator go.
  public void toQueue(CallId call, String operator, String queue) {
    TalkPicture now = picture(call);
    Leg caller = callerOf(now);
    Leg own = ownLeg(now, operator);
    done(ami.actions().redirect(caller.channel(), "talk-queue", queue));
    ami.actions().hangup(own.channel()); // gone by itself when it was alone with the caller
    tell(call, operator, "handed-over", queue);
  }

  /// Gives the caller to somebody without a word: the operator is free at once. When nobody
  /// answers the caller is at the head of the queue.
  public void toSomebody(CallId call, String operator, Target target) {
    TalkPicture now = picture(call);
    Leg own = ownLeg(now, operator);
    String leg = ring(call, operator, target); // refused: the talk goes on undisturbed
    handing.add(call);
    try {
      hold(call, operator);
    } catch (RuntimeException e) {
      handing.remove(call);
      throw e;
    }
    inBackground(call, () -> awaitHandedOver(call, operator, target, leg));
    done(ami.actions().hangup(own.channel()));
  }

  private String ring(CallId call, String operator, Target target) {
    String leg =
        TalkPicture.legPrefix(call)
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Map<String, String> variables = Map.of("HAMROH_ROOM", TalkPicture.room(call));
    AmiAnswer<String> answer =
        switch (target) {
          case Target.Operator to ->
              ami.actions()
                  .ringStaff(
                      new AmiActions.StaffCall(
                          leg, "PJSIP/" + to.name(), operator, "talk-staff", variables, RING));
          case Target.Outside to -> partners.ring(leg, to.partner().number(), variables, RING);
        };
    done(answer);
    tell(call, operator, "asked", target.name());
    return leg;
  }

  private void awaitConsulted(CallId call, String operator, Target target, String leg)
      throws InterruptedException {
    if (awaitAnswer(call, leg)) {
      tell(call, operator, "joined", target.name());
      return;
    }
    tell(call, operator, "not-reached", target.name());
    TalkPicture now = picture(call);
    if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) == Place.HELD) {
      if (now.operator(operator).isPresent()) {
        resume(call, operator);
      } else {
        back(call, operator);
      }
    }
  }

  private void awaitHandedOver(CallId call, String operator, Target target, String leg)
      throws InterruptedException {
    try {
      handOverWhenAnswered(call, operator, target, leg);
    } finally {
      handing.remove(call);
    }
  }

  private void handOverWhenAnswered(CallId call, String operator, Target target, String leg)
      throws InterruptedException {
    boolean answered = awaitAnswer(call, leg);
    TalkPicture now = picture(call);
    if (answered) {
      join(call, now);
      tell(call, operator, "handed-over", target.name());
    } else {
      tell(call, operator, "not-reached", target.name());
      if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) == Place.HELD) {
        back(call, operator);
      }
    }
  }

  /// Whether somebody has answered; when not, the leg is gone.
  private boolean awaitAnswer(CallId call, String leg) throws InterruptedException {
    Instant asked = clock.instant();
    while (clock.instant().isBefore(asked.plus(RING).plus(BORN_WITHIN))) {
      TalkPicture now = picture(call);
      Optional<Leg> rung = now.staff().stream().filter(one -> one.name().equals(leg)).findFirst();
      if (rung.isPresent() && rung.get().place() == Place.ROOM) {
        return true;
      }
      if (now.caller().isEmpty()) { // hung up: nobody needs to answer any more
        rung.ifPresent(one -> ami.actions().hangup(one.channel()));
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
  private void watch(CallId call) {
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
              TalkPicture now = picture(call);
              if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) != Place.HELD) {
                if (now.caller().isEmpty()) {
                  now.staff().forEach(leg -> ami.actions().hangup(leg.channel()));
                }
                return;
              }
              boolean nobody = now.staff().isEmpty();
              if (nobody && alone) { // seen twice: not only on the way from one place to another
                back(call, "");
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
                join(call, now);
                tell(call, "", "handed-over", named(now.staff().getFirst()));
                return;
              }
            }
          } finally {
            watched.remove(call);
          }
        });
  }

  private void join(CallId call, TalkPicture now) {
    Leg caller = callerOf(now);
    if (caller.place() != Place.ROOM) {
      done(ami.actions().redirect(caller.channel(), "talk-caller", TalkPicture.room(call)));
    }
  }

  /// To the head of the queue that the caller came from.
  private void back(CallId call, String operator) {
    TalkPicture now = picture(call);
    Leg caller = callerOf(now);
    String queue =
        ami.actions().variable(caller.channel(), "HAMROH_QUEUE")
                    instanceof AmiAnswer.Done<String> known
                && known.value().matches("queue-[a-z-]+")
            ? known.value()
            : "queue-general";
    done(ami.actions().redirect(caller.channel(), "talk-queue", queue));
    tell(call, operator, "returned", queue);
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

  private static Leg callerOf(TalkPicture now) {
    return now.caller().orElseThrow(() -> new Refusal(409, "The caller has hung up."));
  }

  private static Leg ownLeg(TalkPicture now, String operator) {
    return now.operator(operator)
        .orElseThrow(() -> new Refusal(409, "Your telephone is not on this call."));
  }

  private static String named(Leg leg) {
    return leg.operator().isEmpty() ? "partner" : leg.operator();
  }

  private static void done(AmiAnswer<String> answer) {
    if (!answer.isDone()) {
      LOG.warn("event=talk-refused reason=\"{}\"", answer.reason());
      throw new Refusal(503, "The telephone exchange did not do it. Look, and try again.");
    }
  }

  private void tell(CallId call, String operator, String what, String whom) {
    journal.tell(call, clock.instant(), new CallEvent.TalkChanged(operator, what, whom));
    live.changed("talk");
    LOG.info("event=talk-{} call={} operator={} whom={}", what, call, operator, whom);
  }

  /// Callers stay where they are: the dialplan leads on.
  @Override
  public void close() {
    closing.countDown();
  }
}
