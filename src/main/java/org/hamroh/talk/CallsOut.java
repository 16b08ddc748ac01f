package org.hamroh.talk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ami.AmiActions;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.ami.AmiClient;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallJournal;
import org.hamroh.gate.Purpose;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.store.Database;
import org.hamroh.talk.OutCall.State;
import org.hamroh.web.LiveFeed;
import org.hamroh.web.Refusal;

/// Operators call a person from what is written down, and from nothing else. The operator's
/// telephone rings first; whoever then answers speaks with somebody. The number comes sealed from
/// where it is kept, goes to the PBX, and is shown to nobody.
///
/// Both are in a room as in any other talk, so that hold, hand over and a text work the same.
public final class CallsOut implements AutoCloseable {

  private static final int SHOWN = 20;

  private static final int FIRST_NTH = 100_000_000;

  private static final Logger LOG = LogManager.getLogger(CallsOut.class);

  /// What is known of a person that a call needs.
  public interface Book {

    /// The number, as long as it is kept.
    Optional<PhoneNumber> number(CallerKey caller);

    /// Region of the number: `TJ`; empty when unknown.
    String country(PhoneNumber number);

    /// What was spoken last; the site's own when unknown.
    String language(CallerKey caller);
  }

  /// Whether the queues know this telephone as registered; `true` when they do not know it at all.
  @FunctionalInterface
  public interface Desks {
    boolean hasTelephone(String operator);
  }

  /// Told when an operator's talk is over, so that there is time to write it down.
  @FunctionalInterface
  public interface AfterTalk {
    void over(String operator);
  }

  /// What came of the wish.
  public sealed interface Begun {
    record Started(CallId call) implements Begun {}
  }

  /// Why nobody is rung.
  ///
  /// @param word     `number-gone`, `no-carrier`, `no-telephone`, `telephone-busy`, `already`, or
  ///                 `gate-` and the gate's reason: `gate-night`
  /// @param sentence for programs
  public record Refused(String word, String sentence) implements Begun {}

  private final AmiClient ami;
  private final PartnerLine line;
  private final OutLegs legs;
  private final Book book;
  private final Desks desks;
  private final AfterTalk afterTalk;
  private final Database database;
  private final CallJournal journal;
  private final LiveFeed live;
  private final Clock clock;
  private final Set<CallerKey> rung = ConcurrentHashMap.newKeySet();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  public CallsOut(
      AmiClient ami,
      PartnerLine line,
      Talks talks,
      Book book,
      Desks desks,
      AfterTalk afterTalk,
      Database database,
      CallJournal journal,
      LiveFeed live,
      Clock clock) {
    this.ami = ami;
    this.line = line;
    this.legs = new OutLegs(ami, talks, clock, closing);
    this.book = book;
    this.desks = desks;
    this.afterTalk = afterTalk;
    this.database = database;
    this.journal = journal;
    this.live = live;
    this.clock = clock;
    database.write(OutCallStore::breakUnfinished);
  }

