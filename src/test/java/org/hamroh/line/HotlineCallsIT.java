package org.hamroh.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamroh.line.LiveHotline.CALLER;
import static org.hamroh.line.LiveHotline.SOON;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.call.CallRecord;
import org.hamroh.call.Ending;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.CallLine.Heard;
import org.hamroh.ivr.CallLine.Recorded;
import org.hamroh.ivr.CallLine.Sound;
import org.hamroh.ivr.HangupException;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real Asterisk, a real telephone, and scripts of a few lines.
@Timeout(60)
final class HotlineCallsIT {

  private static LiveHotline hotline;

  /// What a script had to say, for the test to look at.
  private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();

  private final BlockingQueue<CallId> calls = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startTheHotline() throws Exception {
    hotline = new LiveHotline();
  }

  @AfterAll
  static void stopTheHotline() {
    if (hotline != null) {
      hotline.close();
    }
  }

  private static Sound tg(String name) {
    return new Sound("tg", name);
  }

  /// A script that tells which call it has, and whether the caller hung up.
  private void script(Consumer<CallLine> talk) {
    hotline.script(
        (call, line, arrival) -> {
          calls.add(call);
          try {
            talk.accept(line);
          } catch (HangupException gone) {
            said.add("hung up");
            throw gone;
          }
        });
  }

  private Object said() throws InterruptedException {
    Object one = said.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(one).as("the script says something in time").isNotNull();
    return one;
  }

