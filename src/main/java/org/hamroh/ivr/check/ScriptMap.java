package org.hamroh.ivr.check;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.ReadScript;
import org.hamroh.ivr.step.AskHours;
import org.hamroh.ivr.step.Branch;
import org.hamroh.ivr.step.HangUp;
import org.hamroh.ivr.step.Menu;
import org.hamroh.ivr.step.Step;
import org.hamroh.ivr.step.Step.Way;
import org.hamroh.ivr.step.Target;
import org.hamroh.ivr.step.ToQueue;

/// All scripts together, as a caller can walk through them.
final class ScriptMap {

  private final Map<String, ReadScript> scripts = new LinkedHashMap<>();

  ScriptMap(List<ReadScript> read) {
    read.forEach(one -> scripts.put(one.script().name(), one));
  }

  Collection<ReadScript> all() {
    return scripts.values();
  }

  /// Where a step stands.
  Optional<Target> place(Step wanted) {
    for (ReadScript one : scripts.values()) {
      if (one.script().steps().get(wanted.name()) == wanted) {
        return Optional.of(new Target(one.script().name(), wanted.name()));
      }
    }
    return Optional.empty();
  }

  Set<String> names() {
    return scripts.keySet();
  }

  Optional<Step> step(Target target) {
    return Optional.ofNullable(scripts.get(target.script()))
        .flatMap(found -> found.script().step(target.step()));
  }

  /// Where a caller ends who presses nothing from here on; nowhere when that goes in a circle.
  Optional<Step> silentEnd(Target from) {
    Set<Target> met = new LinkedHashSet<>();
    Target at = from;
    while (met.add(at)) {
      Optional<Step> step = step(at);
      if (step.isEmpty() || step.get() instanceof ToQueue || step.get() instanceof HangUp) {
        return step;
      }
      Optional<Way> silent = silentWay(step.get());
      if (silent.isEmpty()) {
        return Optional.empty();
      }
      at = silent.get().to();
    }
    return Optional.empty();
  }

  /// Whether a caller who presses nothing can come back to where they have been: where the hour or
  /// the caller decides, every way counts.
  boolean goesRound(Target from) {
    return goesRound(from, new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  /// @param behind where they come from
  /// @param good   steps from which it is known that they do not
  private boolean goesRound(Target at, Set<Target> behind, Set<Target> good) {
    if (good.contains(at)) {
      return false;
    }
    if (!behind.add(at)) {
      return true;
    }
    boolean round = false;
    Optional<Step> step = step(at);
    if (step.isPresent()) {
      Step here = step.get();
      List<Way> ways =
          here instanceof AskHours || here instanceof Branch
              ? here.ways()
              : silentWay(here).stream().toList();
      round = ways.stream().anyMatch(way -> goesRound(way.to(), behind, good));
    }
    behind.remove(at);
    good.add(at);
    return round;
  }

  /// The last way of a step that needs no key: what silence leads to.
  static Optional<Way> silentWay(Step step) {
    return step.ways().stream().filter(way -> !way.byKey()).reduce((first, last) -> last);
  }

  /// The menus that a caller can meet first from here: the hour, the holiday or the caller may
  /// decide which.
  Set<Menu> firstMenus(Target from) {
    Set<Menu> menus = new LinkedHashSet<>();
    Set<Target> met = new LinkedHashSet<>(Set.of(from));
    Deque<Target> left = new ArrayDeque<>(met);
    while (!left.isEmpty()) {
      Optional<Step> step = step(left.removeFirst());
      if (step.isPresent() && step.get() instanceof Menu menu) {
        menus.add(menu);
      } else {
        step.stream()
            .flatMap(one -> one.ways().stream())
            .filter(way -> !way.byKey())
            .map(Way::to)
            .filter(met::add)
            .forEach(left::addLast);
      }
    }
    return menus;
  }

  boolean leadsToAnEnd(Target from) {
    return reachable(Set.of(from)).stream()
        .map(this::step)
        .flatMap(Optional::stream)
        .anyMatch(step -> step instanceof ToQueue || step instanceof HangUp);
  }

  Set<Target> reachable(Set<Target> from) {
    Set<Target> reached = new LinkedHashSet<>(from);
    Deque<Target> left = new ArrayDeque<>(from);
    while (!left.isEmpty()) {
      step(left.removeFirst())
          .ifPresent(
              step ->
                  step.ways().stream().map(Way::to).filter(reached::add).forEach(left::addLast));
    }
    return reached;
  }

  /// How a script names a step: its own without the script.
  static String shown(Target target, ReadScript home) {
    return target.script().equals(home.script().name()) ? target.step() : target.toString();
  }
}
