package org.hamroh.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hamroh.call.ToldEvent.Source;

/// The script and the PBX tell of a call on ways of their own, and some things twice.
final class CallRecordOrderTest {

  @Property(tries = 300)
  void orderOfArrivalAndRepetitionChangeNothing(
      @ForAll("storiesOfACall") List<ToldEvent> story, @ForAll long seed) {
    CallRecord once = CallRecord.of(CallRecordTest.CALL, story);

    List<ToldEvent> again = new ArrayList<>(story);
    again.addAll(story.subList(0, story.size() / 2));
    Collections.shuffle(again, new Random(seed));

    assertThat(CallRecord.of(CallRecordTest.CALL, again)).isEqualTo(once);
  }

  @Provide
  static Arbitrary<List<ToldEvent>> storiesOfACall() {
    Arbitrary<CallEvent> event =
        Arbitraries.of(
            new CallEvent.CallStarted(CallRecordTest.CALLER, "TJ", "700", "PJSIP/demo-00000001"),
            new CallEvent.CallStarted(null, "", "704", "PJSIP/demo-00000002"),
            new CallEvent.ScriptStarted("hotline", "0123456789ab"),
            new CallEvent.LanguageChosen("tg", false),
            new CallEvent.LanguageChosen("ru", true),
            new CallEvent.StepEntered("hotline", "main"),
            new CallEvent.StepEntered("hotline", "wages"),
            CallRecordTest.heard(false, Duration.ofSeconds(9), "main-menu"),
            CallRecordTest.heard(true, Duration.ofSeconds(12), "wages-info-1"),
            new CallEvent.KeyPressed("main", "3"),
            new CallEvent.WrongKeyPressed("main", "7"),
            new CallEvent.SilenceHeard("main"),
            new CallEvent.CoverKeyPressed("main"),
            new CallEvent.MessageLeft("m-1", "message", Duration.ofSeconds(3)),
            new CallEvent.HandedToQueue("queue-wages", 0, "chosen"),
            new CallEvent.StepFailed("main", "MissingSound"),
            new CallEvent.ScriptEnded("queue"),
            new CallEvent.ScriptEnded("hangup"),
            new CallEvent.LegStarted("PJSIP/demo-00000001", true, "700"),
            new CallEvent.LegAnswered("PJSIP/demo-00000001", true),
            new CallEvent.LegEnded("PJSIP/op1-00000001", false, 16),
            new CallEvent.SafetyNetEntered("server-died"),
            new CallEvent.QueueEntered("queue-wages", 2),
            new CallEvent.OperatorRang("op2", Duration.ofSeconds(20)),
            new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(7)),
            new CallEvent.TalkEnded("op1", Duration.ofSeconds(70), false),
            new CallEvent.QueueLeft("queue-wages", "abandoned", Duration.ofSeconds(8)),
            new CallEvent.CallEnded());
    Arbitrary<ToldEvent> told =
        Combinators.combine(
                Arbitraries.integers().between(0, 5),
                Arbitraries.of(Source.values()),
                Arbitraries.longs().between(0, 1_000_000),
                event)
            .as(
                (second, source, ordinal, one) ->
                    new ToldEvent(
                        CallRecordTest.CALL,
                        CallRecordTest.START.plusSeconds(second),
                        source,
                        ordinal,
                        one));
    return told.list().ofMinSize(1).ofMaxSize(40);
  }
}
