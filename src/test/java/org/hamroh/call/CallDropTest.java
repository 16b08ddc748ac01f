package org.hamroh.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.call.ToldEvent.Source;
import org.hamroh.phone.CallerKey;
import org.junit.jupiter.api.Test;

/// Where a caller's line broke, by the record: what may be gone on with in the next call.
final class CallDropTest {

  private static final CallId CALL = new CallId("hamroh-1763769600.12");
  private static final Instant START = Instant.parse("2026-11-22T08:00:00.250Z");
  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");

  private final List<ToldEvent> events = new ArrayList<>();

  @Test
  void lineThatBreaksInTheAdviceIsKnownByItsStep() {
    started();
    ivr(1, new CallEvent.LanguageChosen("ru", true));
    ivr(2, new CallEvent.KeyPressed("main", "3"));
    ivr(3, new CallEvent.StepEntered("work", "wages-info-1"));
    ivr(4, new CallEvent.ScriptEnded("hangup"));
    pbx(5, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).drop())
        .isEqualTo(new CallRecord.Drop("work/wages-info-1", ""));
  }

  @Test
  void callThatGotNoFurtherThanTheMainMenuHasNothingToGoOnWith() {
    started();
    ivr(1, new CallEvent.LanguageChosen("ru", true));
    ivr(2, new CallEvent.StepEntered("hotline", "main"));
    ivr(4, new CallEvent.ScriptEnded("hangup"));
    pbx(5, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).drop()).isNull();
  }

  @Test
  void callInWhichSomebodyCameNearLeavesNothingToGoOnWith() {
    started();
    ivr(1, new CallEvent.LanguageChosen("ru", true));
    ivr(2, new CallEvent.KeyPressed("main", "3"));
    ivr(3, new CallEvent.StepEntered("work", "wages-info-1"));
    ivr(4, new CallEvent.CoverKeyPressed("wages-info-1"));
    ivr(5, new CallEvent.ScriptEnded("hangup"));
    pbx(6, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).drop()).isNull();
  }

  @Test
  void callerWhoseLineBreaksWhileWaitingGoesOnWaiting() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 2));
    pbx(15, new CallEvent.QueueLeft("queue-wages", "abandoned", Duration.ofSeconds(10)));
    pbx(15, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).drop())
        .isEqualTo(new CallRecord.Drop("", "queue-wages"));
  }

  @Test
  void talkIsGoneOnWithOnlyWhenTheCallersSideEndedIt() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(20, new CallEvent.OperatorLost("queue-wages"));
    pbx(25, new CallEvent.OperatorAnswered("queue-wages", "op2", Duration.ofSeconds(3)));
    List<ToldEvent> talking = List.copyOf(events);

    pbx(75, new CallEvent.TalkEnded("op2", Duration.ofSeconds(50), false));
    pbx(75, new CallEvent.CallEnded());
    CallRecord endedByOperator = CallRecord.of(CALL, events);
    events.clear();
    events.addAll(talking);
    pbx(75, new CallEvent.TalkEnded("op2", Duration.ofSeconds(50), true));
    pbx(75, new CallEvent.CallEnded());
    CallRecord endedByCaller = CallRecord.of(CALL, events);

    assertThat(endedByOperator.drop()).isNull();
    assertThat(endedByOperator.operatorLost()).isTrue();
    assertThat(endedByCaller.drop()).isEqualTo(new CallRecord.Drop("", "queue-wages"));
  }

  private void started() {
    ivr(0, new CallEvent.CallStarted(CALLER, "TJ", "700", "PJSIP/demo-00000001"));
  }

  private void ivr(int second, CallEvent event) {
    tell(second, Source.IVR, event);
  }

  private void pbx(int second, CallEvent event) {
    tell(second, Source.PBX, event);
  }

  private void tell(int second, Source source, CallEvent event) {
    events.add(new ToldEvent(CALL, START.plusSeconds(second), source, events.size(), event));
  }
}