  private CallRecord record() throws InterruptedException {
    return hotline.recordOf(calls.poll(SOON.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void keyCutsThePromptAndBringsTheNext() throws Exception {
    script(
        line -> {
          said.add(line.play(List.of(tg("main-menu")), Set.of('1', '2')));
          said.add(line.play(List.of(tg("welcome")), Set.of()));
          line.hangUp();
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("main-menu"), SOON);
      call.press('2');
      call.hear(Set.of("welcome"), SOON);
      call.awaitHangup(SOON);
    }

    assertThat(said()).isEqualTo(new Heard.Key('2'));
    assertThat(said()).isEqualTo(new Heard.Nothing());
    CallRecord record = record();
    assertThat(record.country()).isEqualTo("TJ");
    assertThat(record.caller()).isNotNull();
    assertThat(record.dialedNumber()).isEqualTo("700");
  }

  @Test
  void soundsArePlayedAsOneAndOtherKeysAreNotHeard() throws Exception {
    script(
        line -> {
          List<Sound> joined = List.of(tg("welcome"), tg("main-menu"), tg("goodbye"));
          said.add(line.play(joined, Set.of('1')));
          line.hangUp();
        });

    List<String> heard;
    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("welcome"), SOON);
      call.press('7');
      call.awaitHangup(SOON);
      heard = call.heard().stream().map(one -> one.name()).toList();
    }

    assertThat(heard).containsExactly("tg/welcome", "tg/main-menu", "tg/goodbye");
    assertThat(said()).isEqualTo(new Heard.Nothing());
  }

  @Test
  void missingSoundIsToldAndTheCallGoesOn() throws Exception {
    script(
        line -> {
          said.add(line.play(List.of(tg("welcome"), tg("nowhere"), tg("goodbye")), Set.of()));
          said.add(line.waitForKey(SOON));
          line.hangUp();
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hear(Set.of("welcome"), SOON);

      assertThat(said()).isEqualTo(new Heard.Missing("tg/nowhere"));
      call.press('#');
      assertThat(said()).isEqualTo(new Heard.Key('#'));
      call.awaitHangup(SOON);
    }
  }

  @Test
  void silenceIsHeardAsNothing() throws Exception {
    script(
        line -> {
          said.add(line.waitForKey(Duration.ofMillis(300)));
          line.hangUp();
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.awaitHangup(SOON);
    }

    assertThat(said()).isEqualTo(new Heard.Nothing());
  }

  @Test
  void messageIsRecordedAfterATonePlayedBackAndKept() throws Exception {
    script(
        line -> {
          said.add(line.record("spoken-1", Set.of('#'), SOON, Duration.ofSeconds(4)));
          said.add(line.playRecording("spoken-1", Set.of('1')));
          line.hangUp();
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hearAnything(SOON);
      call.say(Duration.ofMillis(1_500));
      call.press('#');
      call.hearAnything(SOON);
      call.press('1');
      call.awaitHangup(SOON);
    }

    Recorded recorded = (Recorded) said();
    assertThat(recorded.key()).contains('#');
    assertThat(recorded.length()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2_200));
    assertThat(said()).isEqualTo(new Heard.Key('1'));
    assertThat(hotline.folder.resolve("messages/spoken-1.wav")).exists();
  }

  @Test
  void callerWhoSaysNothingLeavesNoMessage() throws Exception {
    script(
        line -> {
          said.add(line.record("silent-1", Set.of('#'), SOON, Duration.ofSeconds(1)));
          line.hangUp();
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.sendContinuously();
      call.awaitHangup(SOON);
    }

    assertThat(((Recorded) said()).length()).isZero();
    assertThat(hotline.folder.resolve("messages/silent-1.wav")).doesNotExist();
  }

  @Test
  void hangUpWhileSpeakingKeepsTheMessage() throws Exception {
    hotline.script(
        (call, line, arrival) -> {
          try {
            line.record("cut-1", Set.of('#'), SOON, Duration.ofSeconds(4));
          } catch (HangupException gone) {
            said.add(line.recordedLength("cut-1"));
            throw gone;
          }
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      call.hearAnything(SOON);
      call.say(Duration.ofMillis(1_500));
    }

    assertThat((Duration) said()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2_200));
  }

  enum Operation {
    PLAY(line -> line.play(List.of(tg("welcome"), tg("main-menu")), Set.of('1'))),
    PLAY_WITHOUT_KEYS(line -> line.play(List.of(tg("welcome"), tg("main-menu")), Set.of())),
    WAIT_FOR_KEY(line -> line.waitForKey(SOON)),
    RECORD(line -> line.record("gone-1", Set.of('#'), SOON, Duration.ofSeconds(4)));

    private final Consumer<CallLine> talk;

    Operation(Consumer<CallLine> talk) {
      this.talk = talk;
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void hangUpUnwindsTheScript(Operation operation) throws Exception {
    script(
        line -> {
          line.play(List.of(tg("goodbye")), Set.of());
          said.add("begins");
          operation.talk.accept(line);
          said.add("went on");
        });

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      assertThat(said()).isEqualTo("begins");
      call.stay(Duration.ofMillis(250));
      call.hangUp();
    }

    assertThat(said()).isEqualTo("hung up");
    assertThat(record().ending()).isEqualTo(Ending.HUNG_UP_IN_MENU);
  }

  @Test
  void hangUpBetweenTwoCommandsIsSeenAtTheNext() throws Exception {
    script(
        line -> {
          line.play(List.of(tg("goodbye")), Set.of());
          said.add("thinks");
          try {
            assertThat(calls.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          line.waitForKey(SOON);
          said.add("went on");
        });
    CallId gone = new CallId("the-caller-has-hung-up");

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      assertThat(said()).isEqualTo("thinks");
    }
    calls.add(gone);

    assertThat(said()).isEqualTo("hung up");
  }

  @Test
  void scriptThatBreaksLeadsToAPerson() throws Exception {
    script(
        line -> {
          line.play(List.of(tg("welcome")), Set.of());
          throw new IllegalStateException("a bug of ours");
        });

    try (Telephone op1 = hotline.operator(1);
        Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", CALLER)) {
      TelephoneCall offered = op1.awaitCall(SOON);
      offered.answer();
      offered.stay(Duration.ofMillis(300));
      call.hangUp();
      offered.awaitHangup(SOON);
    }

    CallRecord record = record();
    assertThat(record.ending()).isEqualTo(Ending.ANSWERED);
    assertThat(record.queue()).isEqualTo("queue-general");
    assertThat(hotline.records.events(record.call()))
        .extracting(told -> (Object) told.event())
        .contains(new CallEvent.StepFailed("", "IllegalStateException"));
  }

  @Test
  void callerWhoWithholdsTheNumberIsServedWithoutAKey() throws Exception {
    script(CallLine::hangUp);

    try (Telephone phone = hotline.telephone();
        TelephoneCall call = phone.call("700", Caller.anonymous())) {
      call.awaitHangup(SOON);
    }

    CallRecord record = record();
    assertThat(record.caller()).isNull();
    assertThat(record.country()).isEmpty();
  }
}
