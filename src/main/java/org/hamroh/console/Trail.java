package org.hamroh.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hamroh.call.CallEvent;
import org.hamroh.call.ToldEvent;

/// The way of a caller through the menus, as an operator needs it: where somebody has listened or
/// chosen, without the steps that only switch.
///
/// @param stations    in order, the last ones when there are many
/// @param shortened   whether earlier ones are left out
/// @param reason      why the script gave the caller to a queue; empty when it did not
/// @param dangerKey   whether the caller asked for help out of danger
/// @param covered     whether somebody came near: the cover key was pressed
/// @param cannotSpeak whether keys answer the operator
public record Trail(
    List<Station> stations,
    boolean shortened,
    String reason,
    boolean dangerKey,
    boolean covered,
    boolean cannotSpeak) {

  /// More do not help anybody who has a second to read.
  private static final int MOST_STATIONS = 8;

  /// Prompts that tell nothing of what the caller wants to know.
  private static final Set<String> ABOUT_THE_SERVICE =
      Set.of(
          "welcome",
          "language-choice",
          "language-hint",
          "keys-hint",
          "privacy",
          "charge-notice",
          "charge-missed-call",
          "no-input",
          "invalid",
          "retry",
          "back",
          "connect",
          "minor-notice",
          "queue-enter",
          "queue-position",
          "queue-wait",
          "queue-wait-range",
          "queue-wait-under",
          "queue-wait-over",
          "queue-abroad",
          "queue-slower",
          "queue-still",
          "goodbye");

  static Trail of(List<ToldEvent> events) {
    Walk walk = new Walk();
    events.forEach(told -> walk.take(told.event()));
    return walk.trail();
  }

  private static final class Walk {
    private final List<Station> stations = new ArrayList<>();
    private String step = "";
    private final Set<String> prompts = new LinkedHashSet<>();
    private Duration heard = Duration.ZERO;
    private boolean cut;
    private boolean chose;
    private String reason = "";
    private boolean dangerKey;
    private boolean covered;
    private boolean cannotSpeak;

    void take(CallEvent event) {
      switch (event) {
        case CallEvent.StepEntered entered -> {
          leave();
          step = entered.step();
        }
        case CallEvent.PromptHeard told -> {
          heard = heard.plus(told.heard());
          cut |= told.cut();
          told.prompts().stream()
              .filter(name -> !name.endsWith("-menu") && !ABOUT_THE_SERVICE.contains(name))
              .forEach(prompts::add);
        }
        case CallEvent.KeyPressed key -> chose = true;
        case CallEvent.HandedToQueue handed -> {
          reason = handed.reason();
          dangerKey |= handed.queue().equals(ConsoleView.DANGER);
        }
        case CallEvent.CoverKeyPressed key -> covered = true;
        case CallEvent.HelpWanted help -> dangerKey = true;
        case CallEvent.CannotSpeak silent -> cannotSpeak = true;
        default -> {
          // the rest is on the call's own page
        }
      }
    }

    private void leave() {
      if (!step.isEmpty() && (chose || !prompts.isEmpty())) {
        Station before = stations.isEmpty() ? null : stations.getLast();
        if (before != null && before.step().equals(step)) {
          stations.removeLast(); // heard again: one line, all its seconds
          prompts.addAll(before.prompts());
          heard = heard.plus(before.heard());
        }
        stations.add(new Station(step, List.copyOf(prompts), heard, cut));
      }
      step = "";
      prompts.clear();
      heard = Duration.ZERO;
      cut = false;
      chose = false;
    }

    Trail trail() {
      leave();
      int from = Math.max(0, stations.size() - MOST_STATIONS);
      return new Trail(
          List.copyOf(stations.subList(from, stations.size())),
          from > 0,
          reason,
          dangerKey,
          covered,
          cannotSpeak);
    }
  }
}
