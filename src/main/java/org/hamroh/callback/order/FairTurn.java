package org.hamroh.callback.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hamroh.callback.Callback;
import org.hamroh.callback.CallbackKind;
import org.hamroh.callback.CallbackState;
import org.hamroh.callback.Turn;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.WaitingCaller;

/// Gives turns by [FairOrder] to those who want an operator, with the queues as the PBX shows them;
/// while it does not show them nobody is rung for an operator. Whoever needs none is rung in the
/// order of asking.
public final class FairTurn implements Turn, AutoCloseable {

  /// Between the key and the queue lie a word about privacy and a moment; who takes longer is
  /// somewhere else.
  private static final Duration TO_THE_QUEUE = Duration.ofSeconds(60);

  private final Supplier<QueuePicture> queues;
  private final Holds holds;
  private final FairOrder order = new FairOrder();

  /// Who has had an operator, and may still be on the line: a survey follows the talk.
  private final Set<Long> served = new HashSet<>();

  private final CanHelp canHelp;

  /// Whether an operator may be given those who wait for this queue, in this language.
  @FunctionalInterface
  public interface CanHelp {
    boolean test(String queue, String language, String operator);
  }

  /// Where everybody can help everybody.
  public FairTurn(Supplier<QueuePicture> queues, Holds holds) {
    this(queues, holds, (queue, language, operator) -> true);
  }

  public FairTurn(Supplier<QueuePicture> queues, Holds holds, CanHelp canHelp) {
    this.queues = queues;
    this.holds = holds;
    this.canHelp = canHelp;
  }

  @Override
  public List<Callback> now(List<Callback> due, List<Callback> busy, int lines, Instant now) {
    QueuePicture picture = queues.get();
    List<InLine> line = line(picture, due, rung(picture, busy, now));
    List<Operator> operators = operators(picture, Set.of());
    FairOrder.Fits fits = fits(picture, due, busy);
    Set<String> held = holds.set(order.plan(line, operators, fits).hold(), names(operators), now);
    Set<String> dial = new HashSet<>(order.plan(line, operators(picture, held), fits).dial());
    return due.stream()
        .filter(one -> !now.isBefore(one.notBefore()) && now.isBefore(one.until()))
        .filter(
            one -> !one.kind().wantsOperator() || picture.live() && dial.contains(place(one).id()))
        .sorted(Comparator.comparing(FairTurn::place))
        .limit(lines)
        .toList();
  }

  private record Need(String queue, String language) {}

  private FairOrder.Fits fits(QueuePicture picture, List<Callback> due, List<Callback> busy) {
    Map<String, Need> needs = new HashMap<>();
    picture
        .waiting()
        .values()
        .forEach(one -> needs.put(place(one).id(), new Need(one.queue(), one.language())));
    due.forEach(one -> needs.put(place(one).id(), new Need(one.queue(), one.language())));
    busy.forEach(one -> needs.put(place(one).id(), new Need(one.queue(), one.language())));
    return (one, operator) -> {
      Need need = needs.get(one.place().id());
      return need == null || canHelp.test(need.queue(), need.language(), operator.name());
    };
  }

  /// A chosen hour is when the waiting begins: who asked for the morning yesterday is not before
  /// everybody who rings in the morning.
  public static Place place(Callback one) {
    boolean booked = one.kind() == CallbackKind.BOOKED && one.notBefore().isAfter(one.askedAt());
    return new Place(
        one.kind() == CallbackKind.DANGER,
        Math.clamp(one.priority(), 0, Place.MOST_PRIORITY),
        booked ? one.notBefore() : one.askedAt(),
        "callback-" + one.id());
  }

  /// Those who have been rung and still need an operator, by id.
  private Map<Long, Callback> rung(QueuePicture picture, List<Callback> busy, Instant now) {
    Map<Long, Callback> rung = new HashMap<>();
    busy.stream().filter(one -> one.kind().wantsOperator()).forEach(one -> rung.put(one.id(), one));
    picture.talking().keySet().forEach(call -> call.callback().ifPresent(served::add));
    served.retainAll(rung.keySet());
    rung.keySet().removeAll(served);
    Set<Long> inQueue = new HashSet<>();
    picture.waiting().keySet().forEach(call -> call.callback().ifPresent(inQueue::add));
    rung.values()
        .removeIf(
            one ->
                one.state() == CallbackState.CONNECTED
                    && !inQueue.contains(one.id())
                    && now.isAfter(one.changedAt().plus(TO_THE_QUEUE)));
    return rung;
  }

  private static List<InLine> line(
      QueuePicture picture, List<Callback> due, Map<Long, Callback> rung) {
    List<InLine> line = new ArrayList<>();
    for (WaitingCaller caller : picture.waiting().values()) {
      Callback answered =
          caller.call().callback().isPresent()
              ? rung.remove(caller.call().callback().getAsLong())
              : null;
      if (!caller.ringing().isEmpty()) {
        continue; // has an operator, who is not counted either
      }
      line.add(
          answered == null
              ? new InLine.OnTheLine(place(caller))
              : new InLine.Answered(place(caller)));
    }
    rung.values().forEach(one -> line.add(new InLine.Ringing(place(one))));
    due.stream()
        .filter(one -> one.kind().wantsOperator())
        .forEach(one -> line.add(new InLine.ToRing(place(one))));
    return line;
  }

  private static Place place(WaitingCaller caller) {
    String id = caller.call().value();
    if (caller.priority() != 0) {
      return Place.ofWeight(caller.priority(), id);
    }
    boolean danger = caller.queue().equals("queue-danger");
    return new Place(danger, danger ? Place.MOST_PRIORITY : 0, caller.since(), id); // not told yet
  }

  private static Set<String> names(List<Operator> operators) {
    Set<String> names = new HashSet<>();
    operators.forEach(one -> names.add(one.name()));
    return names;
  }

  /// Who rests or talks is counted as coming: whoever they are for must be settled before they are
  /// there. Mobiles on call are for callers whom nobody at a desk can serve.
  private static List<Operator> operators(QueuePicture picture, Set<String> held) {
    return picture.operatorsInOrder().stream()
        .filter(QueueMember::atDesk)
        .filter(
            one ->
                switch (one.state()) {
                  case UNREGISTERED, RINGING -> false;
                  case IDLE, TALKING, WRAP_UP, PAUSED -> true;
                })
        .map(
            one ->
                new Operator(
                    one.operator(),
                    one.state() == QueueMember.State.IDLE,
                    held.contains(one.operator())))
        .toList();
  }

  @Override
  public void close() {
    holds.close();
  }
}
