package org.hamroh.talk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiClient;
import org.hamroh.call.CallId;
import org.hamroh.talk.TalkPicture.Leg;
import org.hamroh.talk.TalkPicture.Place;

/// The two legs of a call out: waits until they are there, and until they are gone. What is waited
/// for is looked up in the PBX each time, and every wait has its end.
final class OutLegs {

  /// How long the person's telephone rings: a little before most networks give up.
  static final Duration RING = Duration.ofSeconds(40);

  private static final Duration LOOK = Duration.ofMillis(250);

  /// While they talk nothing hurries.
  private static final Duration LOOK_AT_TALK = Duration.ofSeconds(1);

  /// A leg that is asked for is there milliseconds later.
  private static final Duration BORN_WITHIN = Duration.ofSeconds(3);

  /// Nobody talks so long; a watch that has lost its talk ends with this.
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final Logger LOG = LogManager.getLogger(OutLegs.class);

  private final AmiClient ami;
  private final Talks talks;
  private final Clock clock;
  private final CountDownLatch closing;

  /// @param closing down to nothing when the server stops
  OutLegs(AmiClient ami, Talks talks, Clock clock, CountDownLatch closing) {
    this.ami = ami;
    this.talks = talks;
    this.clock = clock;
    this.closing = closing;
  }

  /// The operator's leg, the first of those that are rung into the talk.
  static String deskName(CallId call) {
    return TalkPicture.legPrefix(call) + HexFormat.of().toHexDigits((byte) 0);
  }

  private static Optional<Leg> desk(TalkPicture now, CallId call) {
    return now.staff().stream().filter(leg -> leg.name().equals(deskName(call))).findFirst();
  }

  /// @return whether the operator has answered
  boolean awaitDesk(CallId call) throws InterruptedException {
    Instant asked = clock.instant();
    while (clock.instant().isBefore(asked.plus(Talks.RING).plus(BORN_WITHIN))) {
      Optional<Leg> desk = desk(talks.picture(call), call);
      if (desk.isPresent() && desk.get().place() == Place.ROOM) {
        return true;
      }
      if (desk.isEmpty() && clock.instant().isAfter(asked.plus(BORN_WITHIN)) || pause(LOOK)) {
        return false;
      }
    }
    return false;
  }

  /// @return whether the person has answered, with the operator still there
  boolean awaitPerson(CallId call) throws InterruptedException {
    Instant asked = clock.instant();
    while (clock.instant().isBefore(asked.plus(RING).plus(BORN_WITHIN))) {
      TalkPicture now = talks.picture(call);
      if (now.caller().map(Leg::place).orElse(Place.ELSEWHERE) == Place.ROOM) {
        return true;
      }
      boolean born = clock.instant().isAfter(asked.plus(BORN_WITHIN));
      if (now.caller().isEmpty() && born || desk(now, call).isEmpty() || pause(LOOK)) {
        return false;
      }
    }
    return false;
  }

  /// From now on the operator who is alone has a person on hold.
  void endRingTone(CallId call) {
    desk(talks.picture(call), call)
        .map(leg -> ami.actions().music(leg.channel(), "hold"))
        .filter(answer -> !answer.isDone())
        .ifPresent(answer -> LOG.warn("event=ring-tone-stays reason=\"{}\"", answer.reason()));
  }

  /// Until the person is gone. The operator may be gone before, with somebody else in the talk.
  ///
  /// @param over told once, when the operator's part is over
  void awaitEnd(CallId call, Runnable over) throws InterruptedException {
    Instant begun = clock.instant();
    boolean there = true;
    while (clock.instant().isBefore(begun.plus(LONGEST))) {
      if (pause(LOOK_AT_TALK)) {
        throw new InterruptedException("the server stops");
      }
      if (!ami.state().connected()) {
        continue;
      }
      TalkPicture now = talks.picture(call);
      boolean gone = now.caller().isEmpty();
      if (there && (gone || desk(now, call).isEmpty())) {
        there = false;
        over.run();
      }
      if (gone) {
        return;
      }
    }
  }

  void hangUpStaff(CallId call) {
    hangUp(talks.picture(call).staff());
  }

  void hangUpAll(CallId call) {
    TalkPicture left = talks.picture(call);
    hangUp(left.staff());
    left.caller().ifPresent(leg -> hangUp(List.of(leg)));
  }

  private void hangUp(List<Leg> legs) {
    legs.forEach(leg -> ami.actions().hangup(leg.channel()));
  }

  private boolean pause(Duration length) throws InterruptedException {
    return closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
  }
}
