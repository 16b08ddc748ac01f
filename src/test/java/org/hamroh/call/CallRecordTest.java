package org.hamroh.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.call.ToldEvent.Source;
import org.hamroh.phone.CallerKey;
import org.junit.jupiter.api.Test;

final class CallRecordTest {

  static final CallId CALL = new CallId("hamroh-1763769600.12");
  static final Instant START = Instant.parse("2026-11-22T08:00:00.250Z");
  static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");

  private final List<ToldEvent> events = new ArrayList<>();

  @Test
  void callerWhoSpeaksWithAnOperatorIsAnswered() {
    started();
    ivr(1, new CallEvent.LanguageChosen("ru", true));
    ivr(2, new CallEvent.StepEntered("hotline", "main"));
    ivr(3, new CallEvent.KeyPressed("main", "2"));
    ivr(4, new CallEvent.HandedToQueue("queue-wages", 0, "chosen"));
    ivr(4, new CallEvent.ScriptEnded("queue"));
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(75, new CallEvent.TalkEnded("op1", Duration.ofSeconds(60), true));
    pbx(75, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(record.caller()).isEqualTo(CALLER);
    assertThat(record.language()).isEqualTo("ru");
    assertThat(record.path()).containsExactly("main");
    assertThat(record.keys()).containsExactly(new CallRecord.PressedKey("main", "2", false));
    assertThat(record.queue()).isEqualTo("queue-wages");
    assertThat(record.waited()).isEqualTo(Duration.ofSeconds(10));
    assertThat(record.operator()).isEqualTo("op1");
    assertThat(record.talked()).isEqualTo(Duration.ofSeconds(60));
    assertThat(record.startedAt()).isEqualTo(START);
    assertThat(record.endedAt()).isEqualTo(START.plusSeconds(75));
  }

  @Test
  void talkThatGoesOnAfterAHoldCountsToItsEnd() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(45, new CallEvent.TalkEnded("op1", Duration.ofSeconds(30), true)); // for the queue
    ivr(45, new CallEvent.TalkChanged("op1", "held", ""));
    ivr(60, new CallEvent.TalkChanged("op1", "resumed", ""));
    ivr(70, new CallEvent.TalkChanged("op1", "held", ""));
    pbx(105, new CallEvent.LegEnded("PJSIP/demo-00000001", true, 16));
    pbx(106, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.talked()).isEqualTo(Duration.ofSeconds(90));
    assertThat(record.drop()).as("who ended it is not known").isNull();
  }

