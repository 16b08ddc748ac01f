package org.hamroh.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamroh.callback.DialerHouse.BUSY;
import static org.hamroh.callback.DialerHouse.NOON;
import static org.hamroh.callback.DialerHouse.NUMBER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hamroh.ami.AmiActions.CallOut;
import org.hamroh.ami.AmiAnswer;
import org.hamroh.call.CallEvent;
import org.hamroh.phone.PhoneNumber;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom the dialer rings, when, how often, and what it does after a crash.
final class DialerTest {

  private static final int NO_ANSWER = 19;
  private static final int REJECTED = 21;
  private static final int CONGESTION = 34;

  @TempDir private Path folder;
  @AutoClose private DialerHouse house;

  @BeforeEach
  void open() {
    house = new DialerHouse(folder);
  }

  @Test
  void whoRangIsRungOnceAMomentAfterHangingUp() {
    house.ring(NUMBER);

    house.round();
    assertThat(house.pbx.rung).isEmpty();
    house.later(MissedCalls.BREATH);
    house.round();
    house.round();

    assertThat(house.pbx.rung).hasSize(1);
    CallOut call = house.pbx.rung.getFirst();
    assertThat(call.number()).isEqualTo(NUMBER);
    assertThat(call.trunk()).isEqualTo(DialerHouse.MAIN);
    assertThat(call.context()).isEqualTo("callback");
    assertThat(call.variables())
        .containsEntry("HAMROH_CALLER", NUMBER)
        .containsEntry("HAMROH_HELLO", "missed")
        .containsEntry("CHANNEL(language)", "ru");
    assertThat(house.only().state()).isEqualTo(CallbackState.DIALLING);
  }

  @Test
  void whoPressesAKeyIsReachedAndThatIsTheEnd() {
    house.rung();

    house.isAnswered();
    house.pressesAKey();
    house.later(Duration.ofMinutes(5));
    house.ends(16);
    house.later(Duration.ofHours(1));
    house.round();

    assertThat(house.only().state()).isEqualTo(CallbackState.DONE);
    assertThat(house.outcomes()).containsExactly("confirmed");
    assertThat(house.pbx.rung).hasSize(1);
  }

  @Test
  void machineIsNoPersonAndIsTriedOnceMore() {
    house.rung();

    house.isAnswered();
    house.later(Duration.ofSeconds(30));
    house.ends(16);
    house.later(Duration.ofMinutes(14));
    house.round();
    assertThat(house.pbx.rung).hasSize(1);
    house.later(Duration.ofMinutes(1));
    house.round();
    house.isAnswered();
    house.ends(16);

    assertThat(house.pbx.rung).hasSize(2);
    assertThat(house.only().state()).isEqualTo(CallbackState.FAILED);
    assertThat(house.only().why()).isEqualTo("unconfirmed");
  }

  @ParameterizedTest(name = "{0} after {1} s is {2}, tried {3} times")
  @CsvSource({
    "17, 1, busy, 4",
    "17, 20, busy, 4",
    "19, 30, no-answer, 3",
    "19, 1, unreachable, 3",
    "20, 1, unreachable, 3",
    "1, 1, unreachable, 3",
    "21, 10, refused, 2"
  })
  void everyReasonHasItsOwnPatience(int cause, int seconds, String why, int times) {
    house.rung();

    for (int i = 1; i < 10 && house.only().state().isLive(); i++) {
      house.later(Duration.ofSeconds(seconds));
      house.ends(cause);
      house.round(); // not at once
      assertThat(house.pbx.rung).hasSize(i);
      house.later(Duration.ofMinutes(31));
      house.round();
    }

    assertThat(house.outcomes()).hasSize(times).containsOnly(why);
    assertThat(house.only().state()).isEqualTo(CallbackState.FAILED);
    assertThat(house.only().why()).isEqualTo(why);
  }

  @Test
  void whereOneWayIsBlockedTheNextIsTakenAtOnceAndThenATextIsSent() {
    house.rung();

    house.later(Duration.ofSeconds(1));
    house.ends(CONGESTION);
    house.round();
    assertThat(house.pbx.rung.getLast().trunk()).isEqualTo(DialerHouse.SPARE);
    house.later(Duration.ofSeconds(1));
    house.ends(REJECTED); // at once: no person is so quick
    house.round();

    assertThat(house.pbx.rung).hasSize(2);
    assertThat(house.texted).containsExactly(new PhoneNumber(NUMBER));
    assertThat(house.only().state()).isEqualTo(CallbackState.TEXTED);
  }

  @Test
  void crashBetweenTheWritingAndTheRingingCostsOneMoreAttempt() {
    house.pbx.answer = new AmiAnswer.Unanswered<>("we died here");
    house.ring(NUMBER);
    house.later(MissedCalls.BREATH);
    house.round();
    assertThat(house.pbx.rung).isEmpty();
    assertThat(house.only().state()).isEqualTo(CallbackState.DIALLING);

    house.pbx.answer = new AmiAnswer.Done<>("");
    house.later(Dialer.BORN_WITHIN);
    house.restart();
    house.round();
    house.round();
    house.restart();
    house.round();

    assertThat(house.pbx.rung).hasSize(1);
    assertThat(house.outcomes()).containsExactly("lost", "open");
  }

  @Test
  void legThatThePbxStillHasIsLeftAloneAfterACrash() {
    house.rung();

    house.later(Dialer.BORN_WITHIN.plusSeconds(10));
    house.restart();
    house.round();

    assertThat(house.pbx.rung).hasSize(1);
    assertThat(house.outcomes()).containsExactly("open");
  }

