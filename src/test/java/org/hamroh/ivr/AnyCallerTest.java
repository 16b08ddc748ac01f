package org.hamroh.ivr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hamroh.call.CallEvent;
import org.hamroh.ivr.Caller.Move;
import org.hamroh.ivr.outside.KnownCallers.Dropped;

/// Whatever keys a caller presses, the line never fails, never goes on for ever, and the caller
/// ends with a person, after a good-bye, or by hanging up.
final class AnyCallerTest {

  private static final ScriptBook BOOK = TestCall.shipped();

  @Property(tries = 2000)
  void everyCallHasOneGoodEnd(@ForAll("entries") String entry, @ForAll("moves") List<Move> moves) {
    hasOneGoodEnd(new TestCall(BOOK).at(entry).caller(moves), moves);
  }

  @Property(tries = 2000)
  void soHasEveryCallWhenTheWholeHotlineWorks(
      @ForAll("entries") String entry,
      @ForAll("moves") List<Move> moves,
      @ForAll("manners") TestServices services) {
    TestCall.Told told = new TestCall(BOOK).keeping("union").with(services).at(entry).caller(moves);

    hasOneGoodEnd(told, moves);
    assertThat(told.events())
        .filteredOn(CallEvent.CallbackBooked.class::isInstance)
        .hasSameSizeAs(
            told.story().stream().filter(line -> line.startsWith("books a call")).toList());
  }

  private static void hasOneGoodEnd(TestCall.Told told, List<Move> moves) {

    assertThat(told.events().getLast()).isEqualTo(new CallEvent.ScriptEnded(told.way().word()));
    assertThat(told.events()).filteredOn(CallEvent.ScriptEnded.class::isInstance).hasSize(1);
    assertThat(told.events())
        .filteredOn(CallEvent.StepEntered.class::isInstance)
        .hasSizeLessThanOrEqualTo(ScriptRunner.MAX_STEPS);
    assertThat(told.events()).noneMatch(CallEvent.StepFailed.class::isInstance);
    assertThat(told.events())
        .filteredOn(CallEvent.MessageLeft.class::isInstance)
        .doesNotHaveDuplicates();
    switch (told.way()) {
      case WayOut.ToQueue to ->
          assertThat(told.events().get(told.events().size() - 2))
              .isEqualTo(
                  new CallEvent.HandedToQueue(
                      to.queue().queue(), to.queue().priority(), to.queue().reason()));
      case WayOut.Ended ended ->
          assertThat(told.story())
              .anyMatch(
                  line ->
                      line.contains("goodbye")
                          || line.equals("step over")
                          || line.equals("step nobody"));
      case WayOut.CallerLeft left -> assertThat(moves).contains(new Move.HangUp());
    }
  }

  @Provide
  Arbitrary<TestServices> manners() {
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("away", "books", "withheld", "refuses"),
            Arbitraries.of("away", "open", "open-some-day", "referred", "closed", "not-found"),
            Arbitraries.of("away", "sends", "refuses"),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(
                    new Dropped("work/wages", ""),
                    new Dropped("gone/gone", ""),
                    new Dropped("", "queue-wages"))
                .optional())
        .as(
            (speaks, callbacks, cases, texts, items, dropped) ->
                new TestServices(
                    TestServices.usual().known(),
                    dropped,
                    speaks,
                    callbacks,
                    cases,
                    new TestOutside(texts, "away", items)));
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<String> keys = Arbitraries.of("1", "2", "3", "4", "1", "2", "3", "4", "*", "#");
    Arbitrary<String> rare =
        Arbitraries.of("0", "5", "6", "7", "8", "9", "~1", "~*", "-", "say5", "x");
    return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, keys), net.jqwik.api.Tuple.of(1, rare))
        .map(Move::of)
        .list()
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<String> entries() {
    return Arbitraries.of(
        BOOK.names().stream()
            .flatMap(
                script ->
                    BOOK.script(script).orElseThrow().steps().keySet().stream()
                        .map(step -> script + "/" + step))
            .toList());
  }
}
