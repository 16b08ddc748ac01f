package org.hamroh.talk;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent;
import org.hamroh.ami.AmiEvent.Channel;
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

  /// Long enough to reach for the receiver, short enough for who waits meanwhile.
  static final Duration RING = Duration.ofSeconds(25);

  /// What MusicOnHold is given for a caller on hold, and for nobody else (extensions.conf).
  private static final String HOLD = ",300";

  private static final Logger LOG = LogManager.getLogger(Talks.class);

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

  /// Those who give an operator the next call.
  public interface Desk {

    /// The queue will call this operator's talk over, and it is not.
    void goesOn(String operator);

    /// It did not come to that: the queue tells the end.
    void staysWithQueue(String operator);

    /// Now it is over.
    void over(String operator);
  }

  private final TalkLegs legs;
  private final TalkWatch watch;
  private final Desk desk;

  /// Operators whose talk goes on beyond a queue, by their channel.
  private final Map<String, String> beyond = new ConcurrentHashMap<>();

  /// Whether the PBX has told, since we were started, who talks.
  private final AtomicBoolean begun = new AtomicBoolean();

  public Talks(
      AmiClient ami,
      PartnerLine partners,
      Desk desk,
      CallJournal journal,
      LiveFeed live,
      Clock clock) {
    this.legs = new TalkLegs(ami, partners, journal, live, clock);
    this.watch = new TalkWatch(legs, this::isOnTheCall, clock);
    this.desk = desk;
  }

  /// A listener of the PBX; returns at once.
  public void accept(AmiEvent event) {
    if (event instanceof AmiEvent.Hangup gone) {
      String operator = beyond.remove(gone.leg().channel());
      if (operator != null) {
        desk.over(operator);
      }
    } else if (event instanceof AmiEvent.Resynced all && begun.compareAndSet(false, true)) {
      takeUp(all.channels());
    }
  }

  /// A server that was restarted in mid-talk knows of the talks beyond a queue what the PBX knows.
  private void takeUp(List<Channel> channels) {
    for (Channel one : channels) {
      Leg leg = TalkPicture.leg(one);
      boolean talks = leg.place() == Place.ROOM || !one.bridgeId().isEmpty();
      if (!leg.operator().isEmpty() && talks && leg.place() != Place.BRIDGED) {
        LOG.info("event=talk-taken-up operator={} channel={}", leg.operator(), leg.channel());
        desk.goesOn(leg.operator());
        isOnTheCall(leg);
      } else if (leg.place() == Place.HELD && one.data().equals(HOLD)) {
        watch.watch(new CallId(leg.name()));
      }
    }
  }

  private void isOnTheCall(Leg leg) {
    if (!leg.operator().isEmpty()) {
      beyond.put(leg.channel(), leg.operator());
    }
  }

  private void takeOutOfTheQueue(CallId call, Leg caller, Leg own) {
    desk.goesOn(own.operator());
    isOnTheCall(own);
    try {
      legs.hold(call, caller, own);
    } catch (RuntimeException e) {
      beyond.remove(own.channel());
      desk.staysWithQueue(own.operator());
      throw e;
    }
  }

  /// @throws Refusal 503 when the PBX does not answer
  TalkPicture picture(CallId call) {
    return legs.picture(call);
  }

  /// The caller hears music; the operator waits alone.
  public void hold(CallId call, String operator) {
    TalkPicture now = legs.picture(call);
    Leg caller = TalkLegs.callerOf(now);
    Leg own = TalkLegs.ownLeg(now, operator);
    if (caller.place() == Place.HELD) {
      return;
    }
    if (own.place() == Place.ROOM) {
      legs.hold(call, caller);
    } else {
      takeOutOfTheQueue(call, caller, own);
    }
    legs.tell(call, operator, "held", "");
    watch.watch(call);
  }

  /// Everybody hears everybody again.
  public void resume(CallId call, String operator) {
    TalkPicture now = legs.picture(call);
    TalkLegs.ownLeg(now, operator);
    legs.rejoin(call, TalkLegs.callerOf(now));
    legs.tell(call, operator, "resumed", "");
  }

  /// Rings somebody into the talk while the caller hears music.
  public void consult(CallId call, String operator, Target target) {
    TalkPicture now = legs.picture(call);
    TalkLegs.callerOf(now);
    TalkLegs.ownLeg(now, operator);
    if (now.isRinging() || !now.others(operator).isEmpty()) {
      throw new Refusal(409, "talk.refused.busy", "Somebody else is on this call already.");
    }
    String leg = legs.ring(call, operator, target); // refused: the talk goes on undisturbed
    hold(call, operator);
    watch.consulted(call, operator, target, leg);
  }

  /// Caller and the one who was asked are together, and the operator is free.
  public void handOver(CallId call, String operator) {
    TalkPicture now = legs.picture(call);
    Leg own = TalkLegs.ownLeg(now, operator);
    Leg other =
        now.others(operator).stream()
            .findFirst()
            .orElseThrow(
                () -> new Refusal(409, "talk.refused.nobody", "Nobody else is on this call yet."));
    legs.join(call, now);
    legs.hangUp(own);
    legs.tell(call, operator, "handed-over", TalkLegs.named(other));
  }

  /// The operator goes; the others stay together.
  public void leave(CallId call, String operator) {
    TalkPicture now = legs.picture(call);
    Leg own = TalkLegs.ownLeg(now, operator);
    if (now.others(operator).isEmpty()) {
      throw new Refusal(
          409, "talk.refused.alone", "The caller would be alone. Hand over, or hang up.");
    }
    legs.join(call, now);
    legs.hangUp(own);
    legs.tell(call, operator, "left", "");
  }

  /// Sends away who was asked; the caller is still on hold until [#resume].
  public void dismiss(CallId call, String operator) {
    TalkPicture now = legs.picture(call);
    TalkLegs.ownLeg(now, operator);
    now.staff().stream()
        .filter(leg -> leg.name().startsWith(TalkPicture.legPrefix(call)))
        .forEach(legs::hangUp);
  }

  /// Gives the caller to a queue, at its head, and lets the operator go.
  public void toQueue(CallId call, String operator, String queue) {
    TalkPicture now = legs.picture(call);
    Leg caller = TalkLegs.callerOf(now);
    Leg own = TalkLegs.ownLeg(now, operator);
    legs.toQueue(caller, queue);
    legs.letGo(own); // gone by itself when it was alone with the caller
    legs.tell(call, operator, "handed-over", queue);
  }

  /// Gives the caller to somebody without a word: the operator is free at once. When nobody
  /// answers the caller is at the head of the queue.
  public void toSomebody(CallId call, String operator, Target target) {
    TalkPicture now = legs.picture(call);
    Leg own = TalkLegs.ownLeg(now, operator);
    String leg = legs.ring(call, operator, target); // refused: the talk goes on undisturbed
    watch.hands(call);
    try {
      hold(call, operator);
    } catch (RuntimeException e) {
      watch.keeps(call);
      throw e;
    }
    watch.handedOver(call, operator, target, leg);
    legs.hangUp(own);
  }

  /// Callers stay where they are: the dialplan leads on.
  @Override
  public void close() {
    watch.close();
  }
}
