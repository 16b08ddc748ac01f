package org.hamroh.talk;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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
import org.hamroh.talk.Talks.Target;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;

/// The legs of talks in the PBX: where they are, and how each is moved. What was done is told to
/// the call's record.
final class TalkLegs {

  private static final Logger LOG = LogManager.getLogger(TalkLegs.class);

  private final AmiClient ami;
  private final PartnerLine partners;
  private final CallJournal journal;
  private final LiveFeed live;
  private final Clock clock;

  TalkLegs(AmiClient ami, PartnerLine partners, CallJournal journal, LiveFeed live, Clock clock) {
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

  /// The caller alone to the music.
  void hold(CallId call, Leg caller) {
    done(ami.actions().redirect(caller.channel(), "talk-hold", call.room()));
  }

  /// The caller to the music and the operator to the room, out of a talk that a queue has made.
  void hold(CallId call, Leg caller, Leg own) {
    String room = call.room();
    done(
        ami.actions()
            .redirectBoth(
                new Move(caller.channel(), "talk-hold", room),
                new Move(own.channel(), "talk-staff", room)));
  }

  /// The caller to the room.
  void rejoin(CallId call, Leg caller) {
    done(ami.actions().redirect(caller.channel(), "talk-caller", call.room()));
  }

  /// The same, when they are not there already.
  void join(CallId call, TalkPicture now) {
    Leg caller = callerOf(now);
    if (caller.place() != Place.ROOM) {
      rejoin(call, caller);
    }
  }

  /// To the head of the queue that the caller came from. Whom we rang ourselves has nothing more to
  /// wait for when the operator has hung up; the dialplan knows how they went.
  void back(CallId call, String operator) {
    TalkPicture now = picture(call);
    Leg caller = callerOf(now);
    if (call.isOut()) {
      done(ami.actions().redirect(caller.channel(), "talk-back", "s"));
      return;
    }
    String queue =
        ami.actions().variable(caller.channel(), "HAMROH_QUEUE")
                    instanceof AmiAnswer.Done<String> known
                && known.value().matches("queue-[a-z-]+")
            ? known.value()
            : "queue-general";
    toQueue(caller, queue);
    tell(call, operator, "returned", queue);
  }

  /// The caller to the head of a queue.
  void toQueue(Leg caller, String queue) {
    done(ami.actions().redirect(caller.channel(), "talk-queue", queue));
  }

  void hangUp(Leg leg) {
    done(ami.actions().hangup(leg.channel()));
  }

  /// Of somebody who may be gone by now.
  void letGo(Leg leg) {
    AmiAnswer<String> answer = ami.actions().hangup(leg.channel());
    LOG.debug("event=leg-let-go channel={} done={}", leg.channel(), answer.isDone());
  }

  /// Rings somebody, who comes to the room.
  ///
  /// @return the leg's name
  String ring(CallId call, String operator, Target target) {
    String leg =
        TalkPicture.legPrefix(call)
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Map<String, String> variables = Map.of("HAMROH_ROOM", call.room());
    AmiAnswer<String> answer =
        switch (target) {
          case Target.Operator to ->
              ami.actions()
                  .ringStaff(
                      new AmiActions.StaffCall(
                          leg,
                          "PJSIP/" + to.name(),
                          operator,
                          "talk-staff",
                          variables,
                          Talks.RING));
          case Target.Outside to ->
              partners.ring(leg, to.partner().number(), variables, Talks.RING);
        };
    done(answer);
    tell(call, operator, "asked", target.name());
    return leg;
  }

  static Leg callerOf(TalkPicture now) {
    return now.caller()
        .orElseThrow(() -> new Refusal(409, "talk.refused.gone", "The caller has hung up."));
  }

  static Leg ownLeg(TalkPicture now, String operator) {
    return now.operator(operator)
        .orElseThrow(
            () -> new Refusal(409, "talk.not-yours", "Your telephone is not on this call."));
  }

  static String named(Leg leg) {
    return leg.operator().isEmpty() ? "partner" : leg.operator();
  }

  private static void done(AmiAnswer<String> answer) {
    if (!answer.isDone()) {
      LOG.warn("event=talk-refused reason=\"{}\"", answer.reason());
      throw new Refusal(503, "The telephone exchange did not do it. Look, and try again.");
    }
  }

  void tell(CallId call, String operator, String what, String whom) {
    journal.tell(call, clock.instant(), new CallEvent.TalkChanged(operator, what, whom));
    live.changed("talk");
    LOG.info("event=talk-{} call={} operator={} whom={}", what, call, operator, whom);
  }
}
