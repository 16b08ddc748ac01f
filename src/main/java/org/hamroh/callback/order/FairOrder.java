package org.hamroh.callback.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who is next, when callers who wait on the telephone and people who wait to be rung stand in one
/// line. Pure.
///
/// The PBX gives every free operator to a waiting caller within a second, and ringing somebody
/// takes half a minute: without more, whoever stays on the telephone overtakes everybody who let
/// go. So an operator whose turn is a call-back's is held first, and only what a held and idle
/// operator waits for is rung. That also bounds the call-backs by the operators who can take them.
/// How likely a telephone is answered plays no part: to ring more than can be taken would leave
/// people who answered without anybody.
public final class FairOrder {

  private final Comparator<Place> order;

  public FairOrder() {
    this(Comparator.naturalOrder());
  }

  /// For tests, which show that another order is found out.
  FairOrder(Comparator<Place> order) {
    this.order = order;
  }

  /// @param line      everybody, in any order
  /// @param operators who could take a call now or soon
  public Plan plan(List<InLine> line, List<Operator> operators) {
    List<InLine> inOrder = new ArrayList<>(line);
    inOrder.sort(Comparator.comparing(InLine::place, order));
    int idle = (int) operators.stream().filter(Operator::idle).count();
    List<InLine> served = inOrder.subList(0, Math.min(idle, inOrder.size()));
    int ownOperators = (int) served.stream().filter(FairOrder::needsHold).count();
    boolean nextNeedsHold = inOrder.size() > idle && needsHold(inOrder.get(idle));
    return new Plan(
        holds(operators, ownOperators, nextNeedsHold), dial(inOrder, served, operators));
  }

  /// Whoever may be given a held operator is counted as if they had to: else they would take one
  /// that is held for somebody else, and leave theirs to who came later.
  private static boolean needsHold(InLine one) {
    return switch (one) {
      case InLine.OnTheLine caller -> caller.place().danger();
      case InLine.ToRing toRing -> true;
      case InLine.Ringing ringing -> true;
      case InLine.Answered answered -> true;
    };
  }

  /// Of those who are idle as many as call-backs have their turn; of those who will be, all or
  /// none: whoever is ready first is for the next in line.
  private static Set<String> holds(List<Operator> operators, int idleToHold, boolean allOthers) {
    Set<String> holds = new HashSet<>();
    operators.stream()
        .filter(Operator::idle)
        .sorted(Comparator.comparing((Operator one) -> !one.held()).thenComparing(Operator::name))
        .limit(idleToHold)
        .forEach(one -> holds.add(one.name()));
    if (allOthers) {
      operators.stream().filter(one -> !one.idle()).forEach(one -> holds.add(one.name()));
    }
    return holds;
  }

  private static List<String> dial(
      List<InLine> all, List<InLine> served, List<Operator> operators) {
    long ready = operators.stream().filter(one -> one.idle() && one.held()).count();
    long ringing = all.stream().filter(one -> one instanceof InLine.Ringing).count();
    return served.stream()
        .filter(one -> one instanceof InLine.ToRing)
        .limit(Math.max(0, ready - ringing))
        .map(one -> one.place().id())
        .toList();
  }
}
