package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.ivr.Caller.Move;
import org.hamroh.ivr.step.Next;
import org.junit.jupiter.api.Test;

/// What a caller hears when something is broken.
final class ScriptRunnerTest {

  private static final ScriptBook BOOK = TestCall.shipped();
  private static final WayOut TO_ANYBODY =
      new WayOut.ToQueue(new Next.Queue("queue-general", 0, "technical"));

  @Test
  void menuWithoutItsSoundLeadsWhereSilenceLeads() {
    TestCall.Told told = new TestCall(BOOK).at("work").without("tg/work-menu").caller("1");

    assertThat(told.story())
        .containsSubsequence(
            "fails: no sound tg/work-menu", "step lost", "to queue-general 0 about general");
  }

  @Test
  void dangerWithoutItsSoundStillReachesTheDangerQueue() {
    TestCall.Told told = new TestCall(BOOK).at("danger").without("tg/danger-connect").caller("");

    assertThat(told.story())
        .contains("fails: no sound tg/danger-connect", "to queue-danger 100 about urgent-danger");
  }

  @Test
  void whoCannotSpeakInDangerReachesTheDangerQueueWithoutThatSoundToo() {
    TestCall.Told told =
        new TestCall(BOOK).at("danger/silent").without("tg/danger-silent").caller("");

    assertThat(told.story()).contains("to queue-danger 100 about urgent-danger");
  }

  @Test
  void callersOfAQueueThatCouldNotServeAreNotSentRoundWhenASoundIsMissing() {
    TestCall.Told told =
        new TestCall(BOOK).at("queue-left").without("tg/closed-menu").caller("say5 *");

    assertThat(told.story()).contains("leaves no-key of 5 s", "ends by end");
  }

  @Test
  void whenTheApologyIsMissingTooAPersonComesAtOnce() {
    TestCall.Told told =
        new TestCall(BOOK).at("work").without("tg/work-menu", "tg/too-many-errors").caller("");

    assertThat(told.way()).isEqualTo(TO_ANYBODY);
  }

  @Test
  void aSoundThatIsMissingElsewhereLeadsToAPersonWithAnApology() {
    TestCall.Told told =
        new TestCall(BOOK).at("family/lesson").without("tg/lesson-russian-1").caller("");

    assertThat(told.story())
        .containsSubsequence(
            "fails: no sound tg/lesson-russian-1",
            "hears too-many-errors (tg+ru)",
            "to queue-general 0 about general");
  }

  @Test
  void aMissingPrivacyTextDoesNotKeepACallerFromPeople() {
    TestCall.Told told =
        new TestCall(BOOK)
            .at("work/wages-operator")
            .without("ru/privacy")
            .speaking("ru")
            .caller("");

    assertThat(told.story())
        .contains("fails: no sound ru/privacy", "to queue-wages 0 about wages-not-paid-abroad");
  }

  @Test
  void withoutAnySoundEveryStepStillLeadsSomewhere() {
    String[] all =
        TestCall.prompts().names().stream()
            .flatMap(name -> java.util.stream.Stream.of("tg/" + name, "ru/" + name))
            .toArray(String[]::new);

    for (String script : BOOK.names()) {
      if (script.equals("twin")) {
        continue; // rung to hear a text: without sounds there is nothing to hear
      }
      for (String step : BOOK.script(script).orElseThrow().steps().keySet()) {
        TestCall.Told told =
            new TestCall(BOOK).at(script + "/" + step).without(all).caller("1 2 3");

        if (!Set.of(
                "cover",
                "goodbye",
                "survey",
                "about-you",
                "who-pays",
                "over",
                "missed",
                "wanted",
                "safe",
                "twin",
                "campaign",
                "campaign-last",
                "nobody")
            .contains(step)) {
          assertThat(told.way()).as(step).isInstanceOf(WayOut.ToQueue.class);
        }
      }
    }
  }

  @Test
  void afterTheCoverKeyNothingIsSaidEvenWhenTheCoverIsBroken() {
    TestCall.Told told =
        new TestCall(BOOK)
            .at("work")
            .without("tg/cover-autumn", "tg/cover-rates", "tg/goodbye")
            .caller("9");

    assertThat(told.way()).isEqualTo(new WayOut.Ended());
    assertThat(told.story()).noneMatch(line -> line.contains("too-many-errors"));
  }

