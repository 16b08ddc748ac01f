package org.hamroh.ivr.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hamroh.ivr.Everywhere;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.Script;
import org.hamroh.ivr.step.HangUp;
import org.hamroh.ivr.step.Menu;
import org.hamroh.ivr.step.Prompt;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Step.Way;
import org.hamroh.ivr.step.Target;
import org.hamroh.ivr.step.ToQueue;
import org.hamroh.yaml.Problems;

/// Every way leads somewhere: to a person by key 0, to an end in silence, never round in a circle;
/// every step can be reached, and no menu lies so deep that nobody finds it.
final class WayCheck {

  /// Keys from the main menu to the last menu that callers still find.
  private static final int DEEPEST = 3;

  private final ScriptMap map;
  private final Problems problems;

  WayCheck(ScriptMap map, Problems problems) {
    this.map = map;
    this.problems = problems;
  }

  void check() {
    map.all().forEach(this::checkWays);
    checkReached();
    checkDepth();
  }

  private void checkWays(ReadScript one) {
    Script script = one.script();
    if (map.silentEnd(script.everywhere().operator()).filter(ToQueue.class::isInstance).isEmpty()) {
      one.wrong(
          "everywhere/0",
          "leads to no person: nothing there hands the caller to a queue",
          "let it lead to a queue step",
          problems);
    }
    if (map.silentEnd(script.everywhere().cover()).filter(HangUp.class::isInstance).isEmpty()) {
      one.wrong(
          "everywhere/9",
          "does not end the call: who came near could hear what it is about",
          "let it lead to a hangup step",
          problems);
    }
    for (Menu menu : map.firstMenus(script.everywhere().mainMenu())) {
      if (!dangerComesFirst(menu)) {
        one.wrong(
            "everywhere/#",
            "leads to the menu " + menu.name() + ", where key 1 does not mean danger",
            "let key 1 of the main menu lead to an urgent queue",
            problems);
      }
    }
    for (Step step : script.steps().values()) {
      Target here = new Target(script.name(), step.name());
      if (map.silentEnd(here).isEmpty() || map.goesRound(here)) {
        one.wrong(
            step.name(),
            step.ways().isEmpty() ? "" : step.ways().getLast().field(),
            "leads a caller who presses nothing round in a circle",
            "let it end at a queue, or at a hangup",
            problems);
      }
      if (!map.leadsToAnEnd(here)) {
        one.wrong(
            step.name(),
            step.ways().getFirst().field(),
            "is a dead end: no queue and no hangup can be reached from here",
            "give one of its keys such a way",
            problems);
      }
    }
  }

  /// Danger is what key 1 means when it leads to an urgent queue without any further key.
  private boolean dangerComesFirst(Menu menu) {
    Target first = menu.keys().get('1');
    return first != null
        && map.silentEnd(first).filter(end -> end instanceof ToQueue q && q.urgent()).isPresent();
  }

  private void checkReached() {
    Set<Target> doors = new LinkedHashSet<>();
    for (ReadScript one : map.all()) {
      Script script = one.script();
      doors.add(new Target(script.name(), script.first().name()));
      script.entries().forEach(entry -> doors.add(new Target(script.name(), entry)));
      Everywhere everywhere = script.everywhere();
      doors.add(everywhere.operator());
      doors.add(everywhere.mainMenu());
      doors.add(everywhere.cover());
    }
    Set<Target> reached = map.reachable(doors);
    for (ReadScript one : map.all()) {
      for (String step : one.script().steps().keySet()) {
        if (!reached.contains(new Target(one.script().name(), step))) {
          one.wrong(step, "", "is never reached", "let a step lead here, or take it out", problems);
        }
      }
    }
  }

  /// What tells its content before the choices is where callers wanted to go, not one more level.
  private static boolean isOnlyChoices(Menu menu) {
    return menu.intro().stream().allMatch(Prompt::once);
  }

  /// Every key that a caller has to find is a chance to give up.
  private void checkDepth() {
    Map<Target, Integer> keys = new HashMap<>();
    Deque<Target> left = new ArrayDeque<>();
    for (ReadScript one : map.all()) {
      for (Menu menu : map.firstMenus(one.script().everywhere().mainMenu())) {
        map.place(menu)
            .ifPresent(
                at -> {
                  if (keys.putIfAbsent(at, 0) == null) {
                    left.addLast(at);
                  }
                });
      }
    }
    while (!left.isEmpty()) {
      Target at = left.removeFirst();
      int here = keys.getOrDefault(at, 0);
      for (Way way : map.step(at).map(Step::ways).orElse(java.util.List.of())) {
        int there = here + (way.byKey() ? 1 : 0);
        Integer known = keys.get(way.to());
        if (known == null || there < known) {
          keys.put(way.to(), there);
          left.addLast(way.to());
        }
      }
    }
    for (ReadScript one : map.all()) {
      for (Step step : one.script().steps().values()) {
        int depth = keys.getOrDefault(new Target(one.script().name(), step.name()), 0);
        if (step instanceof Menu menu && isOnlyChoices(menu) && depth > DEEPEST) {
          one.warn(
              step.name(),
              "",
              "lies " + depth + " keys below the main menu",
              "bring it within " + DEEPEST + "; few callers find what lies deeper",
              problems);
        }
      }
    }
  }
}
