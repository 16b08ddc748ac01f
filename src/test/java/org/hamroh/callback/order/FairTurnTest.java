package org.hamroh.callback.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hamroh.call.CallId;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackState;
import org.hamroh.phone.CallerKey;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.TalkingCaller;
import org.hamroh.queue.WaitingCaller;
import org.junit.jupiter.api.Test;

/// Turns by the queues as the PBX shows them.
final class FairTurnTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final CallerKey KEY = new CallerKey("0123456789abcdef0123456789abcdef");

  private final Map<String, Boolean> pbx = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean refuses;
  private QueuePicture picture = picture(true, List.of(), List.of());
  private final FairTurn turn =
      new FairTurn(
          () -> picture,
          new Holds(
              (operator, held) -> {
                told.add(operator + " " + held);
                if (!refuses) {
                  pbx.put(operator, held);
                }
                return !refuses;
              }));

  private static QueuePicture picture(
      boolean live, List<WaitingCaller> callers, List<QueueMember> members) {
    Map<CallId, WaitingCaller> waiting = new HashMap<>();
    callers.forEach(one -> waiting.put(one.call(), one));
    Map<String, QueueMember> all = new HashMap<>();
    members.forEach(one -> all.put(one.device(), one));
    return new QueuePicture(live, NOW, waiting, Map.of(), all, Map.of());
  }

  private static QueueMember operator(String name, QueueMember.State state) {
    return new QueueMember(
        name, "PJSIP/" + name, state, "", Optional.empty(), NOW, Set.of("queue-general"));
  }

  private static WaitingCaller caller(String call, int arrivedSecondsAgo, Set<String> ringing) {
    int weight = (int) (3_000_000_000L - NOW.getEpochSecond() + arrivedSecondsAgo);
    return new WaitingCaller(
        new CallId(call), call, "queue-general", 1, weight, NOW, "tg", ringing);
  }

  private static Callback callback(long id, CallbackKind kind, int askedSecondsAgo) {
    Instant asked = NOW.minusSeconds(askedSecondsAgo);
    return new Callback(
        id,
        "12345" + id,
        kind,
        KEY,
        Optional.of(new PhoneNumber("+99290000000" + id)),
        "tg",
        "queue-general",
        0,
        false,
        Optional.empty(),
        asked,
        asked,
        NOW.plus(Duration.ofHours(1)),
        CallbackState.WAITING,
        "",
        0,
        asked,
        asked);
  }

  private List<Long> rung(List<Callback> due, List<Callback> busy, int lines) {
    return turn.now(due, busy, lines, NOW).stream().map(Callback::id).toList();
  }

  @Test
  void operatorIsHeldInThePbxBeforeAnybodyIsRung() {
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));

    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4))
        .containsExactly(1L);
    assertThat(pbx).containsExactly(Map.entry("op1", true));
  }

  @Test
  void nobodyIsRungWhenThePbxHoldsNobody() {
    refuses = true;
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));

    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4)).isEmpty();
    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4)).isEmpty();
    assertThat(told).as("asked once, then left in peace").containsExactly("op1 true");
  }

  @Test
  void operatorAtWorkIsHeldForWhoLetGoFirstAndNobodyIsRungYet() {
    picture =
        picture(
            true,
            List.of(caller("hamroh-1795323500.1", 30, Set.of())),
            List.of(operator("op1", QueueMember.State.WRAP_UP)));

    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4)).isEmpty();
    assertThat(pbx).containsExactly(Map.entry("op1", true));
  }

  @Test
  void callerWhoCameFirstIsNotKeptFromTheOperator() {
    picture =
        picture(
            true,
            List.of(caller("hamroh-1795323500.1", 90, Set.of())),
            List.of(operator("op1", QueueMember.State.IDLE)));

    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4)).isEmpty();
    assertThat(pbx).containsExactly(Map.entry("op1", false));
  }

  @Test
  void operatorWhoseTelephoneRingsAlreadyIsNobodysAnyMore() {
    picture =
        picture(
            true,
            List.of(caller("hamroh-1795323500.1", 90, Set.of("op1"))),
            List.of(
                operator("op1", QueueMember.State.RINGING),
                operator("op2", QueueMember.State.IDLE)));

    assertThat(rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4))
        .containsExactly(1L);
    assertThat(pbx).containsExactly(Map.entry("op2", true));
  }

  @Test
  void oneOperatorIsRungForOnce() {
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));
    Callback ringing = ringing(callback(1, CallbackKind.QUEUE, 60));

    assertThat(rung(List.of(callback(2, CallbackKind.QUEUE, 50)), List.of(ringing), 4)).isEmpty();
    assertThat(pbx).containsExactly(Map.entry("op1", true));
  }

  private static Callback ringing(Callback one) {
    return now(one, CallbackState.DIALLING);
  }

  private static Callback now(Callback one, CallbackState state) {
    return new Callback(
        one.id(),
        one.receipt(),
        one.kind(),
        one.caller(),
        one.number(),
        one.language(),
        one.queue(),
        one.priority(),
        one.safe(),
        one.fromCall(),
        one.askedAt(),
        one.notBefore(),
        one.until(),
        state,
        "",
        1,
        one.nextTryAt(),
        one.changedAt());
  }

  @Test
  void whoHasAnsweredAndWaitsIsKnownByTheCall() {
    Callback answered = ringing(callback(1, CallbackKind.QUEUE, 60));
    String leg = CallId.ofCallback(1, NOW, 1).value();
    picture =
        picture(
            true,
            List.of(caller(leg, 60, Set.of())),
            List.of(
                operator("op1", QueueMember.State.IDLE), operator("op2", QueueMember.State.IDLE)));

    assertThat(rung(List.of(callback(2, CallbackKind.QUEUE, 50)), List.of(answered), 4))
        .containsExactly(2L);
    assertThat(pbx).containsOnly(Map.entry("op1", true), Map.entry("op2", true));
  }

  @Test
  void nobodyIsHeldForWhoHasHadTheTalkAndAnswersTheSurvey() {
    Callback connected = now(callback(1, CallbackKind.QUEUE, 5), CallbackState.CONNECTED);
    CallId leg = CallId.ofCallback(1, NOW, 1);
    QueueMember idle = operator("op1", QueueMember.State.IDLE);
    TalkingCaller talk =
        new TalkingCaller(leg, "queue-general", "op1", NOW, "tg", "PJSIP/demo-1", "PJSIP/op1-1");
    picture =
        new QueuePicture(
            true,
            NOW,
            Map.of(),
            Map.of(leg, talk),
            Map.of(idle.device(), operator("op1", QueueMember.State.TALKING)),
            Map.of());
    rung(List.of(), List.of(connected), 4);

    picture = picture(true, List.of(), List.of(idle));
    rung(List.of(), List.of(connected), 4);

    assertThat(pbx).containsExactly(Map.entry("op1", false));
  }

  @Test
  void nobodyIsHeldForLongForWhoPressedAKeyAndNeverCameToTheQueue() {
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));

    rung(List.of(), List.of(now(callback(1, CallbackKind.QUEUE, 5), CallbackState.CONNECTED)), 4);
    assertThat(pbx).containsExactly(Map.entry("op1", true));
    rung(List.of(), List.of(now(callback(1, CallbackKind.QUEUE, 90), CallbackState.CONNECTED)), 4);

    assertThat(pbx).containsExactly(Map.entry("op1", false));
  }

  @Test
  void everybodyIsLetGoWhenNobodyIsDueAnyMoreAndAtTheEnd() {
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));
    rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4);

    rung(List.of(), List.of(), 4);

    assertThat(pbx).containsExactly(Map.entry("op1", false));
    rung(List.of(callback(1, CallbackKind.QUEUE, 60)), List.of(), 4);
    turn.close();
    assertThat(pbx).containsExactly(Map.entry("op1", false));
  }

  @Test
  void withoutAPictureOnlyThoseAreRungWhoNeedNoOperator() {
    picture = picture(false, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));

    assertThat(
            rung(
                List.of(
                    callback(1, CallbackKind.DANGER, 60),
                    callback(2, CallbackKind.MISSED_CALL, 10)),
                List.of(),
                4))
        .containsExactly(2L);
  }

  @Test
  void bookedHourIsTheBeginningOfTheWaiting() {
    Callback yesterday = callback(1, CallbackKind.BOOKED, 60_000);
    Callback booked =
        new Callback(
            1,
            yesterday.receipt(),
            yesterday.kind(),
            yesterday.caller(),
            yesterday.number(),
            "tg",
            "queue-general",
            0,
            false,
            Optional.empty(),
            yesterday.askedAt(),
            NOW.minusSeconds(5),
            yesterday.until(),
            CallbackState.WAITING,
            "",
            0,
            NOW.minusSeconds(5),
            yesterday.askedAt());
    picture = picture(true, List.of(), List.of(operator("op1", QueueMember.State.IDLE)));

    assertThat(rung(List.of(booked, callback(2, CallbackKind.QUEUE, 30)), List.of(), 4))
        .containsExactly(2L);
  }

  @Test
  void placeIsReadBackFromTheWeightThatThePbxTells() {
    int weight = (int) (3_000_000_000L - NOW.getEpochSecond() + 10 * 60);

    assertThat(Place.ofWeight(weight, "x")).isEqualByComparingTo(new Place(false, 10, NOW, "x"));
    assertThat(Place.ofWeight(weight + 800_000_000, "x"))
        .isEqualByComparingTo(new Place(true, 10, NOW, "x"));
  }
}