  @Test
  void aStepThatThrowsLeadsToAPerson() {
    TestCall.Told told =
        new TestCall(BOOK)
            .at("family/story")
            .over(line -> new Broken(line, "story-two-brothers", false))
            .caller("");

    assertThat(told.story())
        .containsSubsequence(
            "fails: IllegalStateException",
            "hears too-many-errors (tg+ru)",
            "to queue-general 0 about general");
  }

  @Test
  void aLineThatCanDoNothingIsLeftToTheSafetyNet() {
    List<CallEvent> events = new ArrayList<>();
    ScriptRunner runner =
        new ScriptRunner(
            (call, at, event) -> events.add(event),
            Clock.fixed(TestCall.START, TestCall.SITE),
            "tg",
            Services.none());
    ScriptedCallLine line =
        new ScriptedCallLine(
            List.of(),
            Caller.silent(),
            ScriptedCallLine.Ear.none(),
            new VirtualClock(TestCall.START, TestCall.SITE),
            sound -> Optional.of(TestCall.PROMPT));
    ScriptBook.Entry hotline = BOOK.entry("hotline").orElseThrow();

    assertThatThrownBy(
            () ->
                runner.run(
                    new CallId("hamroh-1.1"),
                    hotline,
                    Optional.empty(),
                    new Broken(line, "welcome", true)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(events.getLast()).isEqualTo(new CallEvent.ScriptEnded("failed"));
  }

  @Test
  void whoNeverStopsPressingStarReachesAPersonAfterFiveHundredSteps() {
    List<Move> stars = Collections.nCopies(600, Move.of("*"));

    TestCall.Told told = new TestCall(BOOK).at("work").caller(stars);

    assertThat(told.events())
        .filteredOn(CallEvent.StepEntered.class::isInstance)
        .hasSize(ScriptRunner.MAX_STEPS);
    assertThat(told.story()).contains("fails: more than 500 steps");
    assertThat(told.way()).isEqualTo(TO_ANYBODY);
  }

  @Test
  void aMessageIsKeptWhenTheQuestionAboutItCannotBeAsked() {
    TestCall.Told told =
        new TestCall(BOOK).at("message/record").without("tg/message-confirm").caller("say8 *");

    assertThat(told.story())
        .containsSubsequence(
            "leaves message of 8 s",
            "fails: no sound tg/message-confirm",
            "to queue-general 0 about general");
  }

  @Test
  void aMessageIsNeverLongerThanThreeMinutes() {
    TestCall.Told told = new TestCall(BOOK).at("message/record").caller("say999 1");

    assertThat(told.story()).contains("leaves message of 180 s");
  }

  @Test
  void twoMessagesOfOneCallHaveTwoNames() {
    TestCall.Told first = new TestCall(BOOK).at("message/record").caller("say5 * 1");
    TestCall.Told later =
        new TestCall(BOOK, TestCall.START.plusSeconds(90))
            .at("queue-left/record")
            .caller("say5 * 1");

    assertThat(messageId(first)).isNotEqualTo(messageId(later)).matches("[A-Za-z0-9_-]+");
  }

  private static String messageId(TestCall.Told told) {
    return told.events().stream()
        .flatMap(
            event ->
                event instanceof CallEvent.MessageLeft e
                    ? java.util.stream.Stream.of(e.messageId())
                    : java.util.stream.Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  /// Throws when a sound is to be played, and, when it is broken for good, at every hand-over.
  private record Broken(CallLine line, String sound, boolean forGood) implements CallLine {
    @Override
    public void answer() {
      line.answer();
    }

    @Override
    public Heard play(List<Sound> sounds, Set<Character> stopKeys) {
      if (sounds.stream().anyMatch(one -> one.name().equals(sound))) {
        throw new IllegalStateException("a bug of ours");
      }
      return line.play(sounds, stopKeys);
    }

    @Override
    public Heard waitForKey(Duration timeout) {
      return line.waitForKey(timeout);
    }

    @Override
    public Recorded record(
        String messageId, Set<Character> stopKeys, Duration limit, Duration maxSilence) {
      return line.record(messageId, stopKeys, limit, maxSilence);
    }

    @Override
    public Heard playRecording(String messageId, Set<Character> stopKeys) {
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
      if (forGood) {
        throw new IllegalStateException("the socket is closed");
      }
      line.handToQueue(queue, priority);
    }

    @Override
    public void hangUp() {
      line.hangUp();
    }
  }
}
