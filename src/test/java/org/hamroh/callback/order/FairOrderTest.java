package org.hamroh.callback.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// One line by first arrival.
final class FairOrderTest {

  private static final Instant TEN = Instant.parse("2026-11-22T05:00:00Z");
  private final FairOrder order = new FairOrder();

  private static Place at(int minute, String id) {
    return new Place(false, 0, TEN.plus(Duration.ofMinutes(minute)), id);
  }

  @Example
  void operatorAtWorkIsHeldForTheCallBackThatCameFirst() {
    List<InLine> line =
        List.of(new InLine.OnTheLine(at(1, "caller")), new InLine.ToRing(at(0, "back")));

    Plan plan = order.plan(line, List.of(new Operator("op1", false, false)));

    assertThat(plan).isEqualTo(new Plan(Set.of("op1"), List.of()));
  }

  @Example
  void heldOperatorWhoIsIdleLetsTheCallBackBeRung() {
    List<InLine> line =
        List.of(new InLine.OnTheLine(at(1, "caller")), new InLine.ToRing(at(0, "back")));

    Plan plan = order.plan(line, List.of(new Operator("op1", true, true)));

    assertThat(plan).isEqualTo(new Plan(Set.of("op1"), List.of("back")));
  }

  @Example
  void callerWhoCameFirstGetsTheOperatorBeforeTheCallBack() {
    List<InLine> line =
        List.of(new InLine.OnTheLine(at(0, "caller")), new InLine.ToRing(at(1, "back")));

    Plan plan = order.plan(line, List.of(new Operator("op1", true, true)));

    assertThat(plan).isEqualTo(new Plan(Set.of(), List.of()));
  }

  @Example
  void whomNobodyFitsKeepsNobodyFromTheOthers() {
    List<InLine> line =
        List.of(new InLine.ToRing(at(0, "asks-for-a-woman")), new InLine.ToRing(at(1, "back")));
    FairOrder.Fits men = (one, operator) -> one.place().id().equals("back");

    Plan plan = order.plan(line, List.of(new Operator("op1", true, true)), men);

    assertThat(plan).isEqualTo(new Plan(Set.of("op1"), List.of("back")));
  }

  @Example
  void callBackHoldsWhoFitsNotWhoIsFirst() {
    List<InLine> line = List.of(new InLine.ToRing(at(0, "back")));
    FairOrder.Fits onlyTheSecond = (one, operator) -> operator.name().equals("op2");

    Plan plan =
        order.plan(
            line,
            List.of(new Operator("op1", true, true), new Operator("op2", true, false)),
            onlyTheSecond);

    assertThat(plan.hold()).containsExactly("op2");
  }

  @Example
  void dangerIsRungFirstHoweverLateItCame() {
    InLine danger = new InLine.ToRing(new Place(true, 0, TEN.plus(Duration.ofHours(1)), "danger"));
    List<InLine> line = List.of(new InLine.ToRing(at(0, "back")), danger);

    Plan plan = order.plan(line, List.of(new Operator("op1", true, true)));

    assertThat(plan.dial()).containsExactly("danger");
  }

  @Example
  void whoWaitsLongerThanTheHeadStartComesBeforeThePriority() {
    Place usual = at(0, "usual");
    Place soon = new Place(false, 10, TEN.plus(Duration.ofMinutes(9)), "soon");
    Place late = new Place(false, 10, TEN.plus(Duration.ofMinutes(11)), "late");

    List<Place> places = new ArrayList<>(List.of(late, usual, soon));
    places.sort(null);

    assertThat(places).containsExactly(soon, usual, late);
  }

  @Property(tries = 2_000)
  void neverMoreCallBacksThanIdleHeldOperators(
      @ForAll("lines") List<InLine> line, @ForAll("desks") List<Operator> operators) {
    Plan plan = order.plan(line, operators);

    long ringing = line.stream().filter(one -> one instanceof InLine.Ringing).count();
    long ready = operators.stream().filter(one -> one.idle() && one.held()).count();
    assertThat(plan.dial().size()).isLessThanOrEqualTo((int) Math.max(0, ready - ringing));
  }

  @Property(tries = 2_000)
  void nobodyWhoIsRungOvertakesAnybody(
      @ForAll("lines") List<InLine> line, @ForAll("desks") List<Operator> operators) {
    Plan plan = order.plan(line, operators);

    long idle = operators.stream().filter(Operator::idle).count();
    for (String id : plan.dial()) {
      Place rung =
          line.stream().map(InLine::place).filter(p -> p.id().equals(id)).findFirst().orElseThrow();
      long ahead = line.stream().filter(one -> one.place().compareTo(rung) < 0).count();
      assertThat(ahead).as("each before has an idle operator, too").isLessThan(idle);
      assertThat(
              line.stream()
                  .filter(one -> one instanceof InLine.ToRing && one.place().compareTo(rung) < 0)
                  .map(one -> one.place().id()))
          .as("and is rung, too, when that is what they wait for")
          .allMatch(plan.dial()::contains);
    }
  }

  @Property(tries = 2_000)
  void nobodyIsHeldWhenTheNextInLineIsOnTheTelephone(
      @ForAll("lines") List<InLine> line, @ForAll("desks") List<Operator> operators) {
    List<InLine> sorted = new ArrayList<>(line);
    sorted.sort((a, b) -> a.place().compareTo(b.place()));
    long idle = operators.stream().filter(Operator::idle).count();
    long callers =
        sorted.stream()
            .limit(idle)
            .filter(one -> one instanceof InLine.OnTheLine && !one.place().danger())
            .count();

    Plan plan = order.plan(line, operators);

    Set<String> freeForCallers = new HashSet<>();
    operators.stream().filter(Operator::idle).forEach(one -> freeForCallers.add(one.name()));
    freeForCallers.removeAll(plan.hold());
    assertThat(freeForCallers.size()).isGreaterThanOrEqualTo((int) callers);
  }

  @Provide
  Arbitrary<List<InLine>> lines() {
    Arbitrary<Place> place =
        Combinators.combine(
                Arbitraries.of(false, false, false, true),
                Arbitraries.of(0, 0, 0, 10),
                Arbitraries.integers().between(0, 3_600),
                Arbitraries.strings().alpha().ofLength(6))
            .as(
                (danger, priority, second, id) ->
                    new Place(danger, priority, TEN.plusSeconds(second), id));
    return Combinators.combine(place, Arbitraries.integers().between(0, 3))
        .<InLine>as(
            (where, kind) ->
                switch (kind) {
                  case 0 -> new InLine.OnTheLine(where);
                  case 1 -> new InLine.ToRing(where);
                  case 2 -> new InLine.Ringing(where);
                  default -> new InLine.Answered(where);
                })
        .list()
        .uniqueElements(one -> one.place().id())
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Operator>> desks() {
    return Combinators.combine(
            Arbitraries.of("op1", "op2", "op3", "op4", "op5"),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Operator::new)
        .list()
        .uniqueElements(Operator::name)
        .ofMaxSize(5);
  }
}
