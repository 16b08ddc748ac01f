package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From every step of every script, the caller hangs up at the first, the second, the n-th thing
/// that the line does, until the script is over before that.
final class HangupEverywhereTest {

  private static final int MAX_OPERATIONS = 200;
  private static final ScriptBook BOOK = TestCall.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 1 1 1",
        "2 say5 * 2 3 say4 * 1",
        "3 3 3",
        "4 4 4",
        "say5 * -",
        "5 5 *",
        "1 2 3 4 * 5 5 5 5 8 -"
      })
  void aHangUpAnywhereEndsTheScriptCleanly(String moves) {
    int calls = 0;
    for (String script : BOOK.names()) {
      for (String step : BOOK.script(script).orElseThrow().steps().keySet()) {
        boolean over = false;
        for (int n = 1; !over; n++) {
          assertThat(n).isLessThan(MAX_OPERATIONS);
          HangUpAt[] line = new HangUpAt[1];
          int at = n;

          TestCall.Told told =
              new TestCall(BOOK)
                  .at(script + "/" + step)
                  .keeping("union")
                  .with(TestServices.usual())
                  .over(inner -> line[0] = new HangUpAt(at, inner))
                  .caller(moves);

          over = !line[0].gone;
          calls++;
          assertThat(told.events().getLast())
              .isEqualTo(new CallEvent.ScriptEnded(told.way().word()));
          assertThat(told.events()).filteredOn(CallEvent.ScriptEnded.class::isInstance).hasSize(1);
          assertThat(told.events()).noneMatch(CallEvent.StepFailed.class::isInstance);
          assertThat(told.way() instanceof WayOut.CallerLeft)
              .as("%s/%s, operation %d", script, step, n)
              .isEqualTo(!over);
        }
      }
    }
    assertThat(calls).isGreaterThan(200);
  }

  /// Cuts the call at its n-th operation that takes time, and keeps it cut.
  private static final class HangUpAt implements CallLine {
    private final CallLine line;
    private int left;
    private boolean gone;

    HangUpAt(int operation, CallLine line) {
      this.left = operation;
      this.line = line;
    }

    private void count() {
      if (--left <= 0) {
        gone = true;
        throw new HangupException();
      }
    }

    @Override
    public void answer() {
      line.answer();
    }

    @Override
    public Heard play(List<Sound> sounds, Set<Character> stopKeys) {
      count();
      return line.play(sounds, stopKeys);
    }

    @Override
    public Heard waitForKey(Duration timeout) {
      count();
      return line.waitForKey(timeout);
    }

    @Override
    public Recorded record(
        String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence) {
      count();
      return line.record(messageId, stopKeys, limit, maxSilence);
    }

    @Override
    public Heard playRecording(String messageId, Set<Character> stopKeys) {
      count();
      return line.playRecording(messageId, stopKeys);
    }

    @Override
    public Duration recordedLength(String messageId) {
      return line.recordedLength(messageId);
    }

    @Override
    public void setLanguage(String language) {
      line.setLanguage(language);
    }

    @Override
    public void handToQueue(String queue, int priority) {
      line.handToQueue(queue, priority);
    }

    @Override
    public void hangUp() {
      line.hangUp();
    }
  }
}