  /// Rings the operator's telephone, and then the person.
  ///
  /// @param record of the contact; empty for a call from the person's page
  /// @throws Refusal 503 when the PBX does not answer
  Begun begin(String record, CallerKey caller, String operator) {
    Optional<PhoneNumber> number = book.number(caller);
    if (number.isEmpty()) {
      return new Refused("number-gone", "This person's number is not kept any more.");
    }
    Optional<Refused> refused =
        line.refused(number.get(), Purpose.FOLLOW_UP).map(CallsOut::refused);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!desks.hasTelephone(operator)) {
      return new Refused("no-telephone", "Your telephone is not connected.");
    }
    if (!busy.add(operator)) {
      return new Refused("telephone-busy", "Your telephone is on a call.");
    }
    if (!rung.add(caller)) {
      busy.remove(operator);
      return new Refused("already", "Somebody is calling this person now.");
    }
    boolean begun = false;
    try {
      if (isOnCall(operator)) {
        return new Refused("telephone-busy", "Your telephone is on a call.");
      }
      OutCall call = ringDesk(record, operator);
      begun = true;
      inBackground(call, caller, number.get());
      return new Begun.Started(call.call());
    } finally {
      if (!begun) {
        free(caller, operator);
      }
    }
  }

  private void free(CallerKey caller, String operator) {
    rung.remove(caller);
    busy.remove(operator);
  }

  private static Refused refused(PartnerLine.Rung rung) {
    return switch (rung) {
      case PartnerLine.Rung.Closed closed ->
          new Refused(
              PartnerLine.word(closed.reason()),
              "This person is not rung: " + closed.reason().sentence() + ".");
      case PartnerLine.Rung.NoCarrier none ->
          new Refused("no-carrier", "No carrier of ours leads to this number.");
      case PartnerLine.Rung.Begun begun ->
          new Refused("no-carrier", "The telephone exchange refuses the call.");
    };
  }

  private boolean isOnCall(String operator) {
    if (ami.actions().coreShowChannels() instanceof AmiAnswer.Done<List<Channel>> done) {
      String prefix = "PJSIP/" + operator + "-";
      return done.value().stream().anyMatch(one -> one.leg().channel().startsWith(prefix));
    }
    throw new Refusal(503, "The telephone exchange does not answer. Try again in a moment.");
  }

  private OutCall ringDesk(String record, String operator) {
    Instant now = clock.instant();
    CallId call =
        CallId.ofOperator(now, ThreadLocalRandom.current().nextInt(FIRST_NTH, FIRST_NTH * 10));
    OutCall one = new OutCall(call, record, operator, now, State.DESK, "");
    database.write(handle -> OutCallStore.add(handle, one));
    AmiAnswer<String> answer =
        ami.actions()
            .ringStaff(
                new AmiActions.StaffCall(
                    OutLegs.deskName(call),
                    "PJSIP/" + operator,
                    "call-out",
                    "out-staff",
                    Map.of("HAMROH_ROOM", call.room()),
                    Talks.RING));
    if (!answer.isDone()) {
      LOG.warn("event=call-out-refused call={} reason=\"{}\"", call, answer.reason());
      become(call, State.BROKEN, "");
      throw new Refusal(503, "The telephone exchange did not do it. Look, and try again.");
    }
    LOG.info("event=call-out-desk call={} operator={} record={}", call, operator, record);
    live.changed("talk");
    return one;
  }

  private void inBackground(OutCall call, CallerKey caller, PhoneNumber number) {
    Thread.ofVirtual()
        .name("out-" + call.call().value())
        .start(
            () -> {
              try {
                follow(call, caller, number);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the process ends; the dialplan goes on
              } catch (RuntimeException e) {
                LOG.error("event=call-out-failed call={}", call.call(), e);
                become(call.call(), State.BROKEN, "");
              } finally {
                free(caller, call.operator());
              }
            });
  }

  private void follow(OutCall one, CallerKey caller, PhoneNumber number)
      throws InterruptedException {
    CallId call = one.call();
    if (!legs.awaitDesk(call)) {
      legs.hangUpStaff(call);
      become(call, State.NO_DESK, "");
      return;
    }
    if (!ringPerson(one, caller, number)) {
      legs.hangUpStaff(call);
      return;
    }
    if (legs.awaitPerson(call)) {
      legs.endRingTone(call);
      become(call, State.TALKING, "");
      legs.awaitEnd(call, () -> afterTalk.over(one.operator()));
      become(call, State.OVER, "");
    } else {
      become(call, State.NOT_REACHED, "");
    }
    legs.hangUpAll(call);
  }

  /// At the door again: people change their mind while a telephone rings.
  private boolean ringPerson(OutCall one, CallerKey caller, PhoneNumber number) {
    CallId call = one.call();
    PartnerLine.Rung rang =
        line.ring(
            new PartnerLine.Ring(
                call.value(),
                number,
                Purpose.FOLLOW_UP,
                "out-person",
                Map.of(
                    "HAMROH_ROOM",
                    call.room(),
                    "HAMROH_CALLER",
                    number.e164(),
                    "CHANNEL(language)",
                    book.language(caller)),
                OutLegs.RING));
    if (!(rang instanceof PartnerLine.Rung.Begun begun)) {
      become(call, State.REFUSED, refused(rang).word());
      return false;
    }
    if (!begun.answer().isDone()) {
      LOG.warn("event=call-out-refused call={} reason=\"{}\"", call, begun.answer().reason());
      become(call, State.BROKEN, "");
      return false;
    }
    journal.tell(
        call,
        clock.instant(),
        new CallEvent.CalledOut(caller, book.country(number), one.operator(), one.record()));
    become(call, State.RINGING, "");
    return true;
  }

  private void become(CallId call, State state, String reason) {
    database.write(handle -> OutCallStore.change(handle, call, state, reason));
    live.changed("talk");
    LOG.info("event=call-out-{} call={} reason={}", state.word(), call, reason);
  }

  Optional<OutCall> find(String call) {
    return database.read(handle -> OutCallStore.find(handle, call));
  }

  /// The call out on which this operator talks now.
  public Optional<CallId> talkOf(String operator) {
    return database.read(handle -> OutCallStore.talking(handle, operator));
  }

  List<OutCall> ofRecord(String record) {
    return database.read(handle -> OutCallStore.ofRecord(handle, record, SHOWN));
  }

  /// Who talks goes on talking.
  @Override
  public void close() {
    closing.countDown();
  }
}
