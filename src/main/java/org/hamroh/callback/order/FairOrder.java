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

  /// Who may be given whom; everybody, when all can do the same.
  @FunctionalInterface
  public interface Fits {
    boolean test(InLine one, Operator operator);
  }

  /// Where every operator fits everybody.
  public Plan plan(List<InLine> line, List<Operator> operators) {
    return plan(line, operators, (one, operator) -> true);
  }

  /// Goes through the line and gives each the operator who fits: who needs a held one gets one that
  /// is held already where there is, the others one that is not. Whom nobody fits keeps nobody.
  ///
  /// @param line      everybody, in any order
  /// @param operators who could take a call now or soon
  public Plan plan(List<InLine> line, List<Operator> operators, Fits fits) {
    List<InLine> inOrder = new ArrayList<>(line);
    inOrder.sort(Comparator.comparing(InLine::place, order));
    List<Operator> idle =
        new ArrayList<>(
            operators.stream()
                .filter(Operator::idle)
                .sorted(
                    Comparator.comparing((Operator one) -> !one.held())
                        .thenComparing(Operator::name))
                .toList());
    Set<String> holds = new HashSet<>();
    List<InLine> served = new ArrayList<>();
    boolean nextIsSettled = false;
    for (InLine one : inOrder) {
      List<Operator> fit = idle.stream().filter(free -> fits.test(one, free)).toList();
      if (!fit.isEmpty()) {
        Operator own = needsHold(one) ? fit.getFirst() : fit.getLast();
        idle.remove(own);
        served.add(one);
        if (needsHold(one)) {
          holds.add(own.name());
        }
      } else if (!nextIsSettled && operators.stream().anyMatch(who -> fits.test(one, who))) {
        nextIsSettled = true;
        if (needsHold(one)) {
          holds.addAll(comingFor(one, operators, fits));
        }
      }
    }
    return new Plan(holds, dial(inOrder, served, operators));
  }

  /// Of those who will be idle all or none: whoever is ready first is for the next in line.
  private static List<String> comingFor(InLine one, List<Operator> operators, Fits fits) {
    return operators.stream()
        .filter(who -> !who.idle() && fits.test(one, who))
        .map(Operator::name)
        .toList();
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