  @Test
  void talkThatIsResumedAfterALostPageCountsFromTheSecondAnswer() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(16, new CallEvent.LegAnswered("PJSIP/op1-0000000a", false));
    pbx(45, new CallEvent.TalkEnded("op1", Duration.ofSeconds(30), true)); // for the queue
    pbx(45, new CallEvent.LegEnded("PJSIP/op1-0000000a", false, 16));
    pbx(46, new CallEvent.LegAnswered("PJSIP/op1-0000000b", false));
    pbx(106, new CallEvent.LegEnded("PJSIP/op1-0000000b", false, 16));
    pbx(120, new CallEvent.LegEnded("PJSIP/demo-00000001", true, 16)); // after the questions
    pbx(120, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.talked()).isEqualTo(Duration.ofSeconds(90));
    assertThat(record.drop()).as("who ended it is not known").isNull();
  }

  @Test
  void resumedTalkThatIsHeldIsCountedOnce() {
    started();
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(15, new CallEvent.LegAnswered("PJSIP/op1-0000000a", false));
    pbx(45, new CallEvent.TalkEnded("op1", Duration.ofSeconds(30), true));
    pbx(45, new CallEvent.LegEnded("PJSIP/op1-0000000a", false, 16));
    pbx(46, new CallEvent.LegAnswered("PJSIP/op1-0000000b", false));
    ivr(66, new CallEvent.TalkChanged("op1", "held", ""));
    pbx(70, new CallEvent.LegAnswered("PJSIP/op2-0000000c", false)); // asked to join
    pbx(106, new CallEvent.LegEnded("PJSIP/demo-00000001", true, 16));
    pbx(106, new CallEvent.LegEnded("PJSIP/op1-0000000b", false, 16));
    pbx(107, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).talked()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void callerWhoIsHandedToAnotherQueueAfterAHoldTalksAndWaitsAgain() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    ivr(45, new CallEvent.TalkChanged("op1", "held", ""));
    pbx(45, new CallEvent.TalkEnded("op1", Duration.ofSeconds(30), false));
    pbx(65, new CallEvent.QueueEntered("queue-rights", 1));
    pbx(75, new CallEvent.OperatorAnswered("queue-rights", "op2", Duration.ofSeconds(10)));
    pbx(95, new CallEvent.TalkEnded("op2", Duration.ofSeconds(20), false));
    pbx(96, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.talked()).isEqualTo(Duration.ofSeconds(70));
    assertThat(record.waited()).isEqualTo(Duration.ofSeconds(20));
    assertThat(record.operator()).isEqualTo("op2");
  }

  @Test
  void callerWhoBookedACallBackIsWaitingForUs() {
    started();
    ivr(2, new CallEvent.DigitsKeyed("callback", 12));
    ivr(3, new CallEvent.CallbackBooked("4711", "evening", true));
    ivr(4, new CallEvent.ScriptEnded("end"));
    pbx(5, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.BOOKED_CALL);
    assertThat(record.callback()).isEqualTo(new CallRecord.BookedCallback("4711", "evening", true));
    assertThat(record.keys()).isEmpty();
  }

  @Test
  void answersAfterATalkAreOnItsRecord() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-wages", 1));
    pbx(15, new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(10)));
    pbx(75, new CallEvent.TalkEnded("op1", Duration.ofSeconds(60), false));
    ivr(80, new CallEvent.SurveyAnswered("helped", "yes"));
    pbx(90, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(record.answers()).containsExactly(new CallRecord.GivenAnswer("helped", "yes"));
  }

  @Test
  void theCallersCreditPaysFromTheAnswerToTheHangUp() {
    pbx(0, new CallEvent.LegStarted("PJSIP/demo-1", true, "700"));
    pbx(1, new CallEvent.LegAnswered("PJSIP/demo-1", true));
    started();
    pbx(20, new CallEvent.LegStarted("PJSIP/op1-1", false, ""));
    pbx(25, new CallEvent.LegAnswered("PJSIP/op1-1", false));
    pbx(61, new CallEvent.LegEnded("PJSIP/demo-1", true, 16));
    pbx(70, new CallEvent.LegEnded("PJSIP/op1-1", false, 16));
    pbx(70, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).paid()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aCallThatWeMadeCostsThePersonNothing() {
    CallId ours = CallId.ofCallback(7, Instant.parse("2026-11-22T08:00:00Z"), 1);
    started();
    pbx(70, new CallEvent.CallEnded());

    assertThat(CallRecord.of(ours, events).paid()).isZero();
  }

  @Test
  void aCallThatNobodyAnsweredCostsNothing() {
    pbx(0, new CallEvent.LegStarted("PJSIP/demo-1", true, "701"));
    pbx(30, new CallEvent.LegEnded("PJSIP/demo-1", true, 19));
    pbx(30, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).paid()).isZero();
  }

  @Test
  void aCallThatGoesOnHasNoSumYetAndOneWithoutThePbxsWordCountsFromTheScript() {
    started();
    assertThat(CallRecord.of(CALL, events).paid()).isZero();
    pbx(40, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.paid()).isEqualTo(Duration.between(record.startedAt(), record.endedAt()));
    assertThat(record.paid()).isPositive();
  }

  @Test
  void whoNeverPressesAKeyThatLeadsAnywhereIsWithoutKeys() {
    started();
    ivr(5, new CallEvent.WrongKeyPressed("start", "7"));
    ivr(9, new CallEvent.NoKeyPressed("start"));

    assertThat(CallRecord.of(CALL, events).withoutKeys()).isTrue();

    ivr(20, new CallEvent.KeyPressed("main", "2"));
    assertThat(CallRecord.of(CALL, events).withoutKeys()).isFalse();
    ivr(90, new CallEvent.NoKeyPressed("choices")); // after the queue
    assertThat(CallRecord.of(CALL, events).withoutKeys()).isFalse();
  }

  @Test
  void recordsWrittenBeforeThereWereSurveysCanStillBeRead() {
    started();
    pbx(5, new CallEvent.CallEnded());
    CallRecord record = CallRecord.of(CALL, events);
    String older =
        CallJson.write(record).replace("\"answers\":[],", "").replace("\"callback\":null,", "");

    assertThat(older).doesNotContain("answers", "callback");
    assertThat(CallJson.record(older)).isEqualTo(record);
  }

  @Test
  void callIdsOfThePbxTellWhenTheCallBegan() {
    assertThat(new CallId("hamroh-1763769600.12").startedAt())
        .contains(Instant.parse("2025-11-22T00:00:00Z"));
    assertThat(new CallId("phone").startedAt()).isEmpty();
  }

  @Test
  void callThatGoesOnHasNoEnding() {
    started();
    ivr(2, new CallEvent.StepEntered("hotline", "main"));

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isNull();
    assertThat(record.endedAt()).isNull();
  }

  @Test
  void callerWhoHangsUpWhileWaitingIsAbandoned() {
    started();
    ivr(4, new CallEvent.HandedToQueue("queue-general", 0, "chosen"));
    ivr(4, new CallEvent.ScriptEnded("queue"));
    pbx(5, new CallEvent.QueueEntered("queue-general", 3));
    pbx(25, new CallEvent.OperatorRang("op1", Duration.ofSeconds(20)));
    pbx(30, new CallEvent.QueueLeft("queue-general", "abandoned", Duration.ofSeconds(25)));
    pbx(30, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.ABANDONED);
    assertThat(record.waited()).isEqualTo(Duration.ofSeconds(25));
    assertThat(record.operator()).isEmpty();
  }

  @Test
  void callerWhoLeavesAMessageAfterTheQueueLeftAMessage() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-general", 1));
    pbx(65, new CallEvent.QueueLeft("queue-general", "key", Duration.ofSeconds(60)));
    ivr(80, new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(12)));
    ivr(81, new CallEvent.ScriptEnded("end"));
    pbx(82, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.LEFT_MESSAGE);
    assertThat(record.messages())
        .containsExactly(new CallRecord.KeptMessage("m-1", "message", Duration.ofSeconds(12)));
  }

  @Test
  void callerWhoHearsInformationAndHangsUpServedThemself() {
    started();
    ivr(1, new CallEvent.KeyPressed("language", "1"));
    ivr(1, new CallEvent.LanguageChosen("tg", true));
    ivr(3, new CallEvent.KeyPressed("main", "3"));
    ivr(30, heard(false, Duration.ofSeconds(25), "wages-info-1", "wages-menu"));
    ivr(31, new CallEvent.ScriptEnded("hangup"));
    pbx(31, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).ending()).isEqualTo(Ending.SELF_SERVED);
  }

  @Test
  void callerWhoHearsMenusOnlyHungUpInTheMenu() {
    started();
    ivr(1, heard(true, Duration.ofSeconds(1), "welcome", "language-choice"));
    ivr(1, new CallEvent.KeyPressed("language", "1"));
    ivr(1, new CallEvent.LanguageChosen("tg", true));
    ivr(3, new CallEvent.KeyPressed("main", "3"));
    ivr(30, heard(false, Duration.ofSeconds(25), "keys-hint", "topics-menu"));
    ivr(31, heard(true, Duration.ofSeconds(2), "wages-info-1", "wages-menu"));
    ivr(31, new CallEvent.ScriptEnded("hangup"));
    pbx(31, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).ending()).isEqualTo(Ending.HUNG_UP_IN_MENU);
  }

  @Test
  void callThatOnlyRangIsMissed() {
    pbx(0, new CallEvent.LegStarted("PJSIP/demo-00000001", true, "701"));
    pbx(4, new CallEvent.LegEnded("PJSIP/demo-00000001", true, 0));
    pbx(4, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.MISSED);
    assertThat(record.dialedNumber()).isEqualTo("701");
  }

  @Test
  void callerWhomTheSafetyNetCouldNotHelpFailedByOurFault() {
    pbx(0, new CallEvent.LegStarted("PJSIP/demo-00000001", true, "700"));
    pbx(0, new CallEvent.LegAnswered("PJSIP/demo-00000001", true));
    pbx(1, new CallEvent.SafetyNetEntered("no-server"));
    pbx(4, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.FAILED);
    assertThat(record.safetyNet()).isTrue();
  }

  @Test
  void callThatThePbxLostIsUnknown() {
    started();
    ivr(2, new CallEvent.StepEntered("hotline", "main"));
    tell(2, Source.RECONCILE, new CallEvent.CallEnded());

    assertThat(CallRecord.of(CALL, events).ending()).isEqualTo(Ending.UNKNOWN);
  }

  @Test
  void talkThatThePbxLostLastedAsLongAsTheCallIsKnown() {
    started();
    pbx(5, new CallEvent.QueueEntered("queue-general", 1));
    pbx(10, new CallEvent.OperatorAnswered("queue-general", "op2", Duration.ofSeconds(5)));
    tell(40, Source.RECONCILE, new CallEvent.CallEnded());

    CallRecord record = CallRecord.of(CALL, events);

    assertThat(record.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(record.talked()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void coverKeyMarksTheCallAsInterrupted() {
    started();
    ivr(2, new CallEvent.CoverKeyPressed("family-violence"));

    assertThat(CallRecord.of(CALL, events).interrupted()).isTrue();
  }

  static CallEvent heard(boolean cut, Duration length, String... prompts) {
    return new CallEvent.PromptHeard(List.of(prompts), "tg", length, cut);
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