  @Test
  void resultThatIsReadTwiceCountsOnce() {
    house.rung();

    house.ends(BUSY);
    house.ends(NO_ANSWER);

    assertThat(house.outcomes()).containsExactly("busy");
    assertThat(house.only().attempts()).isEqualTo(1);
  }

  @Test
  void nobodyIsMarkedWhileThePbxIsAway() {
    house.pbx.up = false;
    house.ring(NUMBER);
    house.later(Duration.ofMinutes(1));

    house.round();
    assertThat(house.only().state()).isEqualTo(CallbackState.WAITING);
    house.pbx.up = true;
    house.round();

    assertThat(house.outcomes()).containsExactly("open");
  }

  @Test
  void pbxThatRefusesIsAskedAgainAfterAMinute() {
    house.pbx.answer = new AmiAnswer.Refused<>("Permission denied");
    house.ring(NUMBER);
    house.later(MissedCalls.BREATH);

    house.round();
    house.round();
    house.pbx.answer = new AmiAnswer.Done<>("");
    house.later(Duration.ofMinutes(1));
    house.round();

    assertThat(house.outcomes()).containsExactly("not-sent", "open");
  }

  @Test
  void linesThatCallersHoldAreNotTakenByCallsOut() {
    house.lines(8, 4);
    for (int i = 0; i < 5; i++) {
      house.ring("+99290000000" + i);
    }
    house.later(MissedCalls.BREATH);

    house.pbx.comingIn = 8;
    house.round();
    assertThat(house.pbx.rung).isEmpty();
    house.pbx.comingIn = 6;
    house.round();
    assertThat(house.pbx.rung).hasSize(2);
    house.pbx.comingIn = 0;
    house.round();

    assertThat(house.pbx.rung).hasSize(4);
  }

  @Test
  void textInsteadOfACallIsWrittenOnceWhenWeDieBesideIt() {
    house.database.write(handle -> handle.execute("create table written (number text)"));
    AtomicBoolean dies = new AtomicBoolean(true);
    house.texting =
        (handle, number, language) -> {
          handle.execute("insert into written (number) values (?)", number.e164());
          if (dies.getAndSet(false)) {
            throw new IllegalStateException("the server dies before the end is written down");
          }
          return true;
        };
    house.rung();
    house.later(Duration.ofSeconds(1));
    house.ends(CONGESTION);
    house.round();
    house.later(Duration.ofSeconds(1));
    house.ends(CONGESTION);

    assertThatThrownBy(house::round).hasMessageContaining("dies");
    house.restart();
    house.round();
    house.round();

    assertThat(house.only().state()).isEqualTo(CallbackState.TEXTED);
    int written =
        house.database.read(
            handle -> handle.createQuery("select count(*) from written").mapTo(int.class).one());
    assertThat(written).isEqualTo(1);
  }

  @Test
  void callsOutNeverTakeTheLinesThatAreKeptForCallersAndFreedOnesServeTheNext() {
    house.lines(8, 5);
    for (int i = 0; i < 10; i++) {
      house.ring("+99290000000" + i);
      house.later(Duration.ofSeconds(1));
    }
    house.later(MissedCalls.BREATH);

    house.round();
    house.round();
    assertThat(house.pbx.rung)
        .extracting(CallOut::number)
        .containsExactly("+992900000000", "+992900000001", "+992900000002");
    house.ends(BUSY);
    house.round();

    assertThat(house.pbx.rung).hasSize(4);
    assertThat(house.pbx.rung.getLast().number()).isEqualTo("+992900000003");
  }

  @Test
  void stormFromTwoHundredNumbersEndsWithOneCallEach() {
    for (int i = 0; i < 2_000; i++) {
      house.ring("+99290000%04d".formatted(i % 200));
      house.later(Duration.ofMillis(30));
      if (i % 20 == 0) {
        int before = house.pbx.rung.size();
        house.round();
        house.pbx.rung.subList(before, house.pbx.rung.size()).forEach(house::isReached);
      }
    }
    house.later(Duration.ofSeconds(5));
    house.round();

    assertThat(house.pbx.rung).extracting(CallOut::number).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void whoWasJustRungAndRingsAgainIsNotOwedAnother() {
    house.rung();
    house.isAnswered();
    house.pressesAKey();
    house.later(Duration.ofSeconds(40));
    house.ends(16);

    house.later(Duration.ofSeconds(20));
    house.ring(NUMBER);
    assertThat(house.only().state()).isEqualTo(CallbackState.DONE);
    house.later(MissedCalls.SAME_WISH);
    house.ring(NUMBER);
    house.later(MissedCalls.BREATH);
    house.round();

    assertThat(house.pbx.rung).hasSize(2);
  }

  @Test
  void withheldNumberIsOwedNothingAndIsStillACall() {
    List<CallEvent> record = house.ring("");

    assertThat(record).containsExactly(new CallEvent.MissedCall(null, ""));
    assertThat(house.database.<List<Callback>>read(handle -> CallbackStore.latest(handle, 9)))
        .isEmpty();
  }

  @Test
  void cancelledWhileItRingsStaysCancelled() {
    house.rung();

    house.database.write(
        handle ->
            CallbackStore.settle(
                handle, house.only().id(), CallbackState.CANCELLED, "staff", NOON));
    house.ends(BUSY);
    house.later(Duration.ofMinutes(30));
    house.round();

    assertThat(house.only().state()).isEqualTo(CallbackState.CANCELLED);
    assertThat(house.pbx.rung).hasSize(1);
  }
}
